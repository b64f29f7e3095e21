import type { Database, SqlRow, SqlSession } from '../../../engine/ports/database.js';
import type { ArchivedFile, ArchivedRows } from '../../../engine/ports/archive.js';
import { archivedFiles } from '../archive/archive-store.js';
import { NO_ARCHIVE } from '../archive/archived-blocks.js';
import { assertArchiveUnchanged, pastAttempts } from '../archive/archived-contacts.js';
import { grouped } from '../sql/grouped.js';

/**
 * Everything that an auditor needs to say whether a rule was broken, and nothing of a person but where they are: each
 * attempt to reach them, each thing they said or that happened, what they owe, what came in and when it was read. One
 * person after another, each in time order. Described line by line in docs/operating/contact-log.md.
 */
export type LogLine = SqlRow;

const PERSONS = 200;
const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** What an event may say here. Words of a person are not in it. */
const TOLD = [
  'tz', 'channel', 'debtIds', 'collectorId', 'place', 'voice', 'result', 'content', 'recorded', 'initial', 'purpose', 'medium', 'form', 'window', 'givenTo', 'optOutDays', 'hold', 'reason', 'detail', 'by', 'agency', 'unpermitted', 'staff',
] as const;

/** Contacts made by somebody else (an agency, the creditor), told to us as events. */
const CONTACT_TYPES = new Set([
  'attempted_call', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call', 'busy_signal', 'not_in_service', 'conversation', 'sms', 'email', 'letter', 'push', 'visit', 'unknown_outcome',
]);
/** Events that our own attempts leave; the attempt itself is the line. */
const OWN = /^(attempt:\d+:\d+|(task|reservation):\d+:outcome)$/;

interface PersonRow { readonly id: number; readonly created_at: number; readonly country: string | null; readonly state: string | null; readonly city: string | null; readonly time_zone: string | null; readonly [column: string]: unknown }
interface PointRow { readonly id: number; readonly person_id: number; readonly line: string | null; readonly time_zone: string | null; readonly usable: boolean; readonly number: string; readonly [column: string]: unknown }
interface DebtRow {
  readonly id: number; readonly person_id: number; readonly case_id: number | null; readonly creditor_id: string; readonly product: string; readonly currency: string; readonly flags: readonly string[]; readonly time_barred: boolean | null; readonly placed_at: number;
  readonly ledger: readonly { readonly kind: string; readonly minor: number; readonly on: string; readonly known: number }[] | null;
  readonly parties: readonly { readonly person: string; readonly role: string }[] | null;
  readonly [column: string]: unknown;
}
interface AttemptRow {
  readonly contact_id: number; readonly no: number; readonly person_id: number; readonly point_id: number | null; readonly state: string; readonly reserved_at: number; readonly finished_at: number | null; readonly provider: string; readonly decision_seq: number;
  readonly case_id: number; readonly creditor_id: string; readonly channel: string; readonly step: string; readonly template: string; readonly contact_state: string; readonly outcome: string | null;
  /** How it was made, as it was reserved; null for texts of the house. */
  readonly made: { readonly by?: string; readonly voice?: string; readonly staff?: number; readonly debtIds?: readonly string[] } | null;
  /** When it was begun, if whoever made it told that. */
  readonly began_at: number | null;
  /** Who made it after its reservation had ended. */
  readonly unpermitted: string | null;
  /** Id of the event that was written with the attempt: its place among what happened in the same millisecond. */
  readonly event_id: number | null;
  /** Said of an answer; what a plan begins collects. */
  readonly purpose: string | null;
  readonly [column: string]: unknown;
}
interface EventRow { readonly id: number; readonly person_id: number; readonly at: number; readonly recorded_at: number; readonly type: string; readonly source_key: string; readonly data: Readonly<Record<string, unknown>>; readonly [column: string]: unknown }
interface InboundRow { readonly id: number; readonly person_id: number; readonly kind: string; readonly received_at: number; readonly read_at: number | null; readonly means: string | null; readonly [column: string]: unknown }

async function load(session: SqlSession, slot: number, ids: readonly number[], past: readonly SqlRow[]) {
  const by = [slot, ids] as const;
  const points = await session.query<PointRow>(
    `select id, person_id, line, time_zone, usable, left(blind, 16) as number from dunwell.person_point where slot = $1 and person_id = any($2::bigint[]) and kind = 'phone' order by person_id, id`, by,
  );
  const debts = await session.query<DebtRow>(
    `select d.id, d.person_id, d.case_id, d.creditor_id, d.product, d.currency, d.flags, d.time_barred, d.placed_at,
            (select json_agg(json_build_object('kind', e.kind, 'minor', e.amount_minor, 'on', e.effective_on, 'known', e.recorded_at) order by e.seq)
               from dunwell.ledger_entry e where e.slot = d.slot and e.debt_id = d.id) as ledger,
            (select json_agg(json_build_object('person', q.party_id::text, 'role', q.role) order by q.party_id) from dunwell.debt_party q where q.slot = d.slot and q.debt_id = d.id) as parties
       from dunwell.debt d where d.slot = $1 and d.person_id = any($2::bigint[]) order by d.person_id, d.id`, by,
  );
  const attempts = await session.query<AttemptRow>(
    `select a.contact_id, a.no, a.person_id, a.point_id, a.state, a.reserved_at, a.finished_at, a.provider, a.decision_seq, a.case_id, k.creditor_id, a.channel, a.step, a.template,
            a.contact_state, a.outcome, a.made,
            (select e.at from dunwell.person_event e where e.slot = a.slot and e.person_id = a.person_id and e.source_key in ('task:' || a.contact_id || ':outcome', 'reservation:' || a.contact_id || ':outcome')) as began_at,
            (select e.data ->> 'unpermitted' from dunwell.person_event e where e.slot = a.slot and e.person_id = a.person_id and e.source_key in ('task:' || a.contact_id || ':outcome', 'reservation:' || a.contact_id || ':outcome')) as unpermitted,
            (select e.id from dunwell.person_event e where e.slot = a.slot and e.person_id = a.person_id and e.source_key = 'attempt:' || a.contact_id || ':' || a.no) as event_id,
            (select e.data ->> 'purpose' from dunwell.person_event e where e.slot = a.slot and e.person_id = a.person_id and e.source_key = 'attempt:' || a.contact_id || ':' || a.no) as purpose
       from (select a.slot, a.contact_id, a.no, a.person_id, c.point_id, a.state, a.reserved_at, a.finished_at, a.provider, a.decision_seq, c.case_id, c.channel, c.step, c.template, c.state as contact_state, c.outcome, a.made
               from dunwell.attempt a join dunwell.contact c on c.slot = a.slot and c.id = a.contact_id where a.slot = $1 and a.person_id = any($2::bigint[])
             union all
             select $1, p.* from jsonb_to_recordset($3::jsonb) as p (contact_id bigint, no smallint, person_id bigint, point_id bigint, state text, reserved_at bigint, finished_at bigint, provider text, decision_seq bigint,
                    case_id bigint, channel text, step text, template text, contact_state text, outcome text, made jsonb)) as a
       join dunwell.collection_case k on k.slot = a.slot and k.id = a.case_id order by a.person_id, a.reserved_at, a.contact_id, a.no`, [...by, JSON.stringify(past)],
  );
  const events = await session.query<EventRow>(
    'select id, person_id, at, recorded_at, type, source_key, data from dunwell.person_event where slot = $1 and person_id = any($2::bigint[]) order by person_id, at, id', by,
  );
  const inbound = await session.query<InboundRow>(
    `select id, person_id, kind, received_at, read_at, meaning ->> 'kind' as means from dunwell.inbound where slot = $1 and person_id = any($2::bigint[]) order by person_id, received_at, id`, by,
  );
  const person = (row: { readonly person_id: number }) => row.person_id;
  const same = <T>(row: T) => row;
  return { points: grouped(points, person, same), debts: grouped(debts, person, same), attempts: grouped(attempts, person, same), events: grouped(events, person, same), inbound: grouped(inbound, person, same) };
}

type Loaded = Awaited<ReturnType<typeof load>>;

function debtLine(person: string, row: DebtRow): LogLine {
  return {
    line: 'debt', person, debt: String(row.id), case: row.case_id === null ? null : String(row.case_id), creditor: row.creditor_id, product: row.product, currency: row.currency, flags: row.flags,
    timeBarred: row.time_barred, placed: iso(row.placed_at), ledger: (row.ledger ?? []).map((e) => ({ ...e, known: iso(e.known) })), parties: row.parties ?? [],
  };
}

const madeAt = (row: AttemptRow): number => row.began_at ?? row.reserved_at;

function attemptLine(person: string, row: AttemptRow, numbers: ReadonlyMap<string, string>, debts: readonly DebtRow[]): LogLine {
  return {
    line: 'contact', person, at: iso(madeAt(row)), ended: isoOrNull(row.finished_at), by: row.made !== null && (row.made.voice ?? 'human') === 'human' ? 'person' : 'robot', collector: row.made?.by ?? 'house', creditor: row.creditor_id, channel: row.channel,
    number: row.point_id === null ? null : (numbers.get(String(row.point_id)) ?? null), debts: row.made?.debtIds ?? debts.filter((d) => d.case_id === row.case_id && d.placed_at <= row.reserved_at).map((d) => String(d.id)),
    // What became of it: `open` and `unknown` count as made, `refused` by the provider never left.
    state: row.state === 'reserved' ? 'open' : row.state, outcome: row.outcome ?? row.contact_state, purpose: row.purpose ?? 'collect', audience: 'debtor', staff: row.made?.staff ?? null,
    ...(row.unpermitted === null ? {} : { unpermitted: row.unpermitted }), step: row.step, template: row.template, contact: String(row.contact_id), attempt: row.no, decision: row.decision_seq,
  };
}

function told(row: EventRow, numbers: ReadonlyMap<string, string>): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const field of TOLD) if (row.data[field] !== undefined) data[field] = row.data[field];
  const point = row.data['number'];
  if (typeof point === 'string') data['number'] = numbers.get(point) ?? null;
  if (typeof row.data['until'] === 'number') data['until'] = iso(row.data['until']);
  return data;
}

function eventLine(person: string, row: EventRow, numbers: ReadonlyMap<string, string>): LogLine {
  const data = told(row, numbers);
  if (!CONTACT_TYPES.has(row.type)) return { line: 'event', person, at: iso(row.at), known: iso(row.recorded_at), type: row.type, ...data };
  return {
    line: 'contact', person, at: iso(row.at), ended: iso(row.at), known: iso(row.recorded_at), by: data['voice'] === 'robot' ? 'robot' : 'person', collector: data['by'] ?? 'unknown', creditor: null,
    channel: data['channel'] ?? CONTACT_CHANNEL[row.type] ?? 'call', number: data['number'] ?? null, debts: data['debtIds'] ?? [], state: 'reported', outcome: row.type, purpose: data['purpose'] ?? 'collect', audience: 'debtor', staff: data['staff'] ?? null,
  };
}

const CONTACT_CHANNEL: Readonly<Record<string, string>> = { sms: 'sms', email: 'email', letter: 'mail', push: 'push', visit: 'visit' };

interface Placed {
  readonly at: number;
  readonly id: number;
  readonly line: LogLine;
}

/** By instant; within one millisecond by order of writing (ids of a slot only grow). A call begun has no event of its own: it stands where it was decided, after what was known then and before what came of it. */
function inOrder(lines: readonly Placed[]): readonly LogLine[] {
  return [...lines].sort((a, b) => a.at - b.at || a.id - b.id).map((l) => l.line);
}

function linesOf(row: PersonRow, loaded: Loaded): readonly LogLine[] {
  const person = String(row.id);
  const points = loaded.points.get(row.id) ?? [];
  const debts = loaded.debts.get(row.id) ?? [];
  const numbers = new Map(points.map((p) => [String(p.id), p.number]));
  const zones = [
    ...(row.time_zone === null ? [] : [{ zone: row.time_zone, of: 'residence' }]),
    ...points.filter((p) => p.time_zone !== null).map((p) => ({ zone: p.time_zone, of: p.line === 'landline' ? 'landline' : 'mobile', number: p.number, usable: p.usable })),
  ];
  return [
    { line: 'person', person, since: iso(row.created_at), country: row.country, state: row.state, city: row.city, zones, numbers: points.map((p) => p.number) },
    ...debts.map((d) => debtLine(person, d)),
    ...inOrder([
      ...(loaded.events.get(row.id) ?? []).filter((e) => !OWN.test(e.source_key)).map((e) => ({ at: e.at, id: e.id, line: eventLine(person, e, numbers) })),
      ...(loaded.inbound.get(row.id) ?? []).map((i) => ({ at: i.received_at, id: i.id, line: { line: 'inbound', person, at: iso(i.received_at), read: isoOrNull(i.read_at), kind: i.kind, means: i.means } })),
      ...(loaded.attempts.get(row.id) ?? []).map((a) => ({ at: madeAt(a), id: a.event_id ?? a.contact_id, line: attemptLine(person, a, numbers, debts) })),
    ]),
  ];
}

async function page(database: Database, slot: number, after: number, files: number, past: (last: number) => Promise<readonly SqlRow[]>): Promise<{ readonly last: number | null; readonly lines: readonly LogLine[] }> {
  return database.transaction(async (session) => {
    // One picture of a page: a lift read later than the contact it allowed would look like a breach.
    await session.execute('set transaction isolation level repeatable read');
    const persons = await session.query<PersonRow>('select id, created_at, country, state, city, time_zone from dunwell.person where slot = $1 and id > $2 order by id limit $3', [slot, after, PERSONS]);
    await assertArchiveUnchanged(session, files);
    const end = persons.at(-1)?.id;
    if (end === undefined) return { last: null, lines: [] };
    const loaded = await load(session, slot, persons.map((p) => p.id), await past(end));
    return { last: persons.length < PERSONS ? null : end, lines: persons.flatMap((p) => linesOf(p, loaded)) };
  });
}

/** The contact log, streamed slot by slot; memory holds a page of persons. The last line counts the others, so that a log cut short is seen. */
export async function* contactLog(database: Database, archive: ArchivedRows = NO_ARCHIVE): AsyncGenerator<LogLine> {
  const counts: Record<string, number> = { person: 0, debt: 0, contact: 0, event: 0, inbound: 0 };
  yield { line: 'log', format: 'dunwell-contact-log', version: 1 };
  const slots = await database.query<{ slot: number }>('select s.slot from dunwell.slot s where exists (select 1 from dunwell.person p where p.slot = s.slot) order by s.slot');
  const files: readonly ArchivedFile[] = await archivedFiles(database);
  for (const { slot } of slots) {
    const past = pastAttempts(archive, files, slot);
    let after: number | null = 0;
    while (after !== null) {
      const { last, lines }: { readonly last: number | null; readonly lines: readonly LogLine[] } = await page(database, slot, after, files.length, past);
      for (const line of lines) {
        const kind = String(line['line']);
        counts[kind] = (counts[kind] ?? 0) + 1;
        yield line;
      }
      after = last;
    }
  }
  yield { line: 'end', counts };
}
