import { describe, expect, it } from 'vitest';
import { CONTENT_RULES, TOPICS } from './all.js';
import type { ContentContext, ContentFacts, ContentRule } from './content-rule.js';
import rows from './corpus.json' with { type: 'json' };
import { lintText } from './lint.js';
import { rulesOfTopic } from './topic.js';

/**
 * A text and what is found in it. `about` is a topic, then every rule of the topic is tried in its own place, or the id
 * of one rule. `hit`: found, and the worst of it so grave. `near_miss`: close by, and nothing is found. `pass`: plainly fit.
 * `honest`: a whole text in which no rule finds anything.
 */
interface Row {
  readonly about: string;
  readonly kind: 'hit' | 'near_miss' | 'pass' | 'honest';
  readonly severity?: 'block' | 'review';
  readonly text: string;
  readonly places?: readonly string[];
  readonly facts?: Partial<ContentFacts>;
}

const corpus = rows as readonly (Row & Partial<ContentContext>)[];

function contextOf({ about: _, kind: __, severity: ___, text, places, ...rest }: Row & Partial<ContentContext>, rule?: ContentRule): ContentContext {
  const here = places ?? rule?.scope.places ?? ['SG'];
  return { jurisdictions: here, channel: 'call', audience: 'debtor', language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en', ...rest };
}

function rulesAbout(about: string): readonly ContentRule[] {
  const topic = TOPICS.find((one) => one.code === about);
  return topic === undefined ? CONTENT_RULES.filter((rule) => rule.id === about) : rulesOfTopic(topic);
}

const worst = (text: string, context: ContentContext, rule: ContentRule): string => {
  const found = lintText(text, context, [rule]).map((f) => f.severity);
  return found.includes('block') ? 'block' : (found[0] ?? 'nothing');
};

describe('texts and what is found in them', () => {
  it('are many, in both languages', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(200);
    const chinese = corpus.filter((row) => /\p{Script=Han}/u.test(row.text)).length;
    expect(Math.min(chinese, corpus.length - chinese)).toBeGreaterThan(100);
  });

  it.each(corpus.filter((row) => row.kind !== 'honest').map((row, i) => [`${i} ${row.about} ${row.kind} ${row.text.slice(0, 50)}`, row] as const))('%s', (_, row) => {
    const rules = rulesAbout(row.about);
    expect(rules.length, 'a rule or topic of that name').toBeGreaterThan(0);
    for (const rule of rules) expect([rule.id, worst(row.text, contextOf(row, rule), rule)]).toEqual([rule.id, row.kind === 'hit' ? row.severity : 'nothing']);
  });

  it.each(corpus.filter((row) => row.kind === 'honest').map((row) => [row.text.slice(0, 60), row] as const))('nothing in: %s', (_, row) => {
    expect(lintText(row.text, contextOf(row)).map((f) => [f.rule, f.code, f.matched])).toEqual([]);
  });

  it('leave no rule without a hit, a near miss and a pass', () => {
    const of = (rule: ContentRule, kind: Row['kind']) => corpus.some((row) => row.kind === kind && rulesAbout(row.about).some((one) => one.id === rule.id));
    const lacking = CONTENT_RULES.flatMap((rule) => (['hit', 'near_miss', 'pass'] as const).filter((kind) => !of(rule, kind)).map((kind) => `${rule.id} ${kind}`));
    expect(lacking).toEqual([]);
  });

  it('leave no severity of a rule untried', () => {
    const blocked = CONTENT_RULES.filter((rule) => rule.severity === 'block' && !corpus.some((row) => row.severity === 'block' && rulesAbout(row.about).some((one) => one.id === rule.id)));
    expect(blocked.map((rule) => rule.id)).toEqual([]);
  });

  it('each rule has an id of its own, words in both languages, and a house rule is never called law', () => {
    expect(new Set(CONTENT_RULES.map((rule) => rule.id)).size).toBe(CONTENT_RULES.length);
    for (const rule of CONTENT_RULES) {
      expect(rule.title.zh, rule.id).toMatch(/\p{Script=Han}/u);
      expect(rule.instead.en, rule.id).not.toMatch(/\p{Script=Han}{4}/u);
      expect(rule.force === 'H', rule.id).toBe(rule.id.startsWith('HOUSE-'));
    }
  });
});
