import type { Confidence, Force } from '../verdict.js';
import type { Bilingual, ContentContext, ContentRule, Found, Scope, Severity, TrueFact } from './content-rule.js';
import { isTrue } from './content-rule.js';
import { denialAt } from './negation.js';
import type { NormalText } from './normal.js';

/** Words that mean one thing. Patterns run over the normal text (simplified, lower case); they must carry the flag `g`. */
export interface Words {
  readonly severity: Severity;
  readonly pattern: RegExp;
  /** With this fact the words are true, and nothing is found. */
  readonly unless?: TrueFact;
  /** The words are found though denied: numbers, or what no denial helps. */
  readonly evenDenied?: boolean;
  /** The words matter only then. */
  readonly when?: (context: ContentContext) => boolean;
}

/** Why a topic is forbidden in some place: the rule under which it is found there. */
export interface Ground {
  readonly id: string;
  readonly places: readonly string[];
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
}

/**
 * Something that no text may say, in whatever language, with its ground in each place. Where no law that we hold says
 * it, the house's own rule does, under its own id and never called law.
 */
export interface Topic {
  readonly code: string;
  readonly title: Bilingual;
  readonly instead: Bilingual;
  readonly words: readonly Words[];
  readonly grounds: readonly Ground[];
  /** Id of the house's own rule for all other places; absent: only the grounds say it. */
  readonly house?: string;
  readonly scope?: Omit<Scope, 'places' | 'exceptPlaces'>;
}

function severityHere(words: Words, normal: NormalText, from: number, to: number): Severity | null {
  const denial = words.evenDenied === true ? 'none' : denialAt(normal, from, to);
  if (denial === 'clear') return null;
  return denial === 'doubtful' ? 'review' : words.severity;
}

/** Everywhere that the words stand, undenied. Of two that overlap the severer stays, then the longer. */
export function findWords(code: string, list: readonly Words[], normal: NormalText, context: ContentContext): readonly Found[] {
  const found: Found[] = [];
  for (const words of list) {
    if ((words.unless !== undefined && isTrue(context, words.unless)) || words.when?.(context) === false) continue;
    // The pattern itself and not a copy, as matchAll would make for each of a hundred patterns and each text.
    const { pattern } = words;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(normal.text); match !== null; match = pattern.exec(normal.text)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (from === to) {
        pattern.lastIndex = to + 1;
        continue;
      }
      const severity = severityHere(words, normal, from, to);
      if (severity !== null) found.push({ code, severity, from, to });
    }
  }
  if (found.length === 0) return found;
  const weight = (f: Found) => (f.severity === 'block' ? 1_000_000 : 0) + (f.to - f.from);
  const kept: Found[] = [];
  for (const one of found.sort((a, b) => weight(b) - weight(a) || a.from - b.from)) if (!kept.some((k) => one.from < k.to && k.from < one.to)) kept.push(one);
  return kept;
}

/** The rules of a topic: one for each ground, and the house's own for all other places. */
export function rulesOfTopic(topic: Topic): readonly ContentRule[] {
  const severity: Severity = topic.words.some((words) => words.severity === 'block') ? 'block' : 'review';
  const common = {
    title: topic.title, instead: topic.instead, severity,
    find: (text: NormalText, context: ContentContext) => findWords(topic.code, topic.words, text, context),
  };
  const lawful = topic.grounds.map((ground): ContentRule => ({
    ...common, id: ground.id, citation: ground.citation, force: ground.force, confidence: ground.confidence, scope: { ...topic.scope, places: ground.places },
  }));
  if (topic.house === undefined) return lawful;
  const house: ContentRule = {
    ...common, id: topic.house, citation: HOUSE_CITATION, force: 'H', confidence: 'high', scope: { ...topic.scope, exceptPlaces: topic.grounds.flatMap((ground) => ground.places) },
  };
  return [...lawful, house];
}

export const HOUSE_CITATION = 'House policy: applies where no rule of law that we hold says it';
