import { hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { packBlocks } from '../../adapters/postgres/decision-blocks.js';
import { selectBlocks } from '../../adapters/postgres/sql/select-decisions.js';
import { SLOTS } from '../../domain/id/slot-id.js';
import type { Database } from '../../engine/ports/database.js';

/** Copies of the tables that the daily run writes, with the same keys, checks and foreign keys; cases as they were before the run. */
const TABLES = `
  drop schema if exists bench cascade;
  create schema bench;
  create table bench.collection_case (like dunwell.collection_case including all) with (fillfactor = 70);
  create table bench.decision_block (like dunwell.decision_block including all);
  create table bench.decision (like dunwell.decision including all);
  create table bench.contact (like dunwell.contact including all) with (fillfactor = 70);
  create table bench.attempt (like dunwell.attempt including all) with (fillfactor = 70);
  create table bench.person_event (like dunwell.person_event including all);
  alter table bench.person_event add foreign key (slot, person_id) references dunwell.person (slot, id);
  alter table bench.contact add foreign key (slot, case_id, live) references bench.collection_case (slot, id, contactable);
  alter table bench.contact add foreign key (slot, case_id) references bench.collection_case (slot, id);
  alter table bench.contact add foreign key (case_id, decision_seq, queued_at, slot, decision_permits) references bench.decision (case_id, seq, at, slot, permits);
  alter table bench.attempt add foreign key (slot, contact_id, queued_at) references bench.contact (slot, id, queued_at);
  alter table bench.attempt add foreign key (case_id, decision_seq, decided_at, slot, decision_permits) references bench.decision (case_id, seq, at, slot, permits);
  insert into bench.collection_case (slot, id, person_id, creditor_id, state, opened_at, next_review_at, currency, balance_minor, oldest_due_on, debts)
    select slot, id, person_id, creditor_id, state, opened_at, opened_at, currency, balance_minor, oldest_due_on, debts from dunwell.collection_case;
  analyze bench.collection_case;`;

/** What both stages write of a decision: the record as a block of one, packed as ours are, and the row. */
const DECIDED = `
  b as (insert into bench.decision_block (slot, at, first_seq, count, encoding, digest, previous, content) values ($1, $3, $4, 1, 'deflate', $5, $6, $7)),
  d as (insert into bench.decision (slot, at, case_id, seq, stage, choice, outcome, denied_by) values ($1, $3, $2, $4, $8, $9, $10, $11))`;

const REVIEWED = 'update bench.collection_case set next_review_at = $12, review_no = review_no + 1 where slot = $1 and id = $2';

/** What a job writes, one statement for each of the transactions that the product makes: one in a review, two in a dispatch. */
export const JOB_STATEMENTS: Readonly<Record<string, string>> = {
  put_off: `with ${DECIDED} ${REVIEWED}`,
  queue: `with ${DECIDED},
    t as (insert into bench.contact (slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq)
      values ($1, $13, $2, $14, $15, $16, $17, $18, $19, $20, $3, $21, $22, $4)) ${REVIEWED}`,
  refuse: `with ${DECIDED}, t as (update bench.contact set state = 'refused' where slot = $1 and id = $13) ${REVIEWED}`,
  reserve: `with ${DECIDED},
    e as (insert into bench.person_event (slot, id, person_id, at, type, data, recorded_at, source_key) values ($1, $12, $13, $14, $15, $16, $17, $18)),
    a as (insert into bench.attempt (slot, contact_id, no, queued_at, person_id, case_id, state, reserved_at, provider, decision_seq, decided_at) values ($1, $19, $20, $21, $13, $2, 'reserved', $3, $22, $4, $3))
    update bench.contact set state = 'attempting', attempts = $20, verify_code = $23, text_sealed = $24, text_digest = $25 where slot = $1 and id = $19`,
  record: `with a as (update bench.attempt set state = $5, finished_at = $6, provider_ref = $7 where slot = $1 and contact_id = $3 and no = $4 and state = 'reserved'),
    c as (update bench.contact set state = $5, sent_at = $6 where slot = $1 and id = $3)
    update bench.collection_case set last_contact_at = $6 where slot = $1 and id = $2`,
};

type Value = string | number | readonly string[] | null;
/** One case: what its job sends, statement by statement. */
type Job = readonly [caseId: number, steps: readonly (readonly [statement: string, values: readonly Value[]])[]];

interface Written {
  readonly [column: string]: unknown;
  readonly seq: number;
  readonly at: number;
  readonly case_id: number;
  readonly stage: 'review' | 'dispatch';
  readonly choice: string;
  readonly outcome: string;
  readonly denied_by: readonly string[];
  readonly next_review_at: number | null;
}

interface ContactRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly case_id: number;
  readonly decision_seq: number;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');
const hex = (bytes: unknown): string | null => (bytes === null ? null : `\\x${Buffer.from(bytes as Uint8Array).toString('hex')}`);
const CHAIN_BLOCKS = 100_000;

async function recordsOf(database: Database, slot: number): Promise<ReadonlyMap<number, string>> {
  const blocks = await selectBlocks(database, slot, 0, CHAIN_BLOCKS);
  return new Map(blocks.flatMap((block) => (block.records ?? []).map((record, i) => [block.firstSeq + i, record] as const)));
}

/** $1 to $11 of `DECIDED`. */
function decided(slot: number, row: Written, record: string): readonly Value[] {
  const previous = sha256(`${slot} ${row.seq}`);
  const [block] = packBlocks([{ at: row.at, stage: row.stage, caseId: row.case_id, personId: 0, choice: row.choice as 'send', outcome: row.outcome, deniedBy: row.denied_by, record }], row.seq, previous, sha256);
  if (block === undefined) throw new Error('a decision without a block');
  return [slot, row.case_id, row.at, row.seq, `\\x${block.digest}`, `\\x${previous}`, hex(block.content), row.stage, row.choice, row.outcome, row.denied_by];
}

const column = (row: Readonly<Record<string, unknown>>, name: string): Value => {
  const value = row[name] ?? null;
  return value instanceof Uint8Array ? hex(value) : (value as Value);
};
const columns = (row: Readonly<Record<string, unknown>>, ...names: readonly string[]): readonly Value[] => names.map((name) => column(row, name));

async function jobsOf(database: Database, slot: number): Promise<readonly Job[]> {
  const records = await recordsOf(database, slot);
  const rows = await database.query<Written>(
    `select d.seq, d.at, d.case_id, d.stage, d.choice, d.outcome, d.denied_by, c.next_review_at from dunwell.decision d join dunwell.collection_case c on c.slot = d.slot and c.id = d.case_id
      where d.slot = $1 order by d.seq`, [slot]);
  const contacts = new Map((await database.query<ContactRow>('select * from dunwell.contact where slot = $1', [slot])).map((row) => [row.case_id, row]));
  const attempts = new Map((await database.query('select * from dunwell.attempt where slot = $1', [slot])).map((row) => [row['case_id'] as number, row]));
  const events = new Map((await database.query(`select slot, id, person_id, at, type, data::text as data, recorded_at, source_key from dunwell.person_event where slot = $1 and source_key like 'attempt:%'`, [slot]))
    .map((row) => [Number(String(row['source_key']).split(':')[1]), row]));
  const jobs = new Map<number, (readonly [string, readonly Value[]])[]>();
  for (const row of rows) {
    const steps = jobs.get(row.case_id) ?? [];
    jobs.set(row.case_id, steps);
    const start = decided(slot, row, records.get(row.seq) ?? '');
    const contact = contacts.get(row.case_id);
    if (row.stage === 'review') {
      if (contact?.decision_seq !== row.seq) steps.push(['put_off', [...start, row.next_review_at]]);
      else {
        const state = contact['channel'] === 'sms' ? 'queued' : 'waiting_for_person';
        steps.push(['queue', [...start, row.next_review_at, ...columns(contact, 'id', 'person_id', 'point_id', 'channel', 'step', 'template', 'reasons'), state, ...columns(contact, 'not_before', 'not_after')]]);
      }
      continue;
    }
    if (contact === undefined) throw new Error(`decision ${row.seq} of slot ${slot} dispatches no contact`);
    const attempt = attempts.get(row.case_id);
    const event = events.get(contact.id);
    if (attempt === undefined || event === undefined) {
      steps.push(['refuse', [...start, row.next_review_at, contact.id]]);
      continue;
    }
    steps.push(['reserve', [...start, ...columns(event, 'id', 'person_id', 'at', 'type', 'data', 'recorded_at', 'source_key'), ...columns(attempt, 'contact_id', 'no', 'queued_at', 'provider'), ...columns(contact, 'verify_code', 'text_sealed', 'text_digest')]]);
    steps.push(['record', [slot, row.case_id, contact.id, ...columns(attempt, 'no', 'state', 'finished_at', 'provider_ref')]]);
  }
  return [...jobs];
}

/**
 * Writes to a file what `count` jobs send, one line for each case, taken from what our own run wrote: the same records, contacts and
 * attempts. Every kth case of the slots in turn, so that the mix is that of the run. Gives the cases' ids. `stages`: which stages a job does.
 */
export async function prepareJobs(database: Database, file: string, count: number, stages: 'review' | 'whole'): Promise<readonly number[]> {
  const out = createWriteStream(file);
  const ids: number[] = [];
  const each = Math.ceil(count / SLOTS);
  for (let slot = 0; slot < SLOTS && ids.length < count; slot += 1) {
    for (const [caseId, steps] of (await jobsOf(database, slot)).slice(0, Math.min(each, count - ids.length))) {
      const kept = stages === 'whole' ? steps : steps.filter(([statement]) => statement === 'queue' || statement === 'put_off');
      ids.push(caseId);
      if (!out.write(`${JSON.stringify([caseId, kept])}\n`)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
  if (ids.length < count) throw new Error(`the run decided ${ids.length} cases, and ${count} jobs were asked for`);
  return ids;
}

/** The tables as they are before a round. */
export async function resetJobTables(database: Database): Promise<void> {
  await database.query(TABLES);
}

/** Throws unless every job wrote what it had to, once. */
export async function verifyJobs(database: Database, ids: readonly number[], stages: 'review' | 'whole'): Promise<void> {
  const [found] = await database.query<{ reviews: number; dispatches: number; blocks: number; open: number }>(
    `select (select count(*) from bench.decision where stage = 'review')::int as reviews, (select count(*) from bench.decision where stage = 'dispatch')::int as dispatches,
            (select count(*) from bench.decision_block)::int as blocks, (select count(*) from bench.attempt where state = 'reserved')::int as open`);
  if (found?.reviews !== ids.length || found.blocks !== found.reviews + found.dispatches || found.open !== 0 || (stages === 'review' && found.dispatches !== 0)) {
    throw new Error(`${ids.length} jobs left ${JSON.stringify(found)}`);
  }
}
