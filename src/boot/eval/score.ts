import { readMessage } from '../../domain/contact/reading/read-message.js';
import type { Intent, PromiseReading, Reading } from '../../domain/contact/reading/reading.js';
import { DISTRESS_LABELS, LABELS, NARRATIVE_LABELS, type DistressLabel, type GoldPromise, type Label, type LabelledReply, type Narrative, type NarrativeLabel } from './labelled.js';
import { wilson, type Share } from './wilson.js';

/** The reader's names where they differ from the labels'. A change of address or language is `other` to the labels. */
const SAME: Partial<Record<Intent, Label>> = { callback_time: 'callback', acknowledgement: 'ack', change_contact: 'other', change_language: 'other' };
export const labelOf = (intent: Intent): Label => SAME[intent] ?? (intent as Label);

/** Labels whose miss does harm: contact goes on that must end. */
export const PROTECTIVE = ['stop', 'wrong_person', 'distress'] as const satisfies readonly Label[];

export interface Judged {
  readonly gold: LabelledReply;
  readonly reading: Reading;
  readonly found: ReadonlySet<Label>;
}

export function judge(replies: readonly LabelledReply[]): readonly Judged[] {
  return replies.map((gold) => {
    const reading = readMessage(gold.text, { receivedOn: gold.receivedOn });
    return { gold, reading, found: new Set(reading.intents.map(({ intent }) => labelOf(intent))) };
  });
}

export interface LabelScore {
  readonly label: Label;
  readonly recall: Share;
  /** Of what was read so, how much is so; readings that are `alsoFine` are left out. */
  readonly precision: Share;
  readonly missed: readonly LabelledReply[];
}

export function scoreLabels(judged: readonly Judged[]): readonly LabelScore[] {
  return LABELS.map((label) => {
    const true_ = judged.filter(({ gold }) => gold.intents.includes(label));
    const missed = true_.filter(({ found }) => !found.has(label)).map(({ gold }) => gold);
    const read = judged.filter(({ gold, found }) => found.has(label) && !gold.alsoFine.includes(label));
    return { label, recall: wilson(true_.length - missed.length, true_.length), precision: wilson(read.filter(({ gold }) => gold.intents.includes(label)).length, read.length), missed };
  });
}

/** Of messages whose first meaning is known, how many were answered by it first. */
export const scorePrimary = (judged: readonly Judged[]): Share => wilson(judged.filter(({ gold, reading }) => labelOf(reading.primary) === gold.primary).length, judged.length);

/** Share that the reader knows nothing of, and so hands to a person. */
export const handedOver = (judged: readonly Judged[]): Share => wilson(judged.filter(({ reading }) => reading.primary === 'other').length, judged.length);
/** Share of which something must be read back before anything is built on it. */
export const readBack = (judged: readonly Judged[]): Share => wilson(judged.filter(({ reading }) => reading.ambiguous).length, judged.length);
/** Of the messages that are not `other`, how many are handed over all the same. */
export const handedOverNeedlessly = (judged: readonly Judged[]): Share => handedOver(judged.filter(({ gold }) => !gold.intents.includes('other')));

export function scoreDistress(judged: readonly Judged[]): readonly { readonly kind: DistressLabel; readonly alerted: Share; readonly named: Share }[] {
  return DISTRESS_LABELS.map((kind) => {
    const of = judged.filter(({ gold }) => gold.distressKinds.includes(kind));
    const named = of.filter(({ reading }) => reading.intents.some(({ intent, kinds }) => intent === 'distress' && (kinds ?? []).includes(kind)));
    return { kind, alerted: wilson(of.filter(({ found }) => found.has('distress')).length, of.length), named: wilson(named.length, of.length) };
  });
}

function amountRight(gold: GoldPromise, { amount }: PromiseReading): boolean {
  if (gold.share === 'all') return amount.kind === 'all' || (amount.kind === 'share' && amount.numerator === amount.denominator);
  if (gold.share === 'minimum') return amount.kind === 'minimum';
  if (gold.share !== undefined) return amount.kind === 'share' && `${amount.numerator}/${amount.denominator}` === gold.share;
  if (gold.amount !== null) return amount.kind === 'minor' && amount.minor === gold.amount;
  // Nothing was said of how much: "all" is a fair reading, a figure is not.
  return amount.kind === 'unknown' || amount.kind === 'all';
}

function dayRight(gold: GoldPromise, { on }: PromiseReading): boolean {
  if (gold.on === null) return on.date === null;
  const days = [gold.on, ...(gold.onAlso ?? [])];
  if (on.date !== null) return days.includes(on.date);
  // Where the words leave it open, giving the days to choose from is right, and guessing is not asked for.
  return days.length > 1 && days.some((day) => on.candidates.includes(day));
}

export interface PromiseScore {
  readonly seen: Share;
  readonly amount: Share;
  readonly date: Share;
  readonly condition: Share;
  readonly whole: Share;
  /** A day or an amount that was taken as certain and is wrong: what does harm. */
  readonly wrongAndCertain: Share;
  readonly faults: readonly { readonly id: string; readonly what: readonly string[] }[];
}

/** Over the messages that promise: one that was not seen counts against every part. */
export function scorePromises(judged: readonly Judged[]): PromiseScore {
  const rows = judged.flatMap(({ gold, reading }) => {
    if (gold.promise === null || gold.promise === 'unlabelled') return [];
    const read = reading.promise;
    if (read === null) return [{ id: gold.id, seen: false, amount: false, date: false, condition: false, wrong: false }];
    const amount = amountRight(gold.promise, read);
    const date = dayRight(gold.promise, read);
    return [{ id: gold.id, seen: true, amount, date, condition: (read.condition !== null) === (gold.promise.condition !== null), wrong: (!amount && read.amount.kind === 'minor') || (!date && read.on.date !== null) }];
  });
  const share = (test: (row: (typeof rows)[number]) => boolean) => wilson(rows.filter(test).length, rows.length);
  return {
    seen: share(({ seen }) => seen), amount: share(({ amount }) => amount), date: share(({ date }) => date), condition: share(({ condition }) => condition),
    whole: share(({ amount, date }) => amount && date), wrongAndCertain: share(({ wrong }) => wrong),
    faults: rows.filter(({ amount, date }) => !amount || !date).map(({ id, seen, amount, date }) => ({ id, what: seen ? [...(amount ? [] : ['amount']), ...(date ? [] : ['day'])] : ['not seen'] })),
  };
}

export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly said: number;
  readonly right: Share;
}

const EDGES = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.000_001];

/** Reliability: of the readings said with so much confidence, how many are so (`alsoFine` counts as so). One table for each kind of author; `other` claims nothing and is left out. */
export function calibration(judged: readonly Judged[], by: 'rule' | 'model'): { readonly bins: readonly Bin[]; readonly error: number | null } {
  const said = judged.flatMap(({ gold, reading }) => reading.intents.filter((one) => one.by.startsWith(by) && one.intent !== 'other').map(({ intent, confidence }) => {
    const label = labelOf(intent);
    return { confidence, right: gold.intents.includes(label) || gold.alsoFine.includes(label) };
  }));
  const bins = EDGES.slice(0, -1).flatMap((low, i): readonly Bin[] => {
    const high = EDGES[i + 1] ?? 1;
    const within = said.filter(({ confidence }) => confidence >= low && confidence < high);
    if (within.length === 0) return [];
    return [{ low, high: Math.min(1, high), n: within.length, said: within.reduce((sum, { confidence }) => sum + confidence, 0) / within.length, right: wilson(within.filter(({ right }) => right).length, within.length) }];
  });
  const error = said.length === 0 ? null : bins.reduce((sum, bin) => sum + (bin.n / said.length) * Math.abs(bin.said - (bin.right.share ?? 0)), 0);
  return { bins, error };
}

/** What a reading says of a narrative. The reader has no word for third parties: being pursued for another's debt, or a complaint, is the nearest. */
const NARRATIVE_READING: Readonly<Record<NarrativeLabel, readonly Label[]>> = { stop: ['stop'], dispute: ['dispute', 'paid_already'], third_party: ['wrong_person', 'complaint'], hardship: ['hardship'] };

export interface NarrativeScore {
  readonly label: NarrativeLabel;
  readonly recall: Share;
  readonly precision: Share;
  readonly missed: readonly string[];
}

export function scoreNarratives(narratives: readonly Narrative[], receivedOn: string): readonly NarrativeScore[] {
  const read = narratives.map(({ id, text, gold }) => ({ id, gold, found: new Set(readMessage(text, { receivedOn }).intents.map(({ intent }) => labelOf(intent))) }));
  return NARRATIVE_LABELS.map((label) => {
    const says = ({ found }: (typeof read)[number]) => NARRATIVE_READING[label].some((one) => found.has(one));
    const true_ = read.filter(({ gold }) => gold[label]);
    const said = read.filter(says);
    return { label, recall: wilson(true_.filter(says).length, true_.length), precision: wilson(said.filter(({ gold }) => gold[label]).length, said.length), missed: true_.filter((one) => !says(one)).map(({ id }) => id) };
  });
}
