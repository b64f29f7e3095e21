import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { readLawTexts } from '../../src/boot/law-text.js';
import type { Facts, LawEvent, Proposed } from '../../src/law/facts.js';
import { gate, judge } from '../../src/law/gate.js';
import { lawInForce, putInForce } from '../../src/law/in-force.js';
import { judgeBy } from '../../src/law/judge.js';
import { use, type Pack } from '../../src/law/pack.js';
import { SATISFIED } from '../../src/law/rule.js';
import { RULES } from '../../src/law/registry.js';
import { packDigest, packSet } from '../../src/law/select.js';
import { OUTCOMES } from '../../src/law/verdict.js';
import { factsArb, proposedArb, SEED } from './arbitraries.js';
import pinned from './pack-digests.json' with { type: 'json' };

const severity = (outcome: string): number => (OUTCOMES as readonly string[]).indexOf(outcome);

// Each version of each pack, with the first millisecond of its day by its own calendar.
const BEGINS: readonly (readonly [series: string, instant: string, version: string, before: string | null])[] = [
  ['HOUSE', '2020-01-01T00:00:00.000Z', '2020-01-01', null],
  ['CN', '2021-11-01T00:00:00.000+08:00', '2021-11-01', null], ['CN', '2023-03-01T00:00:00.000+08:00', '2023-03-01', '2021-11-01'],
  ['CN', '2025-02-28T00:00:00.000+08:00', '2025-02-28', '2023-03-01'], ['CN', '2026-01-01T00:00:00.000+08:00', '2026-01-01', '2025-02-28'],
  ['CN', '2026-01-30T00:00:00.000+08:00', '2026-01-30', '2026-01-01'],
  ['US-federal', '2021-11-30T00:00:00.000-05:00', '2021-11-30', null], ['US-MA', '2012-03-02T00:00:00.000-05:00', '2012-03-02', null],
  ['US-WA', '2013-07-28T00:00:00.000-07:00', '2013-07-28', null], ['US-DC', '2023-01-01T00:00:00.000-05:00', '2023-01-01', null],
  ['US-NY', '2015-08-30T00:00:00.000-04:00', '2015-08-30', null], ['US-NYC', '2010-05-27T00:00:00.000-04:00', '2010-05-27', null],
  ['US-NYC', '2026-09-01T00:00:00.000-04:00', '2026-09-01', '2010-05-27'], ['US-WV', '2015-06-12T00:00:00.000-04:00', '2015-06-12', null],
  ['US-CA', '2021-11-30T00:00:00.000-08:00', '2021-11-30', null], ['US-NV', '2021-11-30T00:00:00.000-08:00', '2021-11-30', null], ['US-TX', '2021-11-30T00:00:00.000-06:00', '2021-11-30', null],
  ['UK', '2014-04-01T00:00:00.000+01:00', '2014-04-01', null], ['IN', '2022-08-12T00:00:00.000+05:30', '2022-08-12', null],
  ['ID', '2023-12-22T00:00:00.000+07:00', '2023-12-22', null], ['EU', '2023-12-29T00:00:00.000+01:00', '2023-12-29', null],
];

describe('a decision in the past', () => {
  it.each(BEGINS)('%s, from %s on: version %s; a millisecond before: %s', (series, instant, version, before) => {
    const versionsAt = (at: number) => lawInForce().timeline([series], null).at(at).packs.map((pack) => pack.version);
    // A pack may begin before the first of its clauses; what it says of that day is then nothing.
    const at = Date.parse(instant);
    expect(versionsAt(at - 1)).toEqual(before === null ? [] : [before]);
    expect(versionsAt(at)).toEqual([version]);
  });

  it('has its version, whichever it is', () => {
    expect(BEGINS.map(([series, , version]) => `${series}@${version}`).sort()).toEqual(lawInForce().packs.map((pack) => `${pack.pack}@${pack.version}`).sort());
  });

  it('finds the version as it was: its dates, rules and numbers', () => {
    const digests = Object.fromEntries(lawInForce().packs.map((pack) => [`${pack.pack}@${pack.version}`, packDigest(pack)]));
    expect(digests, 'decisions name a version with its digest. Instead of editing one that was released, add a version; only one that never was may get another digest here.').toEqual(pinned);
  });

  const debts = [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }] as const;
  const inChina = (events: readonly LawEvent[] = []): Facts => ({ person: { personId: 'P', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: 'Asia/Shanghai' }] }, debts, events, unreadInbound: 0 });
  const inNewYork = (events: readonly LawEvent[]): Facts => ({ person: { personId: 'P', country: 'US', state: 'NY', city: 'NYC', locations: [{ basis: 'residence', tz: 'America/New_York' }] }, debts, events, unreadInbound: 0 });
  const call = (at: string, more: Partial<Proposed> = {}): Proposed => ({ at: Date.parse(at), tz: 'Asia/Shanghai', channel: 'call', debtIds: ['D1'], personId: 'P', role: 'debtor', purpose: 'collect', collectorId: 'A', ...more });
  const placed: LawEvent = { type: 'agency_placed', at: Date.parse('2023-01-05T02:00:00Z'), tz: 'Asia/Shanghai' };
  const calls: readonly LawEvent[] = [28, 29].map((day) => ({ type: 'conversation', channel: 'call', collectorId: 'A', debtIds: ['D1'], at: Date.parse(`2026-08-${day}T15:00:00Z`), tz: 'America/New_York' }));

  it.each<[what: string, rule: string, facts: Facts, proposed: Proposed, against: boolean]>([
    ['an agency untold of, the day before it must be', 'CN-C13', inChina([placed]), call('2023-02-28T23:59:59.999+08:00'), false],
    ['an agency untold of, from the day on', 'CN-C13', inChina([placed]), call('2023-03-01T00:00:00.000+08:00'), true],
    ['a call at night, the night before the standard', 'CN-T2', inChina(), call('2025-02-27T23:59:59.999+08:00'), false],
    ['a call at night, from the day of the standard on', 'CN-T2', inChina(), call('2025-02-28T00:00:00.000+08:00'), true],
    ['a text at night, the night before the guideline', 'CN-T1', inChina(), call('2026-01-29T23:59:59.999+08:00', { channel: 'sms' }), false],
    ['a text at night, from the day of the guideline on', 'CN-T1', inChina(), call('2026-01-30T00:00:00.000+08:00', { channel: 'sms' }), true],
    ['a third call in a week, the last of the old rule', 'US-NYC-1-BEFORE', inNewYork(calls), call('2026-08-31T23:59:59.999-04:00', { tz: 'America/New_York' }), true],
    ['a third call in a week, from the amendment on', 'US-NYC-1-BEFORE', inNewYork(calls), call('2026-09-01T00:00:00.000-04:00', { tz: 'America/New_York' }), false],
    ['a third call in a week, by the amendment', 'US-NYC-1-ATTEMPTS', inNewYork(calls), call('2026-09-01T00:00:00.000-04:00', { tz: 'America/New_York' }), false],
    ['a fourth call in a week, by the amendment', 'US-NYC-1-ATTEMPTS', inNewYork([...calls, { ...calls[1] as LawEvent, at: Date.parse('2026-08-30T15:00:00Z') }]), call('2026-09-01T00:00:00.000-04:00', { tz: 'America/New_York' }), true],
  ])('is judged by the law of its time: %s', (_, rule, facts, proposed, against) => {
    expect(judge(facts, proposed).findings.map((finding) => finding.rule).includes(rule)).toBe(against);
  });
});

describe('a pack of the operator', () => {
  const shipped = readdirSync('packs').filter((name) => name.endsWith('.yaml')).map((name) => ({ file: name, text: readFileSync(`packs/${name}`, 'utf8'), operator: false }));
  function withOperators(text: string): readonly Pack[] {
    const law = readLawTexts([...shipped, { file: 'acme.yaml', text, operator: true }]);
    if (!law.ok) throw new Error(law.problems.join('\n'));
    return law.packs;
  }
  const acme = (place: string, rules: string): readonly Pack[] => withOperators(`pack: ACME\nplace: ${place}\ntz: Asia/Shanghai\nversions:\n  - version: 2026-01-01\n    from: 2026-01-01\n    rules:\n      ${rules}\n`);

  const person = { personId: 'P', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: 'Asia/Shanghai' }] } as const;
  const at = Date.parse('2026-03-10T10:00:00+08:00');
  const talk = (minutesAgo: number): LawEvent => ({ type: 'conversation', channel: 'call', at: at - minutesAgo * 60_000, tz: 'Asia/Shanghai' });
  const facts: Facts = { person, debts: [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }], events: [talk(90), talk(70)], unreadInbound: 0 };
  const call: Proposed = { at, tz: 'Asia/Shanghai', channel: 'call', debtIds: ['D1'], personId: 'P', role: 'debtor', purpose: 'collect' };

  it('applies beside the law of its place, the strictest of all, and never as law', () => {
    expect(judge(facts, call).outcome).toBe('allowed');
    const stricter = judgeBy(packSet(acme('CN', 'CN-F1: { house: true, max: 2, days: 1, tz: Asia/Shanghai }')), facts, call);
    expect(stricter).toMatchObject({ outcome: 'prohibited', findings: [{ rule: 'ACME:CN-F1', force: 'H', code: 'effective_calls', until: Date.parse('2026-03-11T00:00:00+08:00') }] });
    expect(stricter.findings[0]?.citation).toMatch(/^House policy of the operator \(pack ACME\), beside: GB\/T 45251-2025/);
    expect(stricter.satisfied).toContain('CN-F1');
    expect(stricter.packs.map((pack) => pack.pack)).toEqual(['ACME', 'CN', 'HOUSE']);
  });

  it('that is milder changes nothing; one for another place neither', () => {
    const three = { ...facts, events: [talk(200), talk(100), talk(70)] };
    expect(judge(three, call).findings.map((finding) => finding.rule)).toEqual(['CN-F1']);
    expect(judgeBy(packSet(acme('CN', 'CN-F1: { house: true, max: 30, days: 1, tz: Asia/Shanghai }')), three, call).findings.map((finding) => finding.rule)).toEqual(['CN-F1']);
    expect(judgeBy(packSet(acme('US-OH', 'CN-F1: { house: true, max: 1, days: 1, tz: Asia/Shanghai }')), facts, call).outcome).toBe('allowed');
    expect(judgeBy(packSet(acme('HOUSE', 'CN-F1: { house: true, max: 1, days: 1, tz: Asia/Shanghai }')), facts, call).outcome).toBe('prohibited');
  });

  it('opens no country that has no law of ours', () => {
    const inJapan = { ...facts, person: { ...person, country: 'JP' } };
    const verdict = judgeBy(packSet(acme('JP', 'CN-T2: { house: true, from: \'08:00\', to: \'22:00\', tz: Asia/Tokyo }')), inJapan, call);
    expect(verdict.satisfied).toContain('ACME:CN-T2');
    expect(verdict.findings.map((finding) => finding.code)).toEqual(['no_applicable_rule']);
  });

  it('never frees: whatever it holds, wherever it applies', () => {
    const rules = [...RULES.values()].filter((rule) => Object.keys(rule.params).length === 0);
    const packs = lawInForce().packs;
    const sets = ['CN', 'US-federal', 'US-MA', 'US-OH', 'HOUSE'].map((place) =>
      packSet([...packs, { pack: 'ACME', version: '2020-01-01', from: '2020-01-01', tz: 'UTC', place, operator: true, rules: rules.map((rule) => use(rule, {})) }]));
    expect(rules.length).toBeGreaterThan(30);
    fc.assert(fc.property(factsArb, proposedArb, fc.constantFrom(...sets), (someFacts, proposed, set) => {
      expect(severity(judgeBy(set, someFacts, proposed).outcome)).toBeGreaterThanOrEqual(severity(judge(someFacts, proposed).outcome));
    }), { ...SEED, numRuns: 300 });
  });
});

describe('the law in force', () => {
  it('is put once; nobody gets a permit by packs of their own', () => {
    const own: Pack = { pack: 'HOUSE', version: '2020-01-01', from: '2020-01-01', tz: 'UTC', rules: [] };
    expect(() => putInForce([own])).toThrow(/once, at the start/);
    expect(() => putInForce(lawInForce().packs)).toThrow(/once, at the start/);
    const set = lawInForce();
    expect(() => Object.assign(set, packSet([{ ...own, rules: [use(RULES.get('HOUSE-INBOUND') ?? fail(), {})] }]))).toThrow(TypeError);
    expect(() => (set.packs as Pack[]).push(own)).toThrow(TypeError);
    expect(() => Object.assign(set.timeline(['CN'], null), { at: () => null })).toThrow(TypeError);
    for (const { rule, params } of set.packs.flatMap((pack) => pack.rules)) {
      expect(() => Object.assign(rule, { judge: () => SATISFIED })).toThrow(TypeError);
      expect(() => Object.assign(params, { max: 1_000 })).toThrow(TypeError);
      for (const value of Object.values(params)) if (Array.isArray(value)) expect(() => (value as string[]).push('x')).toThrow(TypeError);
    }
    // The gate takes facts, proposal and claims; there is no place for packs.
    expect(gate).toHaveLength(3);
  });

  it('is asked for before it is there: no answer; and takes no rule but ours, nor leaves out the house', async () => {
    vi.resetModules();
    const fresh = await import('../../src/law/in-force.js');
    const fault = /loads it first/;
    expect(() => fresh.lawInForce()).toThrow(fault);
    const { judge: judgeFresh } = await import('../../src/law/gate.js');
    expect(() => judgeFresh({} as Facts, {} as Proposed)).toThrow(fault);
    const packs = lawInForce().packs;
    const ours = RULES.get('HOUSE-INBOUND') ?? fail();
    expect(() => fresh.putInForce(packs.filter((pack) => pack.pack !== 'HOUSE'))).toThrow(/house/);
    expect(() => fresh.putInForce(packs.map((pack) => (pack.pack === 'CN' ? { ...pack, rules: [use({ ...ours, judge: () => SATISFIED }, {})] } : pack)))).toThrow(/registry/);
    expect(() => fresh.lawInForce()).toThrow(fault);
  });

  it('is put by the start of a process alone', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file));
    expect(files.filter((file) => readFileSync(`src/${file}`, 'utf8').includes('putInForce')).sort()).toEqual(['boot/law.ts', 'law/in-force.ts']);
    expect(files.filter((file) => readFileSync(`src/${file}`, 'utf8').includes('loadLaw(')).filter((file) => !/^boot\/(main|law|bench\/[\w-]+)\.ts$/.test(file))).toEqual([]);
  });
});

function fail(): never {
  throw new Error('a rule of the house that there always was is gone');
}
