import type { Database } from '../../engine/ports/database.js';

/** Copies of the three tables the daily run writes, with the same keys, checks and foreign keys. */
const TABLES = `
  create schema bench;
  create table bench.collection_case (like dunwell.collection_case including all) with (fillfactor = 70);
  create table bench.decision_block (like dunwell.decision_block including all);
  create table bench.decision (like dunwell.decision including all);
  create table bench.contact (like dunwell.contact including all) with (fillfactor = 70);`;

/** On a cluster the copies lie beside what they are copies of. */
const SPREAD = ['collection_case', 'decision_block', 'decision', 'contact'].map((table) => `select create_distributed_table('bench.${table}', 'slot', colocate_with => 'dunwell.slot')`).join(';');

const FILLED = `
  alter table bench.contact add foreign key (slot, case_id, live) references bench.collection_case (slot, id, contactable);
  alter table bench.contact add foreign key (slot, case_id) references bench.collection_case (slot, id);
  alter table bench.contact add foreign key (case_id, decision_seq, queued_at, slot, decision_permits) references bench.decision (case_id, seq, at, slot, permits);
  insert into bench.collection_case (slot, id, person_id, creditor_id, state, opened_at, next_review_at, currency, balance_minor, oldest_due_on, debts)
    select slot, id, person_id, creditor_id, state, opened_at, opened_at, currency, balance_minor, oldest_due_on, debts from dunwell.collection_case;
  analyze bench.collection_case;`;

/** The same rows as the run wrote, by the server alone: nothing is read by a client, nothing decided. */
const SAME_ROWS = [
  `insert into bench.decision (slot, seq, at, stage, case_id, choice, outcome, denied_by)
     select slot, seq, at, stage, case_id, choice, outcome, denied_by from dunwell.decision`,
  `insert into bench.decision_block (at, first_seq, slot, count, encoding, digest, previous, content)
     select at, first_seq, slot, count, encoding, digest, previous, content from dunwell.decision_block`,
  `insert into bench.contact (slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq)
     select slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq from dunwell.contact`,
  'update bench.collection_case b set next_review_at = c.next_review_at, review_no = c.review_no from dunwell.collection_case c where c.slot = b.slot and c.id = b.id',
];

/** Milliseconds that the server takes to write the same rows; the physical limit that the run is held against. */
export async function writeSameRows(database: Database, clockMs: () => number): Promise<number> {
  await database.query(TABLES);
  if (database.capabilities.distributed) await database.query(SPREAD);
  await database.query(FILLED);
  await database.query('checkpoint');
  const start = clockMs();
  await database.transaction(async (session) => {
    for (const statement of SAME_ROWS) await session.execute(statement);
  });
  const took = clockMs() - start;
  await database.query('drop schema bench cascade');
  return took;
}
