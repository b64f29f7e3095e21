import { describe, expect, it } from 'vitest';
import type { PersonFacts } from './facts.js';
import { use, type Pack } from './pack.js';
import { lawInForce } from './in-force.js';
import { placeOfPerson } from './place.js';
import type { ParamSpec } from './param.js';
import { SATISFIED, type Rule } from './rule.js';
import { rulesNamed } from './scope.js';
import { packDigest, packSet } from './select.js';
import { validatePacks } from './validate.js';

function ruleNamed(id: string, articles: readonly string[] = [], params: ParamSpec = {}): Rule {
  return { id, articles, title: { en: id, zh: id }, citation: id, force: 'L', confidence: 'high', from: '2020-01-01', params, judge: () => SATISFIED };
}

describe('scope', () => {
  const rules = [
    ruleNamed('US-F-18', ['1006.14(b)', '1006.14(b)(2)(i)(A)']), ruleNamed('US-F-19', ['1006.14(b)', '1006.14(b)(2)(i)(B)']), ruleNamed('US-F-16', ['1006.14(h)']),
    ruleNamed('US-F-12', ['1006.6(d)(3)-(5)']), ruleNamed('US-F-01', ['1006.6(b)(1)']), ruleNamed('CN-P1'), ruleNamed('CN-P14'), ruleNamed('US-MA-1-HOURS'),
  ];
  const named = (entry: string): readonly string[] => rulesNamed(entry, rules).map((rule) => rule.id);
  it.each<[string, readonly string[]]>([
    ['CN-P1', ['CN-P1']], ['CN-P14', ['CN-P14']], ['cn-p1', ['CN-P1']], ['CN-P', []],
    ['1006.14', ['US-F-18', 'US-F-19', 'US-F-16']], ['1006.14(b)', ['US-F-18', 'US-F-19']], ['12 CFR 1006.14(b)', ['US-F-18', 'US-F-19']], ['1006.1', []],
    ['1006.14(b)(2)(i)(B)', ['US-F-19']], ['1006.6(d)(4)', ['US-F-12']], ['1006.6(d)(3)-(5)', ['US-F-12']], ['1006.6(d)', ['US-F-12']],
    // Finer than any rule of ours: the narrowest article around it.
    ['1006.14(h)(2)', ['US-F-16']], ['1006.6(b)(1)(i)', ['US-F-01']], ['US-MA-1', ['US-MA-1-HOURS']], ['nothing', []],
  ])('%s names %j', (entry, expected) => expect(named(entry)).toEqual(expected));
});

describe('place', () => {
  const person = (more: Partial<PersonFacts>): PersonFacts => ({ personId: 'P', country: 'unknown', state: 'unknown', city: 'unknown', locations: 'unknown', ...more });
  it.each<[Partial<PersonFacts>, readonly string[], readonly string[]]>([
    [{}, [], ['person.country']], [{ country: '' }, [], ['person.country']], [{ country: 'CN' }, ['CN'], []], [{ country: 'cn' }, ['CN'], []], [{ country: 'HK' }, ['HK'], []],
    [{ country: 'GB' }, ['UK'], []], [{ country: 'FR' }, ['EU'], []], [{ country: 'JP' }, ['JP'], []], [{ country: 'US' }, ['US-federal'], ['person.state']],
    [{ country: 'US', state: 'OH' }, ['US-federal', 'US-OH'], []], [{ country: 'US', state: 'NY', city: 'Albany' }, ['US-federal', 'US-NY'], []],
    [{ country: 'US', state: 'NY', city: 'NYC' }, ['US-federal', 'US-NY', 'US-NYC'], []], [{ country: 'US', state: 'NY', city: 'Brooklyn' }, ['US-federal', 'US-NY', 'US-NYC'], []],
    [{ country: 'US', state: 'NY' }, ['US-federal', 'US-NY', 'US-NYC'], []], [{ country: 'US', state: 'NJ' }, ['US-federal', 'US-NJ'], []],
  ])('%j', (more, jurisdictions, missing) => expect(placeOfPerson(person(more))).toEqual({ jurisdictions, missing }));
});

describe('packs', () => {
  const pack: Pack = { pack: 'XX', version: '2020-01-01', from: '2020-01-01', tz: 'Asia/Shanghai', rules: [use(ruleNamed('X-1'), {}), use(ruleNamed('X-2', [], { max: 'count' }), { max: 3 })] };

  it('that ship are valid', () => expect(validatePacks(lawInForce().packs)).toEqual([]));

  it('have ids that are never used for two rules', () => {
    const rules = new Set(lawInForce().packs.flatMap((one) => one.rules.map(({ rule }) => rule)));
    expect(new Set([...rules].map((rule) => rule.id)).size).toBe(rules.size);
  });

  it.each<[string, Partial<Pack>, RegExp]>([
    ['no rule', { rules: [] }, /no rule/], ['no version', { version: '' }, /version/], ['a date that is none', { from: '2026-02-30' }, /"from" is not a date/],
    ['an end before its start', { to: '2019-12-31' }, /before/], ['no such zone', { tz: 'Mars/Olympus' }, /time zone/],
    ['one rule twice', { rules: [use(ruleNamed('X-1'), {}), use(ruleNamed('X-1'), {})] }, /twice/], ['an id that is none', { rules: [use(ruleNamed('x 1'), {})] }, /rule id/],
    ['a count of none', { rules: [use(ruleNamed('X-1', [], { max: 'count' }), { max: 0 })] }, /"max".*from 1 up/],
    ['a number that is none', { rules: [use(ruleNamed('X-1', [], { x: 'whole' }), { x: Number.NaN })] }, /"x".*from 0 up/],
    ['a clock that is none', { rules: [use(ruleNamed('X-1', [], { from: 'clock' }), { from: '8am' })] }, /"from".*clock/],
    ['a rule without a citation', { rules: [use({ ...ruleNamed('X-1'), citation: '' }, {})] }, /cites nothing/],
    ['a rule without a Chinese title', { rules: [use({ ...ruleNamed('X-1'), title: { en: 'x', zh: '' } }, {})] }, /title/],
    ['a rule that ends before it begins', { rules: [use({ ...ruleNamed('X-1'), to: '2019-01-01' }, {})] }, /"to"/],
  ])('with %s are refused, and the error says where', (_name, change, reason) => {
    const errors = validatePacks([{ ...pack, ...change }]);
    expect(errors[0]).toMatchObject({ pack: 'XX' });
    expect(errors.map((error) => error.reason).join('; ')).toMatch(reason);
    expect(() => packSet([{ ...pack, ...change }])).toThrow(/packs are invalid: XX/);
  });

  it('of one series follow each other without overlap, under one calendar', () => {
    const next = { ...pack, version: '2021-01-01', from: '2021-01-01' };
    expect(validatePacks([{ ...pack, to: '2020-12-31' }, next])).toEqual([]);
    expect(validatePacks([pack, next])[0]?.reason).toMatch(/end it the day before/);
    expect(validatePacks([{ ...pack, to: '2020-12-31' }, { ...next, tz: 'UTC' }])[0]?.reason).toMatch(/keeps one/);
    expect(validatePacks([{ ...pack, to: '2020-12-31' }, { ...next, version: '2020-01-01' }]).map((error) => error.reason)).toContain('two packs of this series have the version 2020-01-01; name this one by its own date');
  });

  it('have a digest that changes with a number, a date or a rule, and not with their order', () => {
    const digest = packDigest(pack);
    expect(packDigest({ ...pack, rules: [...pack.rules].reverse() })).toBe(digest);
    expect(packDigest({ ...pack, rules: [pack.rules[0] ?? use(ruleNamed('X-1'), {}), use(ruleNamed('X-2', [], { max: 'count' }), { max: 4 })] })).not.toBe(digest);
    expect(packDigest({ ...pack, rules: pack.rules.slice(1) })).not.toBe(digest);
    expect(packDigest({ ...pack, to: '2030-01-01' })).not.toBe(digest);
  });

  it('are in force from the first instant of their day, by their own calendar, to the last of their end', () => {
    const set = packSet([{ ...pack, to: '2020-12-31' }]);
    const timeline = set.timeline(['XX'], null);
    const first = Date.parse('2020-01-01T00:00:00+08:00');
    const end = Date.parse('2021-01-01T00:00:00+08:00');
    expect(timeline.at(first - 1)).toMatchObject({ entries: [], packs: [], until: first });
    expect(timeline.at(first)).toMatchObject({ packs: [{ version: '2020-01-01' }], until: end });
    expect(timeline.at(end - 1).entries).toHaveLength(2);
    expect(timeline.at(end)).toMatchObject({ entries: [], until: null });
  });

  it('a scope that no rule bears is told, not ignored', () => {
    expect(packSet([pack]).timeline(['XX'], ['X-1', 'nothing']).missing).toEqual(['scope: nothing']);
  });
});
