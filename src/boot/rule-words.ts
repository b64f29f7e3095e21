import type { RuleWords } from '../api/deps.js';
import { ALL_PACKS } from '../law/packs/all.js';
import type { Rule } from '../law/rule.js';
import { validatePacks } from '../law/validate.js';

let catalogue: ReadonlyMap<string, Pick<Rule, 'title' | 'citation' | 'force' | 'confidence'>> | null = null;

/** What the rule catalogue says of a rule. The gate's own codes are no rule and stand for themselves. */
export function ruleWords(rule: string): RuleWords {
  catalogue ??= new Map(ALL_PACKS.flatMap((pack) => pack.rules.map((entry) => [entry.rule.id, entry.rule])));
  const found = catalogue.get(rule);
  if (found === undefined) return { title: { en: rule === 'HOUSE-GATE' ? 'No rule covers this; what no rule covers is not done' : rule, zh: rule === 'HOUSE-GATE' ? '没有适用规则，不予执行' : rule }, citation: '', force: 'H', confidence: 'high' };
  return { title: found.title, citation: found.citation, force: found.force, confidence: found.confidence };
}

/** What is wrong with the rule packs, in words; empty when they may be used. */
export function lawFindings(): readonly string[] {
  return validatePacks(ALL_PACKS).map((fault) => `${fault.pack} ${fault.version}${fault.rule === undefined ? '' : `, rule ${fault.rule}`}: ${fault.reason}`);
}
