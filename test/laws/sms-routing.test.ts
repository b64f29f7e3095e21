import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { outgoing } from '../fixtures/outgoing.js';
import { localToInstant } from '../../src/domain/time/zone.js';
import type { SendResult } from '../../src/engine/ports/channel.js';
import type { Facts, Proposed } from '../../src/law/facts.js';
import { gate } from '../../src/law/gate.js';
import type { Permit } from '../../src/law/permit.js';
import { spendPermit } from '../../src/adapters/spend-permit.js';
import { Breaker } from '../../src/adapters/sms/routing/breaker.js';
import { operatorOf } from '../../src/adapters/sms/routing/china-prefixes.js';
import { destinationOf, orderOf, routeFor, type Price, type Route } from '../../src/adapters/sms/routing/routes.js';
import { mayGoElsewhere, routingSms, type RoutedAccount, type Tried } from '../../src/adapters/sms/routing/routing-sms.js';

const AT = localToInstant('Asia/Shanghai', '2026-03-10', 10 * 3_600_000);
const TEXT = outgoing();
const FACTS: Facts = {
  person: { personId: 'p', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: 'Asia/Shanghai' }] },
  debts: [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }], events: [], unreadInbound: 0,
};
const PROPOSED: Proposed = { at: AT, tz: 'Asia/Shanghai', channel: 'sms', debtIds: ['D1'], personId: 'p', role: 'debtor', purpose: 'collect' };

/** A permit of the gate itself. */
function permit(): Permit {
  const made = gate(FACTS, PROPOSED, { contactId: '1', attemptNo: 1, personId: 'p', pointId: '1', channel: 'sms', textDigest: createHash('sha256').update(TEXT.text, 'utf8').digest('hex') }).permit;
  if (made === null) throw new Error('the example must be allowed');
  return made;
}

/** What an account may do with a text: whether it lets a byte leave, whether the other side takes it, and what it then says. */
const BEHAVIOURS = {
  sent: { writes: true, accepts: true, says: { kind: 'sent', ref: 'r' } },
  silent: { writes: true, accepts: true, says: { kind: 'unknown', reason: 'late' } },
  lost: { writes: true, accepts: false, says: { kind: 'unknown', reason: 'lost' } },
  badNumber: { writes: true, accepts: false, says: { kind: 'refused', reason: 'cmpp_13' } },
  throttledThere: { writes: true, accepts: false, says: { kind: 'refused', reason: 'throttled:cmpp_8' } },
  /** An adapter that calls a failure after writing "not reached": wrong of it, and still no second message. */
  liar: { writes: true, accepts: true, says: { kind: 'refused', reason: 'not_reached:econnreset' } },
  threwAfter: { writes: true, accepts: true, says: null },
  down: { writes: false, accepts: false, says: { kind: 'refused', reason: 'not_reached:down' } },
  full: { writes: false, accepts: false, says: { kind: 'refused', reason: 'throttled:turn' } },
  notServed: { writes: false, accepts: false, says: { kind: 'refused', reason: 'not_served' } },
  tooLong: { writes: false, accepts: false, says: { kind: 'refused', reason: 'too_long' } },
  unregistered: { writes: false, accepts: false, says: { kind: 'refused', reason: 'not_registered' } },
  threwBefore: { writes: false, accepts: false, says: null },
} as const satisfies Readonly<Record<string, { readonly writes: boolean; readonly accepts: boolean; readonly says: SendResult | null }>>;
type Behaviour = keyof typeof BEHAVIOURS;
/** The only ones after which another account may have the text. */
const ELSEWHERE = new Set<Behaviour>(['down', 'full', 'notServed', 'unregistered']);

interface Trace { readonly asked: string[]; readonly accepted: string[]; readonly spent: string[] }
function accountOf(name: string, behave: () => Behaviour, trace: Trace, terms: Partial<RoutedAccount> = {}): RoutedAccount {
  return {
    countries: ['CN'], prices: new Map(), perDay: null, perSecond: null, segmentsOf: () => 1, ...terms,
    account: {
      provider: name, start: () => undefined, close: async () => undefined, state: () => 'up',
      async send(given, text) {
        trace.asked.push(name);
        const { writes, accepts, says } = BEHAVIOURS[behave()];
        if (writes) { spendPermit(given, text, AT); trace.spent.push(name); }
        if (accepts) trace.accepted.push(name);
        if (says === null) throw new Error('threw');
        return says;
      },
    },
  };
}

const quiet = { info: () => undefined, error: () => undefined };
const free = { take: async () => true, giveBack: async () => undefined };
const every = (names: readonly string[], by: Route['by'] = 'order'): Route => ({ country: 'CN', operator: '*', by, accounts: names.map((name) => ({ name, weight: 1 })) });
function channelOf(behaviours: readonly Behaviour[], trace: Trace, deps: Partial<Parameters<typeof routingSms>[2]> = {}, terms: readonly Partial<RoutedAccount>[] = []) {
  const names = behaviours.map((_, i) => `a${i}`);
  return routingSms(names.map((name, i) => accountOf(name, () => behaviours[i] as Behaviour, trace, terms[i])), [every(names)], { clock: { now: () => AT }, log: quiet, quota: free, ...deps });
}
const newTrace = (): Trace => ({ asked: [], accepted: [], spent: [] });

describe('house law 4: never a second message', () => {
  it('whatever the accounts answer, at most one lets a byte leave, and the permit is spent at most once', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...(Object.keys(BEHAVIOURS) as Behaviour[])), { minLength: 1, maxLength: 6 }), async (behaviours) => {
      const trace = newTrace();
      const one = permit();
      const result = await channelOf(behaviours, trace).send(one, TEXT).catch((error: unknown) => error as Error);
      expect(trace.spent.length).toBeLessThanOrEqual(1);
      expect(trace.accepted.length).toBeLessThanOrEqual(1);
      expect(one.used).toBe(trace.spent.length === 1);
      // The first that does not say that it is about itself, or that wrote, is the last that is asked.
      const ends = behaviours.findIndex((b) => !ELSEWHERE.has(b));
      expect(trace.asked).toEqual(behaviours.slice(0, ends < 0 ? undefined : ends + 1).map((_, i) => `a${i}`));
      const last = BEHAVIOURS[behaviours[ends < 0 ? behaviours.length - 1 : ends] as Behaviour];
      expect(result).toEqual(last.says === null ? new Error('threw') : { ...last.says, provider: trace.asked.at(-1) });
    }), { numRuns: 1_000, seed: 61 });
  });

  it('a second call with the same permit finds it spent, and nothing leaves', async () => {
    const trace = newTrace();
    const one = permit();
    const channel = channelOf(['sent', 'sent'], trace);
    await channel.send(one, TEXT);
    await expect(channel.send(one, TEXT)).rejects.toThrow(/^permit: already used/);
    expect(trace.accepted).toEqual(['a0']);
  });

  it('over many texts, failing accounts and their breakers, no text is taken twice', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(...Array.from({ length: 3 }, () => fc.constantFrom(...(Object.keys(BEHAVIOURS) as Behaviour[])))), { minLength: 1, maxLength: 60 }), async (days) => {
      let now = 0;
      let turn: readonly Behaviour[] = [];
      const trace = newTrace();
      const names = ['a0', 'a1', 'a2'];
      const channel = routingSms(names.map((name, i) => accountOf(name, () => turn[i] as Behaviour, trace)), [every(names)], { clock: { now: () => AT + (now % 5_000) }, log: quiet, quota: free });
      for (const day of days) {
        turn = day;
        now += 700;
        trace.accepted.length = 0;
        await channel.send(permit(), TEXT).catch(() => undefined);
        expect(trace.accepted.length).toBeLessThanOrEqual(1);
      }
    }), { numRuns: 100, seed: 62 });
  });

  it.each(Object.entries(BEHAVIOURS).flatMap(([name, b]) => (b.says === null ? [] : [[name, b.says, b.writes] as const])))('%s lets another try: only what did not write and says so', (name, says, writes) => {
    const one = permit();
    if (writes) spendPermit(one, TEXT, AT);
    expect(mayGoElsewhere(says, one)).toBe(ELSEWHERE.has(name as Behaviour));
  });

  it('asks nobody once the permit has died on the way', async () => {
    const trace = newTrace();
    let now = AT;
    const names = ['slow', 'next'];
    const channel = routingSms(names.map((name) => accountOf(name, () => { now += 20_000; return 'down'; }, trace)), [every(names)], { clock: { now: () => now }, log: quiet, quota: free });
    expect(await channel.send(permit(), TEXT)).toEqual({ kind: 'refused', reason: 'not_reached:down', provider: 'slow' });
    expect(trace.asked).toEqual(['slow']);
  });
});

describe('terms of an account', () => {
  it('a day that is full is passed over, and a text that did not leave gives its segments back', async () => {
    const taken: Record<string, number> = {};
    const quota = {
      take: async (account: string, day: string, segments: number, most: number) => { const key = `${account} ${day}`; if ((taken[key] ?? 0) + segments > most) return false; taken[key] = (taken[key] ?? 0) + segments; return true; },
      giveBack: async (account: string, day: string, segments: number) => { taken[`${account} ${day}`] = (taken[`${account} ${day}`] ?? 0) - segments; },
    };
    const terms = { perDay: { most: 5, zone: 'Asia/Shanghai' }, segmentsOf: () => 2 };
    const trace = newTrace();
    const channel = channelOf(['sent', 'sent'], trace, { quota }, [terms]);
    for (let i = 0; i < 3; i += 1) await channel.send(permit(), TEXT);
    expect(trace.asked).toEqual(['a0', 'a0', 'a1']);
    expect(taken).toEqual({ 'a0 2026-03-10': 4 });
    await channelOf(['badNumber'], newTrace(), { quota }, [{ perDay: { most: 50, zone: 'America/New_York' }, segmentsOf: () => 7 }]).send(permit(), TEXT);
    expect(taken, 'the day of its own zone').toMatchObject({ 'a0 2026-03-09': 0 });
  });

  it('counts that cannot be asked let nothing leave by that account', async () => {
    const trace = newTrace();
    const channel = channelOf(['sent', 'sent'], trace, { quota: { ...free, take: async () => { throw new Error('database'); } } }, [{ perDay: { most: 5, zone: 'UTC' } }]);
    expect(await channel.send(permit(), TEXT)).toMatchObject({ kind: 'sent', provider: 'a1' });
  });

  it('a country that it does not serve is not tried, whatever the route says', async () => {
    const trace = newTrace();
    expect(await channelOf(['sent', 'sent'], trace, {}, [{ countries: ['US'] }]).send(permit(), TEXT)).toMatchObject({ provider: 'a1' });
    expect(trace.asked).toEqual(['a1']);
  });

  it('no route, nothing spent', async () => {
    const one = permit();
    expect(await channelOf(['sent'], newTrace()).send(one, outgoing({ to: '+12025550123' }))).toEqual({ kind: 'refused', reason: 'no_route:US' });
    expect(one.used).toBe(false);
  });

  it('so many a second; who does not get a turn goes to the next', async () => {
    const trace = newTrace();
    const channel = channelOf(['sent', 'sent'], trace, {}, [{ perSecond: 1 }]);
    await Promise.all(Array.from({ length: 4 }, () => channel.send(permit(), TEXT)));
    expect(trace.asked.filter((name) => name === 'a0')).toHaveLength(1);
    expect(trace.accepted).toHaveLength(4);
  });

  it('tells what was tried and what it costs: only of what may have left', async () => {
    const told: Tried[] = [];
    const price: Price = { currency: 'CNY', milliMinorPerSegment: 3_500 };
    const terms = { prices: new Map([['CN', price]]), segmentsOf: () => 3 };
    await channelOf(['down', 'silent'], newTrace(), { tried: (one) => void told.push(one) }, [terms, terms]).send(permit(), TEXT);
    expect(told).toEqual([
      { account: 'a0', country: 'CN', result: 'refused', segments: 0, price: null }, { account: 'a1', country: 'CN', result: 'unknown', segments: 3, price },
    ]);
  });
});

describe('the breaker', () => {
  const OPTIONS = { last: 20, failures: 5, openMs: { first: 1_000, most: 4_000 } };
  it('opens at the fifth failure among at least as many, tries one when the time is over, and waits twice as long after a trial that fails', () => {
    const breaker = new Breaker(OPTIONS);
    for (let i = 0; i < 4; i += 1) { expect(breaker.pass(0)).toBe(true); breaker.ended(false, 0); }
    expect(breaker.state(0)).toBe('closed');
    breaker.pass(0);
    breaker.ended(false, 0);
    expect([breaker.state(0), breaker.pass(999), breaker.pass(1_000), breaker.pass(1_000)]).toEqual(['open', false, true, false]);
    breaker.ended(false, 1_000);
    expect([breaker.pass(2_999), breaker.pass(3_000)]).toEqual([false, true]);
    breaker.ended(null, 3_000);
    expect(breaker.pass(3_001), 'a trial that says nothing leaves room for another').toBe(true);
    breaker.ended(true, 3_001);
    expect(breaker.state(3_001)).toBe('closed');
  });
  it('stays closed while fewer than half fail', () => {
    const breaker = new Breaker(OPTIONS);
    for (let i = 0; i < 100; i += 1) breaker.ended(i % 5 < 3, i);
    expect(breaker.state(100)).toBe('closed');
  });
  it('whatever happens: while it is open at most one is under way as a trial, and it never stays open longer than it may', () => {
    fc.assert(fc.property(fc.array(fc.record({ wait: fc.integer({ min: 0, max: 3_000 }), good: fc.constantFrom(true, false, null) }), { maxLength: 200 }), (steps) => {
      const breaker = new Breaker(OPTIONS);
      let now = 0;
      for (const { wait, good } of steps) {
        now += wait;
        const before = breaker.state(now);
        if (breaker.pass(now)) {
          if (before === 'trial') expect(breaker.pass(now)).toBe(false);
          breaker.ended(good, now);
        }
      }
      expect(breaker.pass(now + OPTIONS.openMs.most)).toBe(true);
    }), { numRuns: 300, seed: 63 });
  });
});

describe('where a number belongs', () => {
  it.each([
    ['+8613400000000', 'CMCC', false], ['+8613480000000', 'CMCC', false], ['+8613492000000', 'CTCC', false], ['+8613490000000', null, false], ['+8613900000000', 'CMCC', false], ['+8613000000000', 'CUCC', false], ['+8613300000000', 'CTCC', false],
    ['+8619200000000', 'CBN', false], ['+8617000000000', 'CTCC', true], ['+8617030000000', 'CMCC', true], ['+8617040000000', 'CUCC', true], ['+8617090000000', 'CUCC', true], ['+8617100000000', 'CUCC', true], ['+8616500000000', 'CMCC', true],
    ['+8616200000000', 'CTCC', true], ['+8616700000000', 'CUCC', true], ['+8617405000000', 'CTCC', false], ['+8617406000000', null, false], ['+8615400000000', null, false], ['+8614000000000', null, false], ['+8619700000000', 'CMCC', false],
    ['+861390000000', null, false], ['+862112345678', null, false], ['+12025550123', null, false], ['8613900000000', null, false],
  ] as const)('%s was given out by %s', (number, operator, resold) => expect(operatorOf(number)).toEqual(operator === null ? null : { operator, resold }));

  it.each([
    ['+8613900000000', 'US', { country: 'CN', operator: 'CMCC' }], ['+12025550123', 'CN', { country: 'US', operator: null }], ['+16135550123', '', { country: 'CA', operator: null }], ['+85251234567', 'CN', { country: 'HK', operator: null }],
    ['nonsense', 'GB', { country: 'GB', operator: null }],
  ])('%s of a person in %s', (number, person, destination) => expect(destinationOf(number, person)).toEqual(destination));

  const ROUTES: readonly Route[] = [
    { country: '*', operator: '*', by: 'order', accounts: [{ name: 'world', weight: 1 }] }, { country: 'CN', operator: '*', by: 'order', accounts: [{ name: 'china', weight: 1 }] },
    { country: 'CN', operator: 'CMCC', by: 'order', accounts: [{ name: 'mobile', weight: 1 }] },
  ];
  it.each([['+8613900000000', 'mobile'], ['+8613000000000', 'china'], ['+8615400000000', 'china'], ['+12025550123', 'world']])('%s goes by the most exact route: %s', (number, name) => {
    expect(routeFor(ROUTES, destinationOf(number, ''))?.accounts[0]?.name).toBe(name);
  });
  it('no route is none', () => expect(routeFor(ROUTES.slice(1), destinationOf('+12025550123', ''))).toBeNull());
});

describe('the order in a route', () => {
  const prices: Readonly<Record<string, number>> = { a: 4_000, b: 3_500, c: 4_000 };
  const priceOf = (name: string): Price | null => (prices[name] === undefined ? null : { currency: 'CNY', milliMinorPerSegment: prices[name] });
  const route = (by: Route['by'], weights: readonly number[] = [1, 1, 1, 1]): Route => ({ country: 'CN', operator: '*', by, accounts: ['d', 'a', 'b', 'c'].map((name, i) => ({ name, weight: weights[i] ?? 1 })) });
  it('as listed', () => expect(orderOf(route('order'), 'c1-1', priceOf)).toEqual(['d', 'a', 'b', 'c']));
  it('the cheapest first, of equals the first listed, without a price last', () => expect(orderOf(route('cost'), 'c1-1', priceOf)).toEqual(['b', 'a', 'c', 'd']));
  it('by weight: in proportion over attempts, always the same for one, and all are in it', () => {
    const first: Record<string, number> = {};
    for (let i = 1; i <= 4_000; i += 1) {
      const order = orderOf(route('weight', [1, 3, 0, 4]), `c${4398046511104 + i}-1`, priceOf);
      expect(new Set(order)).toEqual(new Set(['a', 'b', 'c', 'd']));
      expect(order).toEqual(orderOf(route('weight', [1, 3, 0, 4]), `c${4398046511104 + i}-1`, priceOf));
      first[order[0] ?? ''] = (first[order[0] ?? ''] ?? 0) + 1;
    }
    expect(first['b']).toBeUndefined();
    // Eighths of 4,000; three standard deviations are below 100.
    for (const [name, share] of [['d', 500], ['a', 1_500], ['c', 2_000]] as const) expect(Math.abs((first[name] ?? 0) - share), name).toBeLessThan(100);
  });
});
