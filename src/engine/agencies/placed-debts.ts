import type { SlotId } from '../../domain/id/slot-id.js';
import type { LawEvent } from '../../law/facts.js';
import { Terminal } from '../ports/errors.js';
import type { AgencyRecord } from '../ports/agencies.js';
import type { Inbox } from '../ports/desk.js';
import type { CaseRecord, DebtRecord, Dossier, SlotTransaction } from '../ports/store.js';
import { slotOf } from '../../domain/id/slot-id.js';

type PlacedEvent = LawEvent & { readonly agency?: string };

/** By case, or by creditor and the lender's own reference; a reference means that debt alone. */
export type CaseOrDebt = { readonly caseId: SlotId } | { readonly creditorId: string; readonly debtRef: string };

const names = (event: LawEvent, debt: DebtRecord): boolean => event.debtIds === undefined || event.debtIds.length === 0 || event.debtIds.includes(String(debt.id));

/**
 * Debts of the case that are with the agency now, by the last placement or recall of each; with `ever`, those that were
 * with it at any time. A lender's own system has all debts of its creditor.
 */
export function placedDebts(agency: AgencyRecord, record: CaseRecord, dossier: Dossier, ever = false): readonly DebtRecord[] {
  const debts = dossier.debts.get(record.id) ?? [];
  if (agency.kind === 'system') return record.creditorId === agency.creditorId ? debts : [];
  const moves: readonly PlacedEvent[] = (dossier.events.get(record.personId) ?? []).filter((e) => e.type === 'agency_placed' || e.type === 'agency_recalled');
  const isIts = (event: PlacedEvent | undefined): boolean => event?.type === 'agency_placed' && event.agency === agency.id;
  return debts.filter((debt) => {
    const about = moves.filter((event) => names(event, debt));
    return ever ? about.some(isIts) : isIts(about.at(-1));
  });
}

/** The slot in which the case or debt is; throws `not_found` for what cannot be one. */
export async function slotOfAsked(inbox: Inbox, asked: CaseOrDebt): Promise<{ readonly slot: number; readonly caseId: SlotId | null; readonly debtId: SlotId | null; readonly personId: SlotId | null }> {
  if ('caseId' in asked) return { slot: slotOf(asked.caseId), caseId: asked.caseId, debtId: null, personId: null };
  const debt = await inbox.debtByRef(asked.creditorId, asked.debtRef);
  if (debt === null) throw notPlaced();
  return { slot: debt.slot, caseId: null, debtId: debt.debtId, personId: debt.personId };
}

/** One sentence for what does not exist and for what is not theirs, so that neither is told. */
function notPlaced(): Terminal {
  return new Terminal('not_found', 'No such case or debt is placed with you. Check the reference; a case that was recalled is closed to you.');
}

export interface AgencyCase {
  readonly record: CaseRecord;
  readonly dossier: Dossier;
  readonly debts: readonly DebtRecord[];
}

/** The case as it stands in this transaction, its person locked; throws `not_found` unless a debt asked about is with the agency. */
export async function caseOfAgency(transaction: SlotTransaction, agency: AgencyRecord, asked: Awaited<ReturnType<typeof slotOfAsked>>, ever = false): Promise<AgencyCase> {
  const candidates = asked.caseId === null ? await transaction.casesOf(asked.personId === null ? [] : [asked.personId]) : await transaction.cases([asked.caseId]);
  await transaction.lockPersons([...new Set(candidates.map((c) => c.personId))]);
  const dossier = await transaction.dossier(candidates);
  for (const record of candidates) {
    const debts = placedDebts(agency, record, dossier, ever).filter((debt) => asked.debtId === null || debt.id === asked.debtId);
    if (debts.length > 0) return { record, dossier, debts };
  }
  throw notPlaced();
}
