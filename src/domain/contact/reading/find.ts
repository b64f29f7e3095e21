import { ASK_IDIOMS, ASK_RULES, TONE_RULES } from './ask-rules.js';
import { BANKRUPTCY_RULES, CLAIM_IDIOMS, COMPLAINT_RULES, DISPUTE_RULES, HARDSHIP_RULES, PAID_RULES, REFUSAL_RULES, REPRESENTED_RULES } from './claim-rules.js';
import { DISTRESS_IDIOMS, DISTRESS_RULES } from './distress-rules.js';
import { DECEASED_RULES, PERSON_IDIOMS, WRONG_PERSON_RULES } from './person-rules.js';
import type { DisputeKind, DistressKind, Intent } from './reading.js';
import type { Idiom, ReadingRule } from './rule.js';
import { STOP_IDIOMS, STOP_RULES } from './stop-rules.js';

/** Every rule, most protective first. */
export const RULES: readonly ReadingRule[] = [
  ...DISTRESS_RULES, ...STOP_RULES, ...DECEASED_RULES, ...WRONG_PERSON_RULES, ...REPRESENTED_RULES, ...BANKRUPTCY_RULES, ...DISPUTE_RULES, ...COMPLAINT_RULES, ...HARDSHIP_RULES, ...PAID_RULES,
  ...REFUSAL_RULES, ...ASK_RULES, ...TONE_RULES,
];
export const IDIOMS: readonly Idiom[] = [...STOP_IDIOMS, ...DISTRESS_IDIOMS, ...PERSON_IDIOMS, ...CLAIM_IDIOMS, ...ASK_IDIOMS];

/** What a rule found, in folded words. */
export interface Found {
  readonly rule: string;
  readonly intent: Intent;
  readonly kind?: DistressKind | DisputeKind;
  readonly confidence: number;
  readonly start: number;
  readonly end: number;
}

/** More of the same evidence adds nothing, and hostile text has no end of it. */
const TRIES_MAX = 12;

type Part = readonly [number, number];

function idiomParts(words: string): ReadonlyMap<Intent, readonly Part[]> {
  const parts = new Map<Intent, Part[]>();
  for (const { intents, pattern } of IDIOMS) {
    for (const match of words.matchAll(pattern)) {
      if (match[0].length === 0) continue;
      for (const intent of intents) parts.set(intent, [...(parts.get(intent) ?? []), [match.index, match.index + match[0].length]]);
    }
  }
  return parts;
}

/** All that the rules find. What begins inside a turn of phrase of the same intent does not count; `denied`: intents of which there is such a turn. */
export function findIntents(words: string): { readonly found: Found[]; readonly denied: ReadonlySet<Intent> } {
  const idioms = idiomParts(words);
  const found: Found[] = [];
  for (const rule of RULES) {
    const inside = idioms.get(rule.intent) ?? [];
    rule.pattern.lastIndex = 0;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const match = rule.pattern.exec(words);
      if (match === null) break;
      const start = match.index;
      const end = start + match[0].length;
      if (end === start || inside.some(([a, b]) => start >= a && start < b)) {
        rule.pattern.lastIndex = start + 1;
        continue;
      }
      found.push({ rule: rule.id, intent: rule.intent, ...(rule.kind === undefined ? {} : { kind: rule.kind }), confidence: rule.confidence, start, end });
    }
  }
  return { found, denied: new Set(idioms.keys()) };
}
