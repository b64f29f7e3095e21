import { splitStatements } from '../../adapters/postgres/sql-text.js';
import type { Database } from '../../engine/ports/database.js';

/** Copies of the tables the daily run writes, with the same keys, checks and foreign keys; not by month, which makes them quicker. */
const COPIED = ['collection_case', 'decision_block', 'decision', 'contact', 'attempt', 'person_event'];
const UPDATED: readonly string[] = ['collection_case', 'contact', 'attempt'];
const TABLES = `create schema bench; ${COPIED.map((table) => `create table bench.${table} (like dunwell.${table} including all)${UPDATED.includes(table) ? ' with (fillfactor = 70)' : ''}`).join(';')}`;

/** On a cluster the copies lie beside what they are copies of. */
const SPREAD = COPIED.map((table) => `select create_distributed_table('bench.${table}', 'slot', colocate_with => 'dunwell.slot')`).join(';');

const FILLED = `
  alter table bench.contact add foreign key (slot, case_id, live) references bench.collection_case (slot, id, contactable);
  alter table bench.contact add foreign key (slot, case_id) references bench.collection_case (slot, id);
  alter table bench.contact add foreign key (case_id, decision_seq, queued_at, slot, decision_permits) references bench.decision (case_id, seq, at, slot, permits);
  alter table bench.attempt add foreign key (slot, contact_id, queued_at) references bench.contact (slot, id, queued_at);
  alter table bench.attempt add foreign key (case_id, decision_seq, decided_at, slot, decision_permits) references bench.decision (case_id, seq, at, slot, permits);
  alter table bench.person_event add foreign key (slot, person_id) references dunwell.person (slot, id);
  insert into bench.collection_case (slot, id, person_id, creditor_id, state, opened_at, next_review_at, currency, balance_minor, oldest_due_on, debts)
    select slot, id, person_id, creditor_id, state, opened_at, opened_at, currency, balance_minor, oldest_due_on, debts from dunwell.collection_case;
  analyze bench.collection_case;`;

/** The same rows as the reviews wrote, by the server alone: nothing is read by a client, nothing decided. A list within the list is one transaction. */
const REVIEWED: readonly (readonly string[])[] = [[
  `insert into bench.decision (slot, seq, at, stage, case_id, choice, outcome, denied_by)
     select slot, seq, at, stage, case_id, choice, outcome, denied_by from dunwell.decision`,
  `insert into bench.decision_block (at, first_seq, slot, count, encoding, digest, previous, content)
     select at, first_seq, slot, count, encoding, digest, previous, content from dunwell.decision_block`,
  `insert into bench.contact (slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq)
     select slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq from dunwell.contact`,
  'update bench.collection_case b set next_review_at = c.next_review_at, review_no = c.review_no from dunwell.collection_case c where c.slot = b.slot and c.id = b.id',
]];

/** The same as dispatch wrote, in the same two steps: reserved before anything leaves, told after. */
const DISPATCHED: readonly (readonly string[])[] = [[
  `insert into bench.decision (slot, seq, at, stage, case_id, choice, outcome, denied_by)
     select slot, seq, at, stage, case_id, choice, outcome, denied_by from dunwell.decision where stage = 'dispatch'`,
  `insert into bench.decision_block (at, first_seq, slot, count, encoding, digest, previous, content)
     select at, first_seq, slot, count, encoding, digest, previous, content from dunwell.decision_block b
      where not exists (select 1 from bench.decision_block k where k.slot = b.slot and k.first_seq = b.first_seq)`,
  `insert into bench.person_event (slot, id, person_id, at, type, data, recorded_at, source_key)
     select slot, id, person_id, at, type, data, recorded_at, source_key from dunwell.person_event where type = 'sms' and source_key like 'attempt:%'`,
  `update bench.contact b set state = 'attempting', attempts = c.attempts, verify_code = c.verify_code, text_sealed = c.text_sealed, text_digest = c.text_digest
     from dunwell.contact c where c.slot = b.slot and c.id = b.id and c.queued_at = b.queued_at and c.attempts > 0`,
  `insert into bench.attempt (slot, contact_id, no, queued_at, person_id, case_id, state, reserved_at, provider, decision_seq, decided_at, made)
     select slot, contact_id, no, queued_at, person_id, case_id, 'reserved', reserved_at, provider, decision_seq, decided_at, made from dunwell.attempt`,
], [
  `update bench.attempt b set state = c.state, finished_at = c.finished_at, provider_ref = c.provider_ref
     from dunwell.attempt c where c.slot = b.slot and c.contact_id = b.contact_id and c.no = b.no and c.queued_at = b.queued_at`,
  'update bench.contact b set state = c.state, sent_at = c.sent_at from dunwell.contact c where c.slot = b.slot and c.id = b.id and c.queued_at = b.queued_at and c.sent_at is not null',
  'update bench.collection_case b set last_contact_at = c.last_contact_at from dunwell.collection_case c where c.slot = b.slot and c.id = b.id and c.last_contact_at is not null',
]];

/** Milliseconds that the server takes alone; the physical limit that the run is held against. */
async function timed(database: Database, transactions: readonly (readonly string[])[], clockMs: () => number): Promise<number> {
  await database.query('checkpoint');
  const start = clockMs();
  for (const statements of transactions) {
    await database.transaction(async (session) => {
      await session.execute('set local statement_timeout = 0');
      for (const statement of statements) await session.execute(statement);
    });
  }
  return clockMs() - start;
}

/** To be called after the reviews and before anything is dispatched. */
export async function writeSameReviews(database: Database, clockMs: () => number): Promise<number> {
  await database.query(TABLES);
  if (database.capabilities.distributed) await database.query(SPREAD);
  // One by one: in one transaction Citus would have to go to shards here and elsewhere at once.
  for (const { text } of splitStatements(FILLED)) await database.query(text);
  return timed(database, REVIEWED, clockMs);
}

/** To be called after both. */
export async function writeSameDispatches(database: Database, clockMs: () => number): Promise<number> {
  for (const table of ['decision', 'contact', 'decision_block']) await database.query(`analyze bench.${table}`);
  const took = await timed(database, DISPATCHED, clockMs);
  await database.query('drop schema bench cascade');
  return took;
}
