import { placementOutcome, type Placement, type PlacementOutcome, type RawRow, type RowRemark } from '../../domain/loan/placement.js';
import { UNKNOWN } from '../../domain/unknown.js';
import type { Clock, Log } from '../ports/clock.js';
import type { CaseWrite, DebtWrite, ImportRecord, IntakeStore, IntakeTransaction, KnownDebt, PartyWrite, PersonRow, RowWrite } from '../ports/intake.js';
import type { Digest, Keys } from '../ports/keys.js';
import type { LedgerWrite, NewEvent } from '../ports/store.js';
import { restate } from './restate.js';
import { namedPerson, resolvePersons, type NamedPerson } from './write-persons.js';

/** Rows held at a time; memory does not grow with the file. */
const BATCH_ROWS = 8_000;

export interface ReadRow {
  readonly line: number;
  readonly cells: RawRow['cells'];
  readonly placement: Placement | null;
  readonly errors: readonly RowRemark[];
}

export interface ImportRequest {
  readonly creditorId: string;
  readonly fileName: string;
  readonly digest: string;
  readonly mappingDigest: string;
  /** The date as of which lateness is judged. */
  readonly asOf: string;
  /** Rows already read against the mapping, in file order. May throw a terminal error: the import is then marked failed, and what was written stays and is repeat-safe. */
  readonly rows: AsyncIterable<ReadRow>;
  readonly onProgress?: (rows: number) => void;
  /** Asked between slots: true leaves the import `running`, to be taken up by running it again. */
  readonly shouldStop?: () => boolean;
}

interface Deps {
  readonly store: IntakeStore;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly log: Log;
}

interface PlacedRow {
  readonly line: number;
  readonly rowDigest: string;
  readonly placement: Placement;
  readonly outcome: PlacementOutcome;
  readonly borrower: NamedPerson;
  readonly parties: readonly { readonly role: PartyWrite['role']; readonly person: NamedPerson }[];
}

function placed(deps: Deps, request: ImportRequest, line: number, placement: Placement): PlacedRow {
  const parties: PlacedRow['parties'][number][] = [];
  if (placement.coBorrower !== null) parties.push({ role: 'co_borrower', person: namedPerson(deps.keys, request.creditorId, placement.coBorrower) });
  if (placement.guarantor !== null) parties.push({ role: 'guarantor', person: namedPerson(deps.keys, request.creditorId, placement.guarantor) });
  return {
    line, rowDigest: deps.digest(JSON.stringify(placement)), placement, outcome: placementOutcome(placement, request.asOf),
    borrower: namedPerson(deps.keys, request.creditorId, placement.borrower), parties,
  };
}

function bySlot<T>(items: readonly T[], slot: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(slot(item));
    if (group === undefined) groups.set(slot(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** What the lender states the borrower agreed to, or not, as events. Unknown leaves none. */
function consentEvents(row: PlacedRow, personId: number, now: number, creditorId: string): readonly NewEvent[] {
  const { consents } = row.placement;
  const base = { at: now, tz: 'UTC' };
  const events: NewEvent[] = [];
  const key = (what: string) => `placement:${creditorId}:${row.placement.externalRef}:${what}`;
  if (consents.sms === true) events.push({ personId, event: { ...base, type: 'tcpa_consent', medium: 'sms', channel: 'sms' }, sourceKey: key('sms-consent') });
  for (const medium of ['sms', 'call', 'email'] as const) {
    if (consents[medium] === false) events.push({ personId, event: { ...base, type: 'medium_optout', medium, channel: medium }, sourceKey: key(`${medium}-refused`) });
  }
  return events;
}

interface SlotWork {
  readonly request: ImportRequest;
  readonly importId: string;
  readonly now: number;
  readonly rows: readonly PlacedRow[];
  readonly partyIds: ReadonlyMap<string, number>;
}

const REFUSALS = {
  duplicate_in_file: 'the same loan stands in an earlier row of this file: keep one row for each loan',
  other_borrower: 'this loan is on file for another person: if the lender corrected the ID, change the person first',
} as const;

/** Rows that name a loan again, or for somebody else. Found before anything is learnt from a row: a refused one changes nobody's name or number. */
async function refusals(transaction: IntakeTransaction, work: SlotWork, known: ReadonlyMap<string, KnownDebt>): Promise<ReadonlyMap<PlacedRow, keyof typeof REFUSALS>> {
  const onFile: ReadonlyMap<string, PersonRow> = known.size === 0 ? new Map() : await transaction.persons(work.rows.map((r) => r.borrower.matchKey));
  const refused = new Map<PlacedRow, keyof typeof REFUSALS>();
  const seen = new Set<string>();
  for (const row of work.rows) {
    const ref = row.placement.externalRef;
    const before = known.get(ref);
    if (seen.has(ref) || (before !== undefined && before.importId === work.importId && before.line < row.line)) refused.set(row, 'duplicate_in_file');
    else if (before !== undefined && before.personId !== onFile.get(row.borrower.matchKey)?.id) refused.set(row, 'other_borrower');
    seen.add(ref);
  }
  return refused;
}

async function placeRows(deps: Deps, transaction: IntakeTransaction, work: SlotWork): Promise<void> {
  const { request, importId, now } = work;
  const known = await transaction.debts(request.creditorId, work.rows.map((r) => r.placement.externalRef));
  const refused = await refusals(transaction, work, known);
  const { persons, points, ids } = await resolvePersons(transaction, deps.keys, work.rows.filter((r) => !refused.has(r)).map((r) => r.borrower));
  const cases = new Map(await transaction.cases(request.creditorId, [...ids.values()]));
  const newCases: CaseWrite[] = [];
  const debts: DebtWrite[] = [];
  const parties: PartyWrite[] = [];
  const ledger: LedgerWrite[] = [];
  const events: NewEvent[] = [];
  const rows: RowWrite[] = [];
  const touched = new Set<number>();
  for (const row of work.rows) {
    const { placement, outcome, line, rowDigest } = row;
    const code = refused.get(row);
    if (code !== undefined) {
      rows.push({ line, state: 'rejected', rowDigest, outcome: null, debtId: null, errors: [{ column: null, code, reason: REFUSALS[code] }], contentSealed: deps.keys.sealForOperator(JSON.stringify(placement)) });
      continue;
    }
    const before = known.get(placement.externalRef) ?? null;
    const personId = ids.get(row.borrower.matchKey) as number;
    if (before !== null && before.rowDigest === rowDigest) {
      rows.push({ line, state: 'unchanged', rowDigest, outcome, debtId: before.id, errors: [], contentSealed: null });
      continue;
    }
    const change = restate(before, placement, outcome, request.asOf);
    const debtId = before?.id ?? (transaction.takeIds(1)[0] as number);
    let caseId = before?.caseId ?? null;
    if (caseId === null && outcome === 'in_collection') {
      caseId = cases.get(personId) ?? null;
      if (caseId === null) {
        caseId = transaction.takeIds(1)[0] as number;
        cases.set(personId, caseId);
        newCases.push({ id: caseId, personId, creditorId: request.creditorId, currency: placement.currency });
      }
    }
    if (caseId !== null) touched.add(caseId);
    debts.push({
      id: debtId, isNew: before === null, creditorId: request.creditorId, externalRef: placement.externalRef, personId, caseId, product: placement.product, currency: placement.currency, outcome,
      monthsLate: placement.monthsLate === UNKNOWN ? null : placement.monthsLate, statementOn: placement.statementOn === UNKNOWN ? null : placement.statementOn,
      flags: change.flags, rowDigest, line,
    });
    if (change.entry !== null) ledger.push({ debtId, entry: change.entry, source: 'placement', sourceKey: `placement:${importId}:${line}` });
    events.push(...consentEvents(row, personId, now, request.creditorId));
    for (const party of row.parties) parties.push({ debtId, role: party.role, partyId: work.partyIds.get(party.person.matchKey) as number });
    rows.push({ line, state: change.state, rowDigest, outcome, debtId, errors: [], contentSealed: null });
  }
  await transaction.write({ importId, now, persons, points, cases: newCases, debts, parties, ledger, events, rows, touched: [...touched] });
}

/** People named beside the borrower live on their own slots, so they are made first. */
async function placeParties(deps: Deps, importId: string, now: number, batch: readonly PlacedRow[]): Promise<ReadonlyMap<string, number>> {
  const partyIds = new Map<string, number>();
  for (const [slot, group] of bySlot(batch.flatMap((r) => r.parties.map((p) => p.person)), (p) => p.slot)) {
    await deps.store.inSlot(slot, async (transaction) => {
      const { persons, points, ids } = await resolvePersons(transaction, deps.keys, group);
      await transaction.write({ importId, now, persons, points, cases: [], debts: [], parties: [], ledger: [], events: [], rows: [], touched: [] });
      for (const [key, id] of ids) partyIds.set(key, id);
    });
  }
  return partyIds;
}

async function writeBatch(deps: Deps, request: ImportRequest, importId: string, batch: readonly ReadRow[]): Promise<'written' | 'stopped'> {
  const now = deps.clock.now();
  const rejected = batch.filter((row) => row.placement === null);
  await deps.store.writeRejected(importId, rejected.map((row): RowWrite => ({
    line: row.line, state: 'rejected', rowDigest: deps.digest(JSON.stringify(row.cells)), outcome: null, debtId: null, errors: row.errors,
    contentSealed: deps.keys.sealForOperator(JSON.stringify(row.cells)),
  })));
  const rows = batch.flatMap((row) => (row.placement === null ? [] : [placed(deps, request, row.line, row.placement)]));
  const partyIds = await placeParties(deps, importId, now, rows);
  for (const [slot, group] of bySlot(rows, (row) => row.borrower.slot)) {
    if (request.shouldStop?.() === true) return 'stopped';
    await deps.store.inSlot(slot, (transaction) => placeRows(deps, transaction, { request, importId, now, rows: group, partyIds }));
  }
  return 'written';
}

/**
 * One file, whole: every row is accepted, updated, unchanged, flagged or rejected with a reason, and all are counted.
 * The same file with the same mapping gives the first answer again. Rows are committed slot by slot; a run that dies is
 * taken up by running it again, for a row that stands already is recognised.
 */
export async function importFile(deps: Deps, request: ImportRequest): Promise<ImportRecord> {
  const record = await deps.store.begin({
    creditorId: request.creditorId, digest: request.digest, mappingDigest: request.mappingDigest, fileName: request.fileName, startedAt: deps.clock.now(),
  });
  if (record.state === 'done') return record;
  let read = 0;
  try {
    let batch: ReadRow[] = [];
    for await (const row of request.rows) {
      batch.push(row);
      read += 1;
      if (batch.length < BATCH_ROWS) continue;
      if ((await writeBatch(deps, request, record.id, batch)) === 'stopped') return record;
      batch = [];
      request.onProgress?.(read);
    }
    if ((await writeBatch(deps, request, record.id, batch)) === 'stopped') return record;
    request.onProgress?.(read);
  } catch (error) {
    deps.log.error('import_failed', { import: record.id, rows: read });
    return deps.store.finish(record.id, deps.clock.now(), error instanceof Error ? error.message : 'unexpected failure').then((failed) => {
      if (error instanceof Error && error.name === 'FileRejected') return failed;
      throw error;
    });
  }
  const done = await deps.store.finish(record.id, deps.clock.now(), null);
  deps.log.info('import_done', { import: record.id, rows: done.rows, rejected: done.rejected });
  return done;
}
