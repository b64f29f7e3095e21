import { beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openSmsQuota } from '../../src/adapters/postgres/sms-quota.js';
import type { Database } from '../../src/engine/ports/database.js';
import { forEachDatabase } from './databases.js';

forEachDatabase('segments of an SMS account by day', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await migrate(database, { appliedAt: 1 });
  });

  it('never more than the day has, over several processes that take at once', async () => {
    const [a, b, c] = [openSmsQuota(database), openSmsQuota(database), openSmsQuota(database)];
    const taken = await Promise.all(Array.from({ length: 150 }, (_, i) => ([a, b, c][i % 3] ?? a).take('busy', '2026-11-24', 20, 2_000)));
    const count = taken.filter((one) => one).length;
    expect(count).toBeLessThanOrEqual(100);
    // Each may hold what is left of its last block, less than one text.
    expect(count).toBeGreaterThanOrEqual(98);
    expect(await a.used('busy', '2026-11-24')).toBeLessThanOrEqual(2_000);
  });

  it('to the last segment of a large day, though it is fetched in blocks', async () => {
    const quota = openSmsQuota(database);
    let count = 0;
    while (await quota.take('whole', '2026-11-24', 1, 1_030)) count += 1;
    expect(count).toBe(1_030);
  });

  it('is not forgotten by a restart; what a process had fetched and not used comes back when it stops, and not when it is killed', async () => {
    const first = openSmsQuota(database);
    expect(await first.take('again', '2026-11-24', 3, 1_000)).toBe(true);
    expect(await first.used('again', '2026-11-24')).toBe(50);
    await first.close();
    expect(await openSmsQuota(database).used('again', '2026-11-24')).toBe(3);
    await openSmsQuota(database).take('again', '2026-11-24', 1, 1_000);
    expect(await openSmsQuota(database).used('again', '2026-11-24')).toBe(53);
  });

  it('begins anew each day, and a day that has ended stays so', async () => {
    const quota = openSmsQuota(database);
    expect([await quota.take('days', '2026-11-24', 5, 5), await quota.take('days', '2026-11-24', 1, 5), await quota.take('days', '2026-11-25', 5, 5)]).toEqual([true, false, true]);
    expect([await quota.take('days', '2026-11-24', 1, 5), await quota.take('days', '2026-11-25', 1, 5)]).toEqual([false, false]);
  });

  it('takes back what did not leave', async () => {
    const quota = openSmsQuota(database);
    await quota.take('back', '2026-11-24', 5, 5);
    await quota.giveBack('back', '2026-11-24', 2);
    expect([await quota.take('back', '2026-11-24', 2, 5), await quota.take('back', '2026-11-24', 1, 5)]).toEqual([true, false]);
    expect(await quota.take('back', '2026-11-24', 6, 5)).toBe(false);
  });

  it('whatever is taken, given back and closed by whom: what is used is never more than there is, nor less than what left', async () => {
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1_200 }), fc.array(fc.record({ who: fc.integer({ min: 0, max: 1 }), act: fc.constantFrom('take', 'take', 'take', 'back', 'close'), n: fc.integer({ min: 1, max: 90 }) }), { maxLength: 25 }), async (most, acts) => {
      run += 1;
      const account = `any-${run}`;
      const processes = [openSmsQuota(database), openSmsQuota(database)];
      let out = 0;
      for (const { who, act, n } of acts) {
        const one = processes[who] as ReturnType<typeof openSmsQuota>;
        if (act === 'take' && (await one.take(account, '2026-11-24', n, most))) out += n;
        else if (act === 'back' && n <= out) { await one.giveBack(account, '2026-11-24', n); out -= n; }
        else if (act === 'close') { await one.close(); processes[who] = openSmsQuota(database); }
        const used = await one.used(account, '2026-11-24');
        expect(out).toBeLessThanOrEqual(used);
        expect(used).toBeLessThanOrEqual(most);
      }
    }), { numRuns: 40, seed: 71 });
  });
});
