import type { SqlSession, SqlValue } from '../../../engine/ports/database.js';
import type { ContactRecord, PastContact } from '../../../engine/ports/store.js';
import { grouped } from './grouped.js';

interface Row {
  readonly id: number;
  readonly case_id: number;
  readonly person_id: number;
  readonly point_id: number | null;
  readonly channel: string;
  readonly step: string;
  readonly template: string;
  readonly state: string;
  readonly queued_at: number;
  readonly not_before: number;
  readonly not_after: number;
  readonly sent_at: number | null;
  readonly attempts: number;
  readonly reasons: readonly string[];
  readonly outcome: string | null;
  readonly decision_seq: number;
  readonly [column: string]: unknown;
}

const COLUMNS = 'select id, case_id, person_id, point_id, channel, step, template, state, queued_at, not_before, not_after, sent_at, attempts, reasons, outcome, decision_seq from dunwell.contact';

async function select(session: SqlSession, where: string, parameters: readonly SqlValue[]): Promise<readonly ContactRecord[]> {
  const rows = await session.query<Row>(`${COLUMNS} ${where}`, parameters);
  return rows.map((r) => ({
    id: r.id, caseId: r.case_id, personId: r.person_id, pointId: r.point_id, channel: r.channel, step: r.step, template: r.template, state: r.state,
    queuedAt: r.queued_at, notBefore: r.not_before, notAfter: r.not_after, sentAt: r.sent_at, attempts: r.attempts, reasons: r.reasons, outcome: r.outcome, decisionSeq: r.decision_seq,
  }));
}

interface PastRow {
  readonly id: number;
  readonly case_id: number;
  readonly step: string;
  readonly channel: string;
  readonly state: string;
  readonly queued_at: number;
  readonly sent_at: number | null;
  readonly outcome: string | null;
  readonly [column: string]: unknown;
}

/** The history of cases, by case in the order of queueing; what was archived is in it. */
export async function selectContactsOfCases(session: SqlSession, slot: number, caseIds: readonly number[]): Promise<ReadonlyMap<number, readonly PastContact[]>> {
  const rows = await session.query<PastRow>(
    `select id, case_id, step, channel, state, queued_at, sent_at, outcome from dunwell.contact where slot = $1 and case_id = any($2::bigint[])
     union all
     select id, case_id, step, channel, state, queued_at, sent_at, outcome from dunwell.contact_past where slot = $1 and case_id = any($2::bigint[])
     order by case_id, queued_at, id`,
    [slot, caseIds],
  );
  return grouped(rows, (r) => r.case_id, (r) => ({ id: r.id, caseId: r.case_id, step: r.step, channel: r.channel, state: r.state, queuedAt: r.queued_at, sentAt: r.sent_at, outcome: r.outcome }));
}

/** Queued contacts whose time has come by one of the channels, and what waited until its time has gone. */
export function selectQueuedContacts(session: SqlSession, slot: number, now: number, limit: number, channels: readonly string[]) {
  return select(
    session,
    `where slot = $1 and ((state = 'queued' and not_before <= $2 and (channel = any($4::text[]) or not_after <= $2)) or (state = 'waiting_for_person' and not_after <= $2)) order by not_before, id limit $3`,
    [slot, now, limit, channels],
  );
}

export async function selectContact(session: SqlSession, slot: number, id: number): Promise<ContactRecord | null> {
  return (await select(session, 'where slot = $1 and id = $2', [slot, id]))[0] ?? null;
}
