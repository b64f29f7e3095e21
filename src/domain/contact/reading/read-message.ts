import { findIntents, type Found } from './find.js';
import { languageOf } from './language.js';
import { classify, kindOf, openModel, type Label, type Model } from './model.js';
import { sentencesOf } from './sentences.js';
import { fold, READ_MAX, sourceSpan, without, type Folded } from './normalise.js';
import { ownParts, withoutMailQuote } from './own-words.js';
import { findPromise, type PromiseFound } from './read-promise.js';
import { INTENTS, type DisputeKind, type DistressKind, type Intent, type IntentReading, type PromiseReading, type ReadContext, type Reading, type Span } from './reading.js';
import { isStopAlone } from './stop-rules.js';
import { WEIGHTS } from './weights.js';

/** At most so many places are told per intent. */
const SPANS_MAX = 6;

function joined(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (last !== undefined && span.start <= last.end) out[out.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else out.push(span);
  }
  return out.slice(0, SPANS_MAX);
}

function intentsOf(found: readonly Found[], folded: Folded): IntentReading[] {
  const byIntent = new Map<Intent, Found[]>();
  for (const one of found) byIntent.set(one.intent, [...(byIntent.get(one.intent) ?? []), one]);
  return INTENTS.flatMap((intent) => {
    const all = byIntent.get(intent);
    if (all === undefined) return [];
    const best = all.reduce((a, b) => (b.confidence > a.confidence ? b : a));
    const kinds = [...new Set(all.flatMap(({ kind }) => (kind === undefined ? [] : [kind])))] as (DistressKind | DisputeKind)[];
    return [{
      intent, ...(kinds.length === 0 ? {} : { kinds }), confidence: best.confidence, spans: joined(all.map(({ start, end }) => sourceSpan(folded, start, end))), by: `rule:${best.rule}`,
    }];
  });
}

/** "The rest": what is left after a part was paid. */
const REST = /剩|余下|其余|另外|再还|还差|后面|\b(?:rest|remaining|remainder|other half|balance|another)\b/;

/** A bare day or sum is a promise only where nothing else was said. */
function keptPromise(promise: PromiseFound | null, found: readonly Found[], words: string): PromiseFound | null {
  if (promise === null) return null;
  const said = (intent: Intent) => found.some((one) => one.intent === intent);
  if (promise.rule === 'promise-bare') return found.some(({ intent }) => intent !== 'acknowledgement') ? null : promise;
  const firm = promise.on.date !== null || promise.on.candidates.length > 0;
  // What has been paid, and what is refused, is not promised, unless a day is named for the rest.
  if (said('paid_already') && !REST.test(words)) return null;
  return said('refusal') && !firm ? null : promise;
}

function told(promise: PromiseFound, folded: Folded): PromiseReading {
  const { amount, on, condition, every, parts } = promise;
  return { amount, on, condition, every, spans: joined(parts.map(([start, end]) => sourceSpan(folded, start, end))) };
}

/** What must be read back: a day or sum that may be another, or a promise beside its denial. */
function isAmbiguous(promise: PromiseReading | null, intents: readonly IntentReading[]): boolean {
  const has = (intent: Intent) => intents.some((one) => one.intent === intent);
  if (promise === null) return has('paid_already') && (has('refusal') || has('hardship'));
  return (promise.on.why !== null && promise.on.why !== 'none') || (promise.amount.kind === 'unknown' && promise.amount.why !== 'none') || has('refusal') || has('paid_already');
}

/** These are a matter of the parser, or of words that only rules may judge. */
const NEVER_BY_MODEL: ReadonlySet<Intent> = new Set(['promise', 'paid_already', 'refusal', 'other']);
/** What protects a person is added to whatever the rules found; the rest is said only where they found nothing. */
const PROTECTIVE: ReadonlySet<Intent> = new Set(['distress', 'stop', 'deceased', 'wrong_person']);
/** Beside what a rule has found the model must be surer than not; but not of distress, where the message says more than the rule may have seen. */
const BESIDE_RULES_FROM = 0.5;
const LONG = 16;

/** Fewer letters say nothing to a model; of those that say something the rules know. A Chinese character weighs two. */
const MODEL_MIN = 4;

let opened: Model | null = null;

/** The likeliest of each label over the whole message and over its sentences: in a long story the point stands in one of them. */
function modelSays(words: string): ReadonlyMap<Label, number> {
  opened ??= openModel(WEIGHTS);
  const said = new Map<Label, number>();
  for (const part of [words, ...sentencesOf(words)]) {
    for (const [label, p] of classify(opened, part)) said.set(label, Math.max(p, said.get(label) ?? 0));
  }
  return said;
}

/** What the model adds to what the rules found: it never takes away. */
function addedByModel(words: string, found: readonly Found[], denied: ReadonlySet<Intent>, spans: readonly Span[]): readonly IntentReading[] {
  const letters = (words.match(/\p{L}/gu) ?? []).reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);
  if (letters < MODEL_MIN || found.some(({ rule }) => rule === 'stop-alone')) return [];
  const said = modelSays(words);
  const known = new Set(found.map(({ intent }) => intent));
  const kinds = [...said.keys()].map(kindOf).filter((kind) => kind !== null);
  return INTENTS.flatMap((intent): readonly IntentReading[] => {
    const p = Math.max(said.get(intent) ?? 0, ...(intent === 'distress' ? kinds.map((kind) => said.get(`distress:${kind}`) ?? 0) : []));
    // What a turn of phrase denies the model does not say either.
    if (p === 0 || known.has(intent) || NEVER_BY_MODEL.has(intent) || denied.has(intent)) return [];
    const from = intent === 'distress' && letters >= LONG ? 0 : BESIDE_RULES_FROM;
    if (known.size > 0 && (!PROTECTIVE.has(intent) || p < from)) return [];
    return [{ intent, ...(intent === 'distress' && kinds.length > 0 ? { kinds } : {}), confidence: Math.round(p * 1_000) / 1_000, spans, by: 'model' }];
  });
}

const NOTHING: IntentReading = { intent: 'other', confidence: 0, spans: [], by: 'rule:none' };

/** Reads one message. Pure and total: any text gives a reading, in time linear in its length. */
export function readMessage(text: string, context: ReadContext): Reading {
  const whole = fold(withoutMailQuote(text.slice(0, READ_MAX)));
  const ours = ownParts(whole, context.own ?? []);
  const folded = without(whole, ours.parts);
  const words = folded.words;
  const left = /[\p{L}\p{N}]/u.test(words) || /\p{Extended_Pictographic}/u.test(words);
  const { found, denied } = findIntents(words);
  if (isStopAlone(words.trim())) found.push({ rule: 'stop-alone', intent: 'stop', confidence: 0.99, start: 0, end: words.length });
  // Whoever sends back nothing but our opt-out line most likely means it.
  else if (!left && ours.footersOnly) found.push({ rule: 'stop-quoted', intent: 'stop', confidence: 0.6, start: 0, end: words.length });
  const promised = keptPromise(findPromise(words, context), found, words);
  if (promised !== null) {
    const [start, end] = promised.parts[0] ?? [0, words.length];
    found.push({ rule: promised.rule, intent: 'promise', confidence: promised.confidence, start, end });
  }
  const promise = promised === null ? null : told(promised, folded);
  const intents = intentsOf(found, folded);
  const added = left ? addedByModel(words, found, denied, joined([sourceSpan(folded, 0, words.length)])) : [];
  const read = [...intents, ...added].sort((a, b) => INTENTS.indexOf(a.intent) - INTENTS.indexOf(b.intent));
  const all = read.length > 0 ? read : [NOTHING];
  return { intents: all, primary: all[0]?.intent ?? 'other', promise, language: languageOf(words), ambiguous: isAmbiguous(promise, all), cut: text.length > READ_MAX };
}
