import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { BENCH_NOW, benchKeys, reviewSlots } from '../../src/boot/bench/review-slots.js';
import { seedSynthetic } from '../../src/boot/bench/synthetic.js';
import type { Database } from '../../src/engine/ports/database.js';

// What the benches run on must be what the product could have received, and not all alike, or their figures say nothing.

const CASES = 1_024;
/** Slots that are reviewed, of 256. */
const SOME = 32;
let database: Database;
beforeAll(async () => {
  database = await openPglite();
  await migrate(database, { appliedAt: BENCH_NOW });
  await seedSynthetic(database, benchKeys, CASES, BENCH_NOW);
});
afterAll(() => database.close());

const one = async <T>(text: string): Promise<T> => (await database.query(text))[0] as T;

describe('made-up cases', () => {
  it('say of each case what its ledger says', async () => {
    const wrong = await database.query(
      `select c.id from dunwell.collection_case c join lateral (
         select sum(e.amount_minor) as balance, min(e.due_on) as oldest, count(distinct d.id) as debts from dunwell.debt d join dunwell.ledger_entry e on e.slot = d.slot and e.debt_id = d.id
          where d.slot = c.slot and d.case_id = c.id) l on true
        where c.balance_minor <> l.balance or c.balance_minor <= 0 or c.oldest_due_on <> l.oldest or c.debts <> l.debts`);
    expect(wrong).toEqual([]);
  });

  it('differ in what makes records differ', async () => {
    const mix = await one<Record<string, number>>(
      `select (select count(*) from dunwell.collection_case)::int as cases, (select count(distinct balance_minor) from dunwell.collection_case)::int as balances, (select count(distinct product) from dunwell.debt)::int as products,
              (select max(n) from (select count(*)::int as n from dunwell.person_point group by person_id) p) as points, (select max(n) from (select count(*)::int as n from dunwell.person_event where type <> 'tcpa_consent' group by person_id) p) as events,
              (select count(*)::int from dunwell.person p where not exists (select from dunwell.person_event e where e.slot = p.slot and e.person_id = p.id)) as quiet,
              (select count(*)::int from (select debt_id from dunwell.ledger_entry group by debt_id having count(*) > 1) d) as several, (select count(*)::int from dunwell.ledger_entry where kind = 'payment') as payments`);
    expect(mix).toMatchObject({ cases: CASES, products: 3, points: 3, events: 20 });
    expect(mix['balances']).toBeGreaterThan(CASES * 0.95);
    for (const some of ['quiet', 'several', 'payments']) expect(mix[some], some).toBeGreaterThan(CASES / 10);
  });

  it('lie in the past, but for when they are due', async () => {
    expect(await one(`select max(at) < ${BENCH_NOW} as past, min(at) >= ${BENCH_NOW} - 101 * 86400000::bigint as recent from dunwell.person_event`)).toEqual({ past: true, recent: true });
  });

  it('are reviewed to the last without a failure, most to a text', async () => {
    const { reviewed, queued, deferred } = await reviewSlots(database, Array.from({ length: SOME }, (_, slot) => slot), 1, 'test');
    expect(reviewed).toBe(CASES * SOME / 256);
    expect(queued).toBeGreaterThan(reviewed / 2);
    expect(deferred).toBeGreaterThan(reviewed / 20);
  });
});
