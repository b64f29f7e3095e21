import type { CaseState } from '../../../domain/case/case-state.js';
import { maskName } from '../../../domain/party/mask.js';
import type { Keys } from '../../../engine/ports/keys.js';
import type { CaseReading } from '../../../engine/ports/reading.js';

/** Days past due of the projection, in the person's own calendar; `$1` is the instant. */
export const DAYS_PAST_DUE = `coalesce((to_timestamp($1::bigint / 1000.0) at time zone coalesce(p.time_zone, 'UTC'))::date - c.oldest_due_on - c.paused_days, 0)`;

export const CASE_COLUMNS = `c.id, c.person_id, c.creditor_id, c.state, c.currency, c.balance_minor, c.debts, c.flagged, c.last_contact_at, c.next_review_at,
  p.country, p.language, p.name_sealed, p.key_wrapped, ${DAYS_PAST_DUE} as days_past_due`;

export const CASE_FROM = 'dunwell.collection_case c join dunwell.person p on p.slot = c.slot and p.id = c.person_id';

export interface CaseRow {
  readonly id: number;
  readonly person_id: number;
  readonly creditor_id: string;
  readonly state: string;
  readonly currency: string;
  readonly balance_minor: number;
  readonly debts: number;
  readonly flagged: boolean;
  readonly last_contact_at: number | null;
  readonly next_review_at: number | null;
  readonly country: string | null;
  readonly language: 'zh' | 'en';
  readonly name_sealed: Uint8Array | null;
  readonly key_wrapped: Uint8Array;
  readonly days_past_due: number;
  readonly [column: string]: unknown;
}

export function maskedName(keys: Keys, row: { readonly name_sealed: Uint8Array | null; readonly key_wrapped: Uint8Array }): string {
  return row.name_sealed === null ? '—' : maskName(keys.open(row.key_wrapped, row.name_sealed));
}

export function caseReading(keys: Keys, row: CaseRow): CaseReading {
  return {
    id: row.id, personId: row.person_id, person: maskedName(keys, row), creditorId: row.creditor_id, state: row.state as CaseState,
    daysPastDue: Math.max(0, row.days_past_due), balanceMinor: row.balance_minor, currency: row.currency, debts: row.debts, country: row.country, language: row.language,
    lastContactAt: row.last_contact_at, nextReviewAt: row.next_review_at, flagged: row.flagged,
  };
}
