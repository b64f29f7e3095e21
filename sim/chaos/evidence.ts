import { readLine, type Line } from '../auditor/log.js';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { contactLog } from '../../src/adapters/postgres/views/contact-log.js';
import { providerKey } from '../../src/domain/contact/provider-key.js';
import type { Database } from '../../src/engine/ports/database.js';
import type { LenderFile } from './portfolio.js';
import type { ProviderLine } from './provider-log.js';

export interface ImportedRow {
  readonly file: string;
  readonly line: number;
  readonly state: string;
}

export interface Imported {
  readonly file: string;
  readonly state: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface Attempt {
  readonly key: string;
  readonly contact: string;
  readonly person: string;
  readonly state: string;
  readonly reservedAt: number;
}

export interface Kept {
  readonly id: string;
  readonly kind: string;
  readonly eventId: string;
  readonly person: string | null;
  readonly receivedAt: number;
  readonly readAt: number | null;
  readonly means: string | null;
  /** Events and ledger entries that it left, by their source keys; `minor` is what the entries come to. */
  readonly said: number;
  readonly entries: number;
  readonly minor: number;
}

/** What was found when all was still: the provider's word, the lender's files, and what the house has written down. */
export interface Evidence {
  readonly files: readonly LenderFile[];
  readonly provider: readonly ProviderLine[];
  readonly imports: readonly Imported[];
  readonly rows: readonly ImportedRow[];
  /** How many debts, and how many cases, each reference of a loan has. */
  readonly debts: ReadonlyMap<string, { readonly debts: number; readonly cases: number }>;
  readonly attempts: readonly Attempt[];
  readonly inbound: readonly Kept[];
  /** Persons by telephone number. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  readonly log: readonly Line[];
  /** Counts of what must be nothing once all is still. */
  readonly unrest: Readonly<Record<string, number>>;
}

type Row = Readonly<Record<string, unknown>>;

/** What is still in motion at `now`; all zero: nothing is due, unread or unsettled. */
export async function unrestOf(database: Database, now: number): Promise<Readonly<Record<string, number>>> {
  const [row] = await database.query<{ readonly [what: string]: number }>(
    `select (select count(*)::int from dunwell.inbound where read_at is null and person_id is not null) as "inbound unread",
            (select count(*)::int from dunwell.collection_case where unsettled) as "cases unsettled",
            (select count(*)::int from dunwell.attempt where state = 'reserved') as "attempts that nobody ended",
            (select count(*)::int from dunwell.contact where state = 'attempting') as "contacts still attempting",
            (select count(*)::int from dunwell.contact where state = 'queued' and not_before <= $1) as "contacts due and not sent",
            (select count(*)::int from dunwell.collection_case where state = 'open' and next_review_at <= $1) as "reviews due",
            (select count(*)::int from dunwell.import where state <> 'done') as "imports not done"`, [now],
  );
  return row ?? {};
}

async function inboundOf(database: Database): Promise<readonly Kept[]> {
  const rows = await database.query<{ id: number; kind: string; provider_event_id: string; person_id: number | null; received_at: number; read_at: number | null; means: string | null; said: number; entries: number; minor: number }>(
    `select i.id, i.kind, i.provider_event_id, i.person_id, i.received_at, i.read_at, i.meaning ->> 'kind' as means,
            (select count(*)::int from dunwell.person_event e where e.slot = i.slot and e.source_key = 'inbound:' || i.id || ':said') as said,
            (select count(*)::int from dunwell.ledger_entry l where l.slot = i.slot and l.source_key like 'inbound:' || i.id || ':%') as entries,
            (select coalesce(sum(l.amount_minor), 0)::bigint from dunwell.ledger_entry l where l.slot = i.slot and l.source_key like 'inbound:' || i.id || ':%') as minor
       from dunwell.inbound i where i.provider = 'gateway'`,
  );
  return rows.map((r) => ({ id: String(r.id), kind: r.kind, eventId: r.provider_event_id, person: r.person_id === null ? null : String(r.person_id), receivedAt: r.received_at, readAt: r.read_at, means: r.means, said: r.said, entries: r.entries, minor: Number(r.minor) }));
}

async function ownersOf(database: Database, key: string, numbers: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const keys = keysFrom(Buffer.from(key, 'hex'));
  const points = await database.query<{ blind: string; person_id: number }>(`select blind, person_id from dunwell.person_point where kind = 'phone'`);
  const byBlind = new Map<string, string[]>();
  for (const { blind, person_id } of points) byBlind.set(blind, [...(byBlind.get(blind) ?? []), String(person_id)]);
  return new Map(numbers.map((number) => [number, byBlind.get(keys.blind('phone', number)) ?? []]));
}

export async function gather(database: Database, key: string, files: readonly LenderFile[], provider: readonly ProviderLine[], now: number): Promise<Evidence> {
  const imports = await database.query<Row>(`select file_name as file, state, rows, accepted, rejected from dunwell.import`);
  const rows = await database.query<Row>(`select i.file_name as file, r.line, r.state from dunwell.import_row r join dunwell.import i on i.id = r.import_id`);
  const debts = await database.query<{ ref: string; debts: number; cases: number }>(`select external_ref as ref, count(*)::int as debts, count(distinct case_id)::int as cases from dunwell.debt group by external_ref`);
  const attempts = await database.query<{ contact_id: number; no: number; person_id: number; state: string; reserved_at: number }>(`select contact_id, no, person_id, state, reserved_at from dunwell.attempt where provider = 'gateway'`);
  const log: Line[] = [];
  for await (const line of contactLog(database)) log.push(readLine(JSON.stringify(line)));
  return {
    files, provider, imports: imports as unknown as readonly Imported[], rows: rows as unknown as readonly ImportedRow[],
    debts: new Map(debts.map((d) => [d.ref, { debts: d.debts, cases: d.cases }])),
    attempts: attempts.map((a) => ({ key: providerKey(a.contact_id, a.no), contact: String(a.contact_id), person: String(a.person_id), state: a.state, reservedAt: a.reserved_at })),
    inbound: await inboundOf(database), owners: await ownersOf(database, key, [...new Set(files.flatMap((f) => f.rows.map((r) => r.number)))]), log, unrest: await unrestOf(database, now),
  };
}
