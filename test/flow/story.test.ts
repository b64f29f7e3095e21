import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, shanghai, TEN, type Town } from '../fixtures/town.js';

/** One line of a scenario: what happens, and how the case stands after the next tick. */
type Line = readonly [clock: string, what: string, state: string, texts: number];

async function play(town: Town, ref: string, lines: readonly Line[]): Promise<void> {
  const number = await town.numberOf(ref);
  let events = 0;
  for (const [clock, what, state, texts] of lines) {
    town.clock.set(shanghai(clock));
    const [verb = '', ...rest] = what.split(' ');
    const words = rest.join(' ');
    if (verb === 'reply') expect((await town.reply(number, words)).status).toBe(200);
    else if (verb === 'pay') expect((await town.pay(ref, Number(words), `pay-${ref}-${(events += 1)}`)).status).toBe(200);
    await town.house.api.tick();
    expect({ at: clock, what, state: (await town.caseOf(ref)).state, texts: (await town.texts(number)).length }).toEqual({ at: clock, what, state, texts });
  }
}

const scenarios: readonly (readonly [name: string, lines: readonly Line[]])[] = [
  ['a promise is waited for, then the case goes on, and a payment closes it', [
    ['2026-11-24T10:00:00', 'tick', 'open', 1],
    ['2026-11-24T10:05:00', 'reply 我明天还', 'promised', 1],
    ['2026-11-26T23:59:59', 'tick', 'promised', 1],
    ['2026-11-30T10:00:00', 'tick', 'open', 2],
    ['2026-11-30T11:00:00', 'pay 123456', 'closed', 2],
    ['2027-01-05T10:00:00', 'tick', 'closed', 2],
  ]],
  ['TD stops within one tick and for good', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply TD', 'stopped', 1], ['2027-03-01T10:00:00', 'tick', 'stopped', 1]]],
  ['退订 stops as well', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply 退订', 'stopped', 1], ['2027-03-01T10:00:00', 'tick', 'stopped', 1]]],
  ['STOP stops as well', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply stop.', 'stopped', 1], ['2026-12-20T10:00:00', 'tick', 'stopped', 1]]],
  ['a dispute holds', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply 我没借过这个钱', 'disputed', 1], ['2026-12-20T10:00:00', 'tick', 'disputed', 1]]],
  ['hardship holds', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply 失业了还不上', 'hardship', 1], ['2026-12-20T10:00:00', 'tick', 'hardship', 1]]],
  ['distress goes to a person', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply 我不想活了', 'human', 1], ['2026-12-20T10:00:00', 'tick', 'human', 1]]],
  ['what no rule understands goes to a person', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply 听不清楚', 'human', 1]]],
  ['a bare word of acknowledgement holds nothing', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-24T10:01:00', 'reply 嗯', 'open', 1]]],
  ['part of it keeps the case open but quiet; a reversal takes it back; too much closes it', [
    ['2026-11-24T10:00:00', 'tick', 'open', 1],
    ['2026-11-24T12:00:00', 'pay 50000', 'promised', 1],
    ['2026-11-26T12:00:00', 'tick', 'promised', 1],
    ['2026-11-26T12:01:00', 'pay 73456', 'closed', 1],
    ['2026-11-27T12:00:00', 'pay -73456', 'promised', 1],
    ['2026-11-27T12:01:00', 'pay 99999', 'closed', 1],
  ]],
  ['nothing leaves from 22:00 to 08:00, to the second', [['2026-11-24T22:00:00', 'tick', 'open', 0], ['2026-11-25T07:59:59', 'tick', 'open', 0], ['2026-11-25T08:00:00', 'tick', 'open', 1]]],
  ['the last second of the day is inside', [['2026-11-24T21:49:59', 'tick', 'open', 1]]],
  ['no answer: a second text after the plan\'s wait, then a person is asked to call', [['2026-11-24T10:00:00', 'tick', 'open', 1], ['2026-11-27T09:59:59', 'tick', 'open', 1], ['2026-11-27T10:00:00', 'tick', 'open', 2], ['2026-12-01T11:00:00', 'tick', 'open', 2]]],
];

forEachDatabase('a case', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
  });
  afterAll(() => town.leave());

  for (const [i, [name, lines]] of scenarios.entries()) {
    it(name, async () => {
      // Each scenario has its own borrower, who enters when it begins; earlier ones wait in a future that it does not reach.
      town.clock.set(shanghai(lines[0]?.[0] ?? ''));
      await town.import(csv([{ ref: `L-${i}` }]), `rows-${i}.csv`);
      await play(town, `L-${i}`, lines);
    });
  }

  it('after all of it: a task for a call stands, every chain holds, every decision replays to the same bytes', async () => {
    const tasks = await town.house.api.reading.tasks(town.clock.now(), 50);
    expect(tasks.length).toBeGreaterThan(0);
    expect(tasks.every((t) => t.channel === 'call')).toBe(true);
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
    const decisions = await town.house.database.query<{ slot: number; seq: number }>('select slot, seq from dunwell.decision order by slot, seq');
    expect(decisions.length).toBeGreaterThan(20);
    for (const { slot, seq } of decisions) expect((await town.house.api.replay(slot, seq)).difference).toBeNull();
  });
});

describe('scenarios move time forward only', () => {
  it.each(scenarios)('%s', (_, lines) => {
    const times = lines.map(([clock]) => shanghai(clock));
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(times[0]).toBeGreaterThanOrEqual(TEN - MS_PER_DAY);
  });
});
