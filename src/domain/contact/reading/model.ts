import { fromBase64, toBase64 } from './base64.js';
import { BUCKETS, featuresOf } from './features.js';
import { DISTRESS_KINDS, INTENTS, type DistressKind, type Intent } from './reading.js';

/** What is told apart: each intent, and of distress each kind. Several may be true at once. */
export const LABELS = [...INTENTS, ...DISTRESS_KINDS.map((kind) => `distress:${kind}` as const)] as const;
export type Label = (typeof LABELS)[number];

/** Logistic regression over hashed n-grams, one for each label, and for each from where on it is said. */
export interface Model {
  /** By bucket, then label. */
  readonly weights: Float32Array;
  readonly bias: readonly number[];
  /** Platt's two numbers of each label, fitted on phrases that were held out: of what is said with 0.8 about eight in ten are right. */
  readonly calibration: readonly (readonly [slope: number, offset: number])[];
  /** Calibrated probability from which a label counts; chosen on held-out phrases. */
  readonly from: readonly number[];
}

/** A model as it is stored: eight bits a weight, base64. */
export interface StoredModel {
  readonly buckets: number;
  readonly labels: readonly string[];
  readonly bias: readonly number[];
  readonly calibration: readonly (readonly [number, number])[];
  readonly from: readonly number[];
  readonly scale: readonly number[];
  readonly data: string;
}

const L = LABELS.length;

/** Weights as bytes, each label by its own scale. */
export function storedModel(model: Model): StoredModel {
  const scale = LABELS.map((_, k) => {
    let most = 1e-9;
    for (let i = k; i < model.weights.length; i += L) most = Math.max(most, Math.abs(model.weights[i] ?? 0));
    return most / 127;
  });
  const bytes = Uint8Array.from(model.weights, (w, i) => Math.round(w / (scale[i % L] ?? 1)) & 255);
  const short = (x: number) => Number(x.toPrecision(5));
  return {
    buckets: BUCKETS, labels: LABELS, bias: model.bias.map(short), calibration: model.calibration.map(([a, b]) => [short(a), short(b)] as const), from: model.from.map(short), scale: scale.map(short), data: toBase64(bytes),
  };
}

/** Throws when it was built for other labels or another hash: it must be trained anew. */
export function openModel(stored: StoredModel): Model {
  if (stored.buckets !== BUCKETS || stored.labels.join() !== LABELS.join()) throw new Error('the stored model is of other labels: run `npm run train:robot`');
  const bytes = fromBase64(stored.data);
  const weights = Float32Array.from(bytes, (byte, i) => ((byte << 24) >> 24) * (stored.scale[i % L] ?? 0));
  return { weights, bias: stored.bias, calibration: stored.calibration, from: stored.from };
}

/** The score of each label before it is calibrated, in the order of {@link LABELS}. */
export function scores({ weights, bias }: Pick<Model, 'weights' | 'bias'>, features: Int32Array): Float64Array {
  const sums = new Float64Array(L);
  for (const feature of features) for (let k = 0, at = feature * L; k < L; k += 1, at += 1) sums[k] = (sums[k] ?? 0) + (weights[at] ?? 0);
  const size = Math.sqrt(features.length) || 1;
  for (let k = 0; k < L; k += 1) sums[k] = (sums[k] ?? 0) / size + (bias[k] ?? 0);
  return sums;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** What the model says of some folded words: each label that counts, with its calibrated probability. */
export function classify(model: Model, words: string): ReadonlyMap<Label, number> {
  const features = featuresOf(words);
  const said = new Map<Label, number>();
  if (features.length === 0) return said;
  scores(model, features).forEach((score, k) => {
    const [slope, offset] = model.calibration[k] ?? [1, 0];
    const p = sigmoid(slope * score + offset);
    if (p >= (model.from[k] ?? 1)) said.set(LABELS[k] as Label, p);
  });
  return said;
}

export const kindOf = (label: Label): DistressKind | null => DISTRESS_KINDS.find((kind) => label === `distress:${kind}`) ?? null;
export const intentOf = (label: Label): Intent => INTENTS.find((intent) => label === intent) ?? 'distress';
