import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeBy } from '../../src/law/judge.js';
import { judge } from '../../src/law/gate.js';
import type { Facts, Proposed } from '../../src/law/facts.js';
import { use, type Pack, type PackEntry } from '../../src/law/pack.js';
import { lawInForce } from '../../src/law/in-force.js';
import { NOT_APPLICABLE, SATISFIED, type Rule, type RuleResult } from '../../src/law/rule.js';
import { packSet } from '../../src/law/select.js';
import { OUTCOMES } from '../../src/law/verdict.js';
import { factsArb, proposedArb, SEED } from './arbitraries.js';

function ruleThat(id: string, judgeIt: (at: number) => RuleResult): Rule {
  return {
    id, articles: [], title: { en: id, zh: id }, citation: 'a law of the test', force: 'L', confidence: 'high', from: '2020-01-01', params: {}, judge: ({ at }) => judgeIt(at),
  };
}

function packOf(rules: readonly PackEntry[], pack = 'CN'): Pack {
  return { pack, version: '2020-01-01', from: '2020-01-01', tz: 'Asia/Shanghai', rules };
}

/** Any rule at all, as data: what it says, or that it breaks. */
const says = fc.constantFrom('not_applicable', 'satisfied', 'presumed', 'prohibited', 'ends', 'throws', 'nonsense', 'ended');
function resultOf(kind: string, at: number): RuleResult {
  switch (kind) {
    case 'not_applicable': return NOT_APPLICABLE;
    case 'satisfied': return SATISFIED;
    case 'presumed': return { kind: 'against', outcome: 'presumed_violation', code: 'x', until: null };
    case 'prohibited': return { kind: 'against', outcome: 'prohibited', code: 'x', until: null };
    case 'ends': return { kind: 'against', outcome: 'prohibited', code: 'x', until: at + 1 };
    case 'ended': return { kind: 'against', outcome: 'prohibited', code: 'x', until: at };
    case 'nonsense': return { kind: 'perhaps' } as unknown as RuleResult;
    default: throw new Error('a broken rule');
  }
}
const anyRules = fc.array(says, { maxLength: 6 }).map((kinds) => kinds.map((kind, i) => use(ruleThat(`T-${i}`, (at) => resultOf(kind, at)), {})));
const severity = (outcome: string): number => (OUTCOMES as readonly string[]).indexOf(outcome);

const BY_CN = { jurisdictions: ['CN'] };

describe('one prohibition outweighs everything', () => {
  it('adding a rule never turns a no into a yes, nor a worse no into a milder one', () => {
    fc.assert(fc.property(anyRules, says, factsArb, proposedArb, (rules, added, facts, proposed) => {
      fc.pre(rules.length > 0);
      const without = judgeBy(packSet([packOf(rules)]), facts, proposed, BY_CN);
      const withIt = judgeBy(packSet([packOf([...rules, use(ruleThat('T-added', (at) => resultOf(added, at)), {})])]), facts, proposed, BY_CN);
      // The one no that more law may lift is the frame's own: that no law applied at all.
      if (without.findings.some((finding) => finding.code === 'no_applicable_rule')) return;
      expect(severity(withIt.outcome)).toBeGreaterThanOrEqual(severity(without.outcome));
    }), SEED);
  });

  it('adding any rule to the real packs never turns a no into a yes', () => {
    const added = new Map(['satisfied', 'not_applicable', 'throws', 'prohibited'].map((kind) => {
      const extra = packOf([use(ruleThat('T-added', (at) => resultOf(kind, at)), {})], 'US-XX');
      return [kind, packSet([...lawInForce().packs, extra])] as const;
    }));
    fc.assert(fc.property(factsArb, proposedArb, fc.constantFrom(...added.keys()), (facts, proposed, kind) => {
      const options = { jurisdictions: ['CN', 'US-federal', 'HOUSE'] };
      const without = judgeBy(lawInForce(), facts, proposed, options);
      const withIt = judgeBy(added.get(kind) ?? lawInForce(), facts, proposed, { jurisdictions: [...options.jurisdictions, 'US-XX'] });
      expect(severity(withIt.outcome)).toBeGreaterThanOrEqual(severity(without.outcome));
      if (kind === 'throws' || kind === 'prohibited') expect(withIt.outcome).toBe('prohibited');
    }), SEED);
  });

  it.each([['throws'], ['nonsense'], ['ended']])('a rule that %s denies, by its id', (kind) => {
    const set = packSet([packOf([use(ruleThat('T-fine', () => SATISFIED), {}), use(ruleThat('T-broken', (at) => resultOf(kind, at)), {})])]);
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const verdict = judgeBy(set, facts, proposed, BY_CN);
      expect(verdict.outcome).toBe('prohibited');
      expect(verdict.findings).toMatchObject([{ rule: 'T-broken', code: 'rule_threw', until: null }]);
    }), { ...SEED, numRuns: 20 });
  });

  it('no applicable rule means no; the house alone permits nothing', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      for (const options of [{ jurisdictions: [] }, { jurisdictions: ['HOUSE'] }, { jurisdictions: ['US-ZZ'] }]) {
        const verdict = judgeBy(lawInForce(), facts, proposed, options);
        expect(verdict.outcome).toBe('prohibited');
        expect(verdict.findings.map((finding) => finding.code)).toContain('no_applicable_rule');
      }
    }), { ...SEED, numRuns: 50 });
  });

  it('before the first pack there is no law to permit by', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const verdict = judge({ ...facts, events: [] }, { ...proposed, at: Date.parse('2019-06-01T04:00:00Z') }, BY_CN);
      expect(verdict).toMatchObject({ outcome: 'prohibited', packs: [], rules: ['HOUSE-GATE'] });
    }), { ...SEED, numRuns: 10 });
  });
});

describe('a verdict depends on nothing but facts, question and law', () => {
  it('the order of rules and packs is irrelevant, to the byte', () => {
    fc.assert(fc.property(anyRules, fc.nat(), factsArb, proposedArb, (rules, turn, facts, proposed) => {
      fc.pre(rules.length > 1);
      const by = turn % rules.length;
      const turned = [...rules.slice(by), ...rules.slice(0, by)].reverse();
      expect(JSON.stringify(judgeBy(packSet([packOf(turned)]), facts, proposed, BY_CN))).toBe(JSON.stringify(judgeBy(packSet([packOf(rules)]), facts, proposed, BY_CN)));
    }), SEED);
    const reversed = packSet([...lawInForce().packs].reverse().map((pack) => ({ ...pack, rules: [...pack.rules].reverse() })));
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      expect(JSON.stringify(judgeBy(reversed, facts, proposed))).toBe(JSON.stringify(judge(facts, proposed)));
    }), SEED);
  });

  it('the same arguments give the same bytes, and are left as they were', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const before = JSON.stringify([facts, proposed]);
      const first = JSON.stringify(judge(facts, proposed));
      const [factsAgain, proposedAgain] = JSON.parse(before) as [Facts, Proposed];
      expect(JSON.stringify(judge(factsAgain, proposedAgain))).toBe(first);
      expect(JSON.stringify([facts, proposed])).toBe(before);
    }), SEED);
  });

  it('events later than the question, and the order in which they are listed, change nothing', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const known = { ...facts, events: facts.events.filter((event) => event.at <= proposed.at) };
      expect(JSON.stringify(judge(facts, proposed))).toBe(JSON.stringify(judge(known, proposed)));
      // At one instant the list says which came first; elsewhere the order is by time.
      fc.pre(new Set(facts.events.map((event) => event.at)).size === facts.events.length);
      expect(JSON.stringify(judge({ ...facts, events: [...facts.events].reverse() }, proposed))).toBe(JSON.stringify(judge(facts, proposed)));
    }), SEED);
  });

  it('every verdict names the rules that decided it, and its packs with digests', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const verdict = judge(facts, proposed);
      expect(verdict.rules.length).toBeGreaterThan(0);
      expect(verdict.rules).toEqual(verdict.outcome === 'allowed' ? verdict.satisfied : verdict.findings.map((finding) => finding.rule));
      for (const pack of verdict.packs) expect(pack.digest).toMatch(/^[0-9a-f]{64}$/);
      const order = verdict.findings.map((finding) => `${2 - severity(finding.outcome)} ${finding.rule}`);
      expect(order).toEqual([...order].sort());
    }), SEED);
  });
});

describe('an unknown fact never permits more than the known one', () => {
  const blanks: readonly (readonly [string, (facts: Facts, proposed: Proposed) => readonly [Facts, Proposed]])[] = [
    ['country', (facts, proposed) => [{ ...facts, person: { ...facts.person, country: 'unknown' } }, proposed]],
    ['state', (facts, proposed) => [{ ...facts, person: { ...facts.person, state: 'unknown' } }, proposed]],
    ['city', (facts, proposed) => [{ ...facts, person: { ...facts.person, city: 'unknown' } }, proposed]],
    ['locations', (facts, proposed) => [{ ...facts, person: { ...facts.person, locations: 'unknown' } }, proposed]],
    ['no location', (facts, proposed) => [{ ...facts, person: { ...facts.person, locations: [] } }, proposed]],
    ['unread', (facts, proposed) => [{ ...facts, unreadInbound: 'unknown' }, proposed]],
    ['role', (facts, proposed) => [facts, { ...proposed, role: 'unknown' }]],
    ['debt type', (facts, proposed) => [{ ...facts, debts: facts.debts.map((debt) => ({ ...debt, type: 'unknown' })) }, proposed]],
    ['time bar', (facts, proposed) => [{ ...facts, debts: facts.debts.map((debt) => ({ ...debt, timeBarred: 'unknown' })) }, proposed]],
    ['transfer', (facts, proposed) => [{ ...facts, debts: facts.debts.map((debt) => ({ ...debt, transferred: 'unknown' })) }, proposed]],
    ['debts', (facts, proposed) => [{ ...facts, debts: [] }, proposed]],
    ['staff', (facts, { staff: _, ...proposed }) => [facts, proposed]],
    ['number', (facts, { number: _, ...proposed }) => [facts, proposed]],
    ['collector', (facts, { collectorId: _, ...proposed }) => [facts, proposed]],
    ['which number was dialled', (facts, proposed) => [{ ...facts, events: facts.events.map(({ number: _, ...event }) => event) }, proposed]],
    ['which debts were raised', (facts, proposed) => [{ ...facts, events: facts.events.map((event) => (/consent|verification|notif|resub|lift|default/.test(event.type) ? event : omitDebts(event))) }, proposed]],
    ['how a contact of ours ended', (facts, proposed) => [{ ...facts, events: facts.events.map((event) => (event.type === 'attempted_call' ? { ...event, type: 'unknown_outcome', channel: 'call' } : event)) }, proposed]],
  ];
  const omitDebts = ({ debtIds: _, ...event }: Facts['events'][number]): Facts['events'][number] => event;
  // That the calls failed is what proves the debtor lost, so there only those who owe are asked about. A label of a number
  // that is absent means that no number is meant; only the counts of mainland China, per number, must then take all of them.
  it.each(blanks)('%s', (name, blank) => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      if (name === 'how a contact of ours ended') fc.pre(proposed.personId === 'consumer');
      if (name.includes('number')) fc.pre(facts.person.country === 'CN');
      const [less, asked] = blank(facts, proposed);
      expect(severity(judge(less, asked).outcome)).toBeGreaterThanOrEqual(severity(judge(facts, proposed).outcome));
    }), { ...SEED, numRuns: 400 });
  });

  it('an unknown country, place or role denies outright and says which fact is missing', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      const cases: readonly (readonly [string, Facts, Proposed])[] = [
        ['person.country', { ...facts, person: { ...facts.person, country: 'unknown' } }, proposed],
        ['person.locations', { ...facts, person: { ...facts.person, locations: [] } }, proposed],
        ['proposed.role', facts, { ...proposed, role: 'unknown' }],
        ['unreadInbound', { ...facts, unreadInbound: 'unknown' }, proposed],
      ];
      for (const [path, less, asked] of cases) {
        const verdict = judge(less, asked);
        expect(verdict.outcome).toBe('prohibited');
        expect(verdict.findings.flatMap((finding) => finding.missing ?? [])).toContain(path);
      }
    }), { ...SEED, numRuns: 50 });
  });

  it('unread replies block whatever is asked', () => {
    fc.assert(fc.property(factsArb, proposedArb, (facts, proposed) => {
      expect(judge({ ...facts, unreadInbound: 1 }, proposed).findings.map((finding) => finding.rule)).toContain('HOUSE-INBOUND');
    }), { ...SEED, numRuns: 50 });
  });
});
