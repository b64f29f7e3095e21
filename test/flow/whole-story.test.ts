import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import { approvePlan, releasePlan } from '../../src/engine/planning/approve.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, shanghai } from '../fixtures/town.js';

forEachDatabase('the first overdue row', (open) => {
  it('goes from the lender\'s file to a closed case, and every step is on record', async () => {
    const town = await openTown(await open(), { plan: false });
    const { api, database } = town.house;
    const deps = api;
    const texts = async () => (await town.texts(await town.numberOf('LN-2026-0077'))).map((t) => t.body);

    // A file comes in. Without a released plan it is read and settled, and nobody is written to.
    expect(await town.import(csv([{ ref: 'LN-2026-0077', since: '2026-11-01' }]))).toMatchObject({ rows: 1, accepted: 1, inCollection: 1 });
    expect(await api.tick()).toMatchObject({ settled: 1, reviewed: 0, dispatched: 0, failures: 0 });
    expect(await town.caseOf('LN-2026-0077')).toMatchObject({ state: 'open', balance: 123_456 });

    // A plan is drafted, weighed on paper, approved by somebody else, released.
    const yaml = readFileSync('plans/ladder.yaml', 'utf8').replace('percent: 5', 'percent: 0');
    const draft = await api.plans.draft('ladder', yaml, api.digest(yaml), 'analyst', town.clock.now());
    const report = await api.dryRun('ladder', draft.version);
    expect(report).toMatchObject({ reviewed: 1 });
    expect(await database.query('select 1 as one from dunwell.decision')).toEqual([]);
    await expect(releasePlan(deps, 'ladder', draft.version)).rejects.toMatchObject({ code: 'not_approved' });
    await expect(approvePlan(deps, 'ladder', draft.version, 'analyst')).rejects.toMatchObject({ code: 'second_person' });
    await approvePlan(deps, 'ladder', draft.version, 'head');
    await releasePlan(deps, 'ladder', draft.version);

    // One tick later a text stands on the phone: who writes, how much, which account, how to check it, how to stop.
    expect(await api.tick()).toMatchObject({ reviewed: 1, queued: 1, dispatched: 1, failures: 0 });
    const [text] = await texts();
    for (const part of ['小镇银行', '1,234.56', '95500', 'http://town.example/v/', '退订']) expect(text).toContain(part);
    expect(text).not.toContain('LN-2026-0077');

    // The borrower answers; the case is quiet until the day has passed, then goes on.
    town.clock.set(shanghai('2026-11-24T11:00:00'));
    await town.reply(await town.numberOf('LN-2026-0077'), '我明天还');
    expect(await api.tick()).toMatchObject({ inbound: 1, settled: 1, dispatched: 0 });
    expect(await town.caseOf('LN-2026-0077')).toMatchObject({ state: 'promised', nextReviewAt: shanghai('2026-11-27T00:00:00') });
    for (let day = 0; day < 6; day += 1) {
      town.clock.advance(MS_PER_DAY);
      await api.tick();
    }
    expect(await texts()).toHaveLength(2);
    expect((await town.caseOf('LN-2026-0077')).state).toBe('open');

    // The money comes; the case closes within one tick, and a month later nobody has written again.
    const paid = await town.pay('LN-2026-0077', 123_456, 'bank-1');
    expect(await paid.json()).toEqual({ taken: true, repeated: false });
    expect(await (await town.pay('LN-2026-0077', 123_456, 'bank-1')).json()).toEqual({ taken: true, repeated: true });
    await api.tick();
    expect(await town.caseOf('LN-2026-0077')).toMatchObject({ state: 'closed', balance: 0, nextReviewAt: null });
    for (let day = 0; day < 30; day += 5) {
      town.clock.advance(5 * MS_PER_DAY);
      expect(await api.tick()).toMatchObject({ reviewed: 0, dispatched: 0, failures: 0 });
    }
    expect(await texts()).toHaveLength(2);

    // Every step can be read afterwards, decided again, and shown to be as it was.
    const file = await api.reading.caseFile((await town.caseOf('LN-2026-0077')).id, town.clock.now());
    expect(file?.contacts.map((c) => c.state)).toEqual(['sent', 'sent']);
    expect(file?.debts[0]?.ledger.map((e) => [e.kind, e.amountMinor])).toEqual([['charge', 123_456], ['payment', -123_456]]);
    expect(file?.decisions.map((d) => d.choice).sort()).toEqual(expect.arrayContaining(['contact', 'contact', 'send', 'send']));
    for (const d of file?.decisions ?? []) {
      expect((await api.replay(d.slot, d.seq)).difference).toBeNull();
      expect(JSON.parse(d.record)).toMatchObject({ plan: 'ladder', planVersion: draft.version });
    }
    expect(await api.verifyChains()).toMatchObject({ firstBad: null, records: file?.decisions.length });
    expect((await examine(database)).filter((f) => !f.ok)).toEqual([]);
    expect(town.log.filter((line) => /failed|unreadable/.test(line))).toEqual([]);
    town.leave();
  });
});
