import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What a reply may mean, in the words of `eval/robot/LABELS.md`. The reader's own names are mapped in `names.ts`. */
export const LABELS = [
  'stop', 'wrong_person', 'dispute', 'complaint', 'distress', 'deceased', 'represented', 'bankruptcy', 'abuse', 'hardship', 'paid_already', 'promise', 'refusal',
  'wants_person', 'who_are_you', 'asks_amount', 'asks_how_to_pay', 'asks_terms', 'callback', 'ack', 'other',
] as const;
export type Label = (typeof LABELS)[number];
export const DISTRESS_LABELS = ['self_harm', 'violence', 'illness', 'death', 'minor'] as const;
export type DistressLabel = (typeof DISTRESS_LABELS)[number];

export interface GoldPromise {
  /** Minor units, two digits; null where none is said. */
  readonly amount: number | null;
  /** `1/2` or `all` where a part is promised instead of a figure. */
  readonly share?: string;
  readonly on: string | null;
  /** Other days that the words may mean: then reading back is right. */
  readonly onAlso?: readonly string[];
  readonly condition: string | null;
}

export interface LabelledReply {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly intents: readonly Label[];
  readonly primary: Label;
  readonly distressKinds: readonly DistressLabel[];
  readonly alsoFine: readonly Label[];
  /** `unlabelled` where the set says nothing of promises. */
  readonly promise: GoldPromise | null | 'unlabelled';
  readonly receivedOn: string;
  readonly hard: boolean;
}

export const NARRATIVE_LABELS = ['stop', 'dispute', 'third_party', 'hardship'] as const;
export type NarrativeLabel = (typeof NARRATIVE_LABELS)[number];
export interface Narrative {
  readonly id: string;
  readonly text: string;
  readonly gold: Readonly<Record<NarrativeLabel, boolean>>;
  readonly evidence: Readonly<Partial<Record<NarrativeLabel, string>>>;
}

export interface LabelledSet {
  readonly path: string;
  /** First twelve digits of the SHA-256 of the file. */
  readonly digest: string;
  readonly replies: readonly LabelledReply[];
  readonly narratives: readonly Narrative[];
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const realDate = (date: unknown): date is string => typeof date === 'string' && DATE.test(date) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
const list = (value: unknown): readonly unknown[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

function oneOf<T extends string>(allowed: readonly T[], value: unknown, what: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`${what} is ${JSON.stringify(value)}; known are ${allowed.join(', ')}`);
  return found;
}

function goldPromise(value: unknown): GoldPromise | null | 'unlabelled' {
  if (value === undefined) return 'unlabelled';
  if (value === null) return null;
  const { amount = null, on = null, condition = null, share, onAlso } = value as Record<string, unknown>;
  if (amount !== null && !(Number.isSafeInteger(amount) && (amount as number) > 0)) throw new Error('promise.amount is not a positive whole number of minor units');
  if (on !== null && !realDate(on)) throw new Error('promise.on is not a date that exists (YYYY-MM-DD)');
  if (!list(onAlso).every(realDate)) throw new Error('promise.onAlso has a date that does not exist');
  if (condition !== null && typeof condition !== 'string') throw new Error('promise.condition is not text');
  if (share !== undefined && !/^(all|minimum|\d+\/\d+)$/.test(String(share))) throw new Error('promise.share is all, minimum or a fraction');
  return {
    amount: amount as number | null, on: on as string | null, condition: condition as string | null,
    ...(share === undefined ? {} : { share: String(share) }), ...(onAlso === undefined ? {} : { onAlso: list(onAlso) as readonly string[] }),
  };
}

function reply(line: Readonly<Record<string, unknown>>, lang: string): LabelledReply {
  const intents = list(line['intents']).map((intent) => oneOf(LABELS, intent, 'intents'));
  const first = intents[0];
  if (first === undefined) throw new Error('intents is empty');
  const receivedOn = line['receivedOn'] ?? '2026-11-10';
  if (!realDate(receivedOn)) throw new Error('receivedOn is not a date that exists (YYYY-MM-DD)');
  return {
    id: String(line['id']), text: String(line['text']), lang: String(line['lang'] ?? lang), intents, receivedOn,
    primary: line['primary'] === undefined ? first : oneOf(intents, line['primary'], 'primary'),
    distressKinds: list(line['distress_kind']).map((kind) => oneOf(DISTRESS_LABELS, kind, 'distress_kind')),
    alsoFine: list(line['alsoFine']).map((intent) => oneOf(LABELS, intent, 'alsoFine')),
    promise: goldPromise(line['promise']), hard: line['note'] === 'hard negative',
  };
}

function narrative(line: Readonly<Record<string, unknown>>): Narrative {
  const gold = Object.fromEntries(NARRATIVE_LABELS.map((label) => {
    if (typeof line[label] !== 'boolean') throw new Error(`${label} is not true or false`);
    return [label, line[label]];
  })) as Record<NarrativeLabel, boolean>;
  return { id: String(line['id']), text: String(line['text']), gold, evidence: (line['evidence'] ?? {}) as Narrative['evidence'] };
}

/**
 * Reads a labelled set: one JSON object a line, either replies (`intents`) or narratives (booleans), mixed at will. What may be left out:
 * `primary` (the first intent), `lang` (by the file's name, else `?`), `promise`, `receivedOn`. Throws with the line's number and what is wrong with it.
 */
export function readLabelledSet(path: string): LabelledSet {
  const bytes = readFileSync(path);
  const replies: LabelledReply[] = [];
  const narratives: Narrative[] = [];
  const lang = /(?:^|\/)(zh|en)[^/]*$/.exec(path)?.[1] ?? '?';
  bytes.toString('utf8').split('\n').forEach((text, i) => {
    if (text.trim() === '') return;
    try {
      const line = JSON.parse(text) as Record<string, unknown>;
      if (typeof line['id'] !== 'string' || typeof line['text'] !== 'string') throw new Error('id and text must be there');
      if (line['intents'] === undefined) narratives.push(narrative(line));
      else replies.push(reply(line, lang));
    } catch (error) {
      throw new Error(`${path}:${i + 1}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  });
  return { path, digest: createHash('sha256').update(bytes).digest('hex').slice(0, 12), replies, narratives };
}

/** The sets that stand in the repository, in the order of the page. */
export const OWN_SETS = ['eval/robot/test/zh.jsonl', 'eval/robot/test/en.jsonl', 'eval/robot/cfpb.jsonl'] as const;
