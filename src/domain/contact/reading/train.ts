import { BUCKETS, featuresOf } from './features.js';
import { kindOf, LABELS, scores, sigmoid, type Label, type Model } from './model.js';
import { fold } from './normalise.js';
import { DISTRESS_KINDS, INTENTS, type Intent } from './reading.js';

/** A training phrase, folded, and all that is true of it. */
export interface Phrase {
  readonly words: string;
  readonly labels: readonly Label[];
}

const NAMES: Readonly<Record<string, Intent>> = { ack: 'acknowledgement', callback: 'callback_time' };

function intentNamed(name: string, where: string): Intent {
  const intent = INTENTS.find((one) => one === (NAMES[name] ?? name));
  if (intent === undefined) throw new Error(`${where}: "${name}" is not an intent`);
  return intent;
}

/** Training phrases: a line `# intent`, then a phrase a line. Throws on an intent that is none, with its line. */
export function readPhrases(text: string): readonly Phrase[] {
  let intent: Intent | null = null;
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    if (!line.startsWith('# ')) {
      if (intent === null) throw new Error(`line ${i + 1}: a phrase before any "# intent"`);
      return [{ words: fold(line).words, labels: [intent] }];
    }
    intent = intentNamed(line.slice(2).trim(), `line ${i + 1}`);
    return [];
  });
}

/** Labelled lines: `text`, `intents`, and with distress `distress_kind`. Throws on a line that is none, with its number. */
export function readLabelled(text: string): readonly Phrase[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const where = `line ${i + 1}`;
    const { text: said, intents, distress_kind: kind } = JSON.parse(line) as { readonly text: string; readonly intents: readonly string[]; readonly distress_kind?: string };
    if (typeof said !== 'string' || !Array.isArray(intents) || intents.length === 0) throw new Error(`${where}: a phrase has a text and intents`);
    const kinds = DISTRESS_KINDS.filter((one) => one === kind).map((one): Label => `distress:${one}`);
    return [{ words: fold(said).words, labels: [...intents.map((name) => intentNamed(name, where)), ...kinds] }];
  });
}

const EPOCHS = 8;
const RATE = 0.2;
/** Pull towards nought, a step, on the weights that a phrase touches. */
const DECAY = 5e-3;
const FOLDS = 5;
const L = LABELS.length;

interface Example {
  readonly features: Int32Array;
  readonly truth: Uint8Array;
  readonly fold: number;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const UNKNOWN = 2;

/** Distress whose kind nobody stated is evidence neither for nor against any kind. */
function truthOf(label: Label, labels: readonly Label[]): number {
  if (labels.includes(label)) return 1;
  return kindOf(label) !== null && labels.includes('distress') && !labels.some((one) => kindOf(one) !== null) ? UNKNOWN : 0;
}

const examplesOf = (phrases: readonly Phrase[]): readonly Example[] => phrases.map(({ words, labels }) => ({
  features: featuresOf(words), truth: Uint8Array.from(LABELS, (label) => truthOf(label, labels)), fold: hashOf(words) % FOLDS,
}));

/** The same order every time: a linear congruential generator (Numerical Recipes) in a Fisher–Yates shuffle. */
function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  let state = seed >>> 0;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

/** AdaGrad (Duchi et al. 2011): what is seldom seen moves further. */
function fit(examples: readonly Example[]): Pick<Model, 'weights' | 'bias'> {
  const weights = new Float32Array(BUCKETS * L);
  const moved = new Float32Array(BUCKETS * L).fill(1e-3);
  const bias = LABELS.map(() => -2);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const at of shuffled(examples.length, 20261124 + epoch)) {
      const { features, truth } = examples[at] as Example;
      const errors = scores({ weights, bias }, features).map((score, k) => (truth[k] === UNKNOWN ? 0 : sigmoid(score) - (truth[k] ?? 0)));
      const size = 1 / (Math.sqrt(features.length) || 1);
      for (let k = 0; k < L; k += 1) bias[k] = (bias[k] ?? 0) - 0.02 * (errors[k] ?? 0);
      for (const feature of features) {
        for (let k = 0, i = feature * L; k < L; k += 1, i += 1) {
          const gradient = (errors[k] ?? 0) * size + DECAY * (weights[i] ?? 0);
          moved[i] = (moved[i] ?? 0) + gradient * gradient;
          weights[i] = (weights[i] ?? 0) - (RATE * gradient) / Math.sqrt(moved[i] ?? 1);
        }
      }
    }
  }
  return { weights, bias };
}

type Held = readonly (readonly [score: number, truth: number])[];

/** Platt's scaling by gradient descent on held-out scores. */
function calibrated(held: Held): readonly [number, number] {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < 300; step += 1) {
    let [ds, d0] = [0, 0];
    for (const [score, truth] of held) {
      const error = sigmoid(slope * score + offset) - truth;
      ds += error * score;
      d0 += error;
    }
    slope = Math.max(0.05, slope - (0.5 * ds) / held.length);
    offset -= (0.5 * d0) / held.length;
  }
  return [slope, offset];
}

/**
 * Of these a miss harms the person: they are said as soon as the false alarms among held-out phrases, many of which were chosen to tempt,
 * stay within this share. Deaths of borrowers are rare, so the same share of alarms would drown them.
 */
const FALSE_ALARMS: Readonly<Partial<Record<Label, number>>> = {
  distress: 0.05, stop: 0.05, wrong_person: 0.05, deceased: 0.015, ...Object.fromEntries(DISTRESS_KINDS.map((kind) => [`distress:${kind}`, 0.05])),
};

/** From which probability a label is said: of what protects, as low as the false alarms allow; of the rest, where errors of both kinds weigh the least. */
function saidFrom(label: Label, [slope, offset]: readonly [number, number], held: Held): number {
  const of = (wanted: number) => held.filter(([, truth]) => truth === wanted).map(([score]) => sigmoid(slope * score + offset)).sort((a, b) => b - a);
  const [right, wrong] = [of(1), of(0)];
  if (right.length === 0) return 1;
  const alarms = FALSE_ALARMS[label];
  if (alarms !== undefined) return Math.min(0.5, wrong[Math.floor(wrong.length * alarms)] ?? 0.5);
  const f1 = (t: number) => {
    const hits = right.filter((p) => p >= t).length;
    return hits / (right.length + hits + wrong.filter((p) => p >= t).length || 1);
  };
  return Array.from({ length: 17 }, (_, i) => 0.1 + i * 0.05).reduce((best, t) => (f1(t) > f1(best) ? t : best), 0.5);
}

/**
 * Trains on all phrases. How far a score may be believed, and from where on a label is said, follow from phrases held out: five times a
 * fifth. Deterministic: the same phrases give the same bytes.
 */
export function train(phrases: readonly Phrase[]): Model {
  const examples = examplesOf(phrases);
  const held: (readonly [number, number])[][] = LABELS.map(() => []);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const part = fit(examples.filter((one) => one.fold !== fold));
    for (const { features, truth } of examples.filter((one) => one.fold === fold)) scores(part, features).forEach((score, k) => {
      if (truth[k] !== UNKNOWN) held[k]?.push([score, truth[k] ?? 0]);
    });
  }
  const calibration = held.map(calibrated);
  return { ...fit(examples), calibration, from: LABELS.map((label, k) => saidFrom(label, calibration[k] ?? [1, 0], held[k] ?? [])) };
}
