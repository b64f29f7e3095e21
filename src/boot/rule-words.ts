import type { RuleWords } from '../api/deps.js';
import { CONTENT_RULES } from '../law/content/all.js';
import { lawInForce } from '../law/in-force.js';
import type { Rule } from '../law/rule.js';
import { ruleOf } from '../law/select.js';

let catalogue: ReadonlyMap<string, Pick<Rule, 'title' | 'citation' | 'force' | 'confidence'>> | null = null;

/** What the rule catalogue says of a rule, of the gate or of content; where both have one for the same clause, the gate's words serve. The gate's own codes are no rule and stand for themselves. */
export function ruleWords(rule: string): RuleWords {
  catalogue ??= new Map([...CONTENT_RULES, ...lawInForce().packs.flatMap((pack) => pack.rules.map((entry) => ruleOf(pack, entry.rule)))].map((one) => [one.id, one]));
  const found = catalogue.get(rule);
  if (found === undefined) return { title: { en: rule === 'HOUSE-GATE' ? 'No rule covers this; what no rule covers is not done' : rule, zh: rule === 'HOUSE-GATE' ? '没有适用规则，不予执行' : rule }, citation: '', force: 'H', confidence: 'high' };
  return { title: found.title, citation: found.citation, force: found.force, confidence: found.confidence };
}
