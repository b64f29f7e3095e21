import { readMessage } from '../../domain/contact/reading/read-message.js';
import { lawInForce } from '../in-force.js';
import { ruleOf } from '../select.js';
import type { Confidence, Force } from '../verdict.js';
import { conductBroken } from './conduct.js';
import { knownRule } from './known-rules.js';
import { HELPLINES, nextSteps } from './next-steps.js';
import type { ActKind, Received } from './received.js';
import { CONFIDENCE_WORDS, DOUBT_WORDS, FORCE_WORDS, NOT_ADVICE, PRESUMED, REMARKS, SUMMARIES, UNCERTAIN, citationInChinese, type Bilingual, type SummaryCode } from './words.js';
import { jurisdictionsOf, weigh, type Weighed } from './weigh.js';

/** One rule in an answer. */
export interface SaidOfRule {
  readonly rule: string;
  readonly title: Bilingual;
  readonly citation: string;
  /** The same with the Chinese names of Chinese instruments. */
  readonly citationZh: string;
  readonly force: Force;
  readonly forceWords: Bilingual;
  readonly confidence: Confidence;
  readonly confidenceWords: Bilingual;
  /** The law presumes a violation; it may be rebutted. */
  readonly presumed: boolean;
  /** Lines of contacts it is about, from 1; empty for acts and words. */
  readonly contacts: readonly number[];
  /** What would decide it; for rules of which nothing can be said. */
  readonly dependsOn: readonly Bilingual[];
  readonly notes: readonly Bilingual[];
  /** Words of the message that it is about. */
  readonly quote?: string;
}

/** The answer to "was that lawful?". In plain words, in both languages; holds nothing of the person but quotes of the message. */
export interface Lawfulness {
  readonly summary: SummaryCode;
  readonly summaryWords: Bilingual;
  readonly jurisdictions: readonly string[];
  readonly remarks: readonly Bilingual[];
  /** Broken whatever the open answers are. */
  readonly breaks: readonly SaidOfRule[];
  /** It would be unlawful if what stands under `dependsOn` is so. */
  readonly cannotSay: readonly SaidOfRule[];
  /** Kept, as far as was told. */
  readonly inOrder: readonly SaidOfRule[];
  /** Not law: what a careful collector does not do. */
  readonly goodPractice: readonly SaidOfRule[];
  readonly steps: readonly { readonly text: Bilingual; readonly source: string; readonly confidence: Confidence }[];
  readonly helplines: readonly Bilingual[];
  /** Somebody may be in danger or in distress: help stands before everything else. */
  readonly helpFirst: boolean;
  readonly notAdvice: Bilingual;
}

/** What a reader of texts found in the message. */
export interface TextFinding {
  readonly rule: string;
  readonly title: Bilingual;
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
  /** `certain`: no fact makes it lawful. `open`: it turns on whether it is true, or on the rest of the message. */
  readonly kind: 'certain' | 'open';
  readonly quote: string;
  readonly note?: Bilingual;
  /** Speaks of harm to somebody. */
  readonly threat?: boolean;
}

/** Reads the words of a message by the rules on content. */
export type TextReader = (received: Received, jurisdictions: readonly string[]) => readonly TextFinding[];

const DANGEROUS: readonly ActKind[] = ['violence', 'restrained', 'entered'];

/**
 * Answers a description by the same rules as the gate: see worlds.ts for what is open, known-rules.ts for what may be
 * said to a person. Pure; the same description gives the same bytes.
 */
export function lawfulnessOf(received: Received, readText: TextReader): Lawfulness {
  const jurisdictions = jurisdictionsOf(received);
  const known = new Set(lawInForce().packs.map(({ pack }) => pack));
  const weighed = jurisdictions.length === 0 ? [] : weigh(received).map(saidOfRule);
  const ofText = received.text === null ? [] : readText(received, jurisdictions);
  const ofActs = conductBroken(received, jurisdictions).map(({ rule, open }) => ({ kind: open ? 'open' : 'against', said: plainRule(rule, open ? { dependsOn: [DOUBT_WORDS.collector] } : {}) }));
  const all = [...weighed, ...ofText.map((found) => ({ kind: found.kind === 'certain' ? 'against' : 'open', said: plainRule(found, { ...(found.quote === '' ? {} : { quote: found.quote }), notes: found.note === undefined ? [] : [found.note] }) })), ...ofActs];
  const pick = (kind: string): SaidOfRule[] => once(all.filter((one) => one.kind === kind && one.said.force !== 'H').map(({ said }) => said)).sort(bySeverity);
  const breaks = pick('against');
  // What is broken by an act is not open, and not kept, for a contact that told nothing of it.
  const but = (list: readonly SaidOfRule[], stronger: readonly SaidOfRule[]): readonly SaidOfRule[] => list.filter(({ rule }) => !stronger.some((other) => other.rule === rule));
  const cannotSay = but(pick('open'), breaks);
  const covered = jurisdictions.some((name) => known.has(name));
  const summary = summaryOf(received, covered, breaks, cannotSay);
  const danger = received.acts.some((act) => DANGEROUS.includes(act)) || ofText.some(({ threat }) => threat === true);
  const helpFirst = danger || distressed(received.note) || distressed(received.text);
  const lines = HELPLINES.filter(({ jurisdiction }) => jurisdictions.includes(jurisdiction));
  return {
    summary, summaryWords: SUMMARIES[summary], jurisdictions: jurisdictions.filter((name) => known.has(name)), remarks: remarksOf(received, jurisdictions), breaks, cannotSay, inOrder: but(pick('kept'), [...breaks, ...cannotSay]),
    goodPractice: once(all.filter(({ kind, said }) => kind === 'against' && said.force === 'H').map(({ said }) => said)),
    steps: nextSteps(received, jurisdictions, danger).map(({ text, source, confidence }) => ({ text, source, confidence })),
    helplines: (lines.length > 0 ? lines : HELPLINES).map(({ text }) => text), helpFirst, notAdvice: NOT_ADVICE,
  };
}

function distressed(words: string | null): boolean {
  // The day matters to promises only.
  return words !== null && readMessage(words, { receivedOn: '2000-01-01' }).intents.some(({ intent }) => intent === 'distress');
}

function summaryOf(received: Received, covered: boolean, breaks: readonly SaidOfRule[], cannotSay: readonly SaidOfRule[]): SummaryCode {
  if (received.place.country === 'unknown') return 'place_unknown';
  if (!covered) return 'no_rules';
  if (breaks.some(({ force }) => force === 'L' || force === 'R')) return 'breaks_law';
  if (breaks.length > 0) return 'breaks_guidance';
  return cannotSay.length > 0 ? 'cannot_say' : 'nothing_found';
}

function remarksOf(received: Received, jurisdictions: readonly string[]): readonly Bilingual[] {
  const american = jurisdictions.includes('US-federal');
  return [
    ...(american && received.place.state === 'unknown' ? [REMARKS.state_unknown] : []), ...(american && received.collector === 'lender' ? [REMARKS.lender_collects] : []),
    ...(jurisdictions.includes('EU') ? [REMARKS.eu_national] : []), ...(received.contacts.length > 1 ? [REMARKS.one_debt] : []),
  ];
}

interface RuleData {
  readonly title: Bilingual;
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
}

let catalogue: ReadonlyMap<string, RuleData> | null = null;

function ruleData(id: string): RuleData {
  catalogue ??= new Map(lawInForce().packs.flatMap((pack) => pack.rules.map(({ rule }) => ruleOf(pack, rule))).map((rule) => [rule.id, rule]));
  return catalogue.get(id) ?? { title: { en: id, zh: id }, citation: '', force: 'H', confidence: 'low' };
}

function plainRule(rule: RuleData & { readonly rule?: string; readonly id?: string }, more: Partial<SaidOfRule>): SaidOfRule {
  const { title, citation, force, confidence } = rule;
  return {
    rule: rule.rule ?? rule.id ?? '', title, citation, citationZh: citationInChinese(citation), force, forceWords: FORCE_WORDS[force], confidence, confidenceWords: CONFIDENCE_WORDS[confidence], presumed: false, contacts: [], dependsOn: [], notes: [], ...more,
  };
}

function saidOfRule({ rule, kind, outcome, lines, doubts }: Weighed): { readonly kind: string; readonly said: SaidOfRule } {
  const known = knownRule(rule);
  const presumed = outcome === 'presumed_violation' && kind !== 'kept';
  const notes = [...(presumed ? [PRESUMED] : []), ...(kind === 'open' && (known === null || known.neverCertain === true) ? [UNCERTAIN] : []), ...(known?.note === undefined || kind === 'kept' ? [] : [known.note])];
  return { kind, said: plainRule({ ...ruleData(rule), rule }, { presumed, contacts: lines.map((line) => line + 1), dependsOn: doubts.map((doubt) => DOUBT_WORDS[doubt]), notes }) };
}

const WEIGHT: Readonly<Record<Force, number>> = { L: 0, R: 1, S: 2, G: 3, N: 4, P: 5, H: 6 };

function bySeverity(a: SaidOfRule, b: SaidOfRule): number {
  return WEIGHT[a.force] - WEIGHT[b.force] || Number(a.presumed) - Number(b.presumed) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

/** The same rule found in a contact and in an act told of is one breach to the reader; the first stands. */
function once(list: readonly SaidOfRule[]): SaidOfRule[] {
  return list.filter((said, i) => said.quote !== undefined || list.findIndex((other) => other.rule === said.rule && other.quote === undefined) === i);
}
