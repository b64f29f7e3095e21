import { BUCKETS, featuresOf } from './features.js';
import { INTENTS, type Intent } from './reading.js';

/** Multinomial logistic regression over hashed n-grams: a row of weights for each intent, and what its scores are divided by to be probabilities. */
export interface Model {
  readonly weights: readonly Float64Array[];
  readonly bias: readonly number[];
  /** Fitted on held-out training phrases, so that of what is said with 0.8 about eight in ten are right. */
  readonly temperature: number;
}

/** A model as it is stored: eight bits a weight, base64. */
export interface StoredModel {
  readonly buckets: number;
  readonly intents: readonly string[];
  readonly temperature: number;
  readonly bias: readonly number[];
  readonly scale: readonly number[];
  readonly data: string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648, section 4), padded; the pure floors have no Buffer. */
export function toBase64(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1], bytes[i + 2]];
    const all = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out.push(LETTERS[(all >> 18) & 63] ?? '', LETTERS[(all >> 12) & 63] ?? '', b === undefined ? '=' : (LETTERS[(all >> 6) & 63] ?? ''), c === undefined ? '=' : (LETTERS[all & 63] ?? ''));
  }
  return out.join('');
}

/** The reverse of {@link toBase64}; what is no letter of it counts as zero bits. */
export function fromBase64(text: string): Uint8Array {
  const codes = new Uint8Array(128);
  for (let i = 0; i < 64; i += 1) codes[LETTERS.charCodeAt(i)] = i;
  const bare = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((bare.length * 3) / 4));
  for (let i = 0, at = 0; i < bare.length; i += 4) {
    const code = (k: number): number => codes[bare.charCodeAt(i + k) & 127] ?? 0;
    const all = (code(0) << 18) | (code(1) << 12) | ((i + 2 < bare.length ? code(2) : 0) << 6) | (i + 3 < bare.length ? code(3) : 0);
    for (const shift of [16, 8, 0]) if (at < bytes.length) bytes[at++] = (all >> shift) & 255;
  }
  return bytes;
}

/** Weights as bytes, each row by its own scale. */
export function storedModel(model: Model): StoredModel {
  const scale = model.weights.map((row) => row.reduce((most, w) => Math.max(most, Math.abs(w)), 1e-9) / 127);
  const bytes = new Uint8Array(model.weights.length * BUCKETS);
  model.weights.forEach((row, k) => row.forEach((w, i) => { bytes[k * BUCKETS + i] = Math.round(w / (scale[k] ?? 1)) & 255; }));
  const short = (x: number) => Number(x.toPrecision(6));
  return { buckets: BUCKETS, intents: INTENTS, temperature: short(model.temperature), bias: model.bias.map(short), scale: scale.map(short), data: toBase64(bytes) };
}

/** Throws when it was built for other intents or another hash: it must be trained anew. */
export function openModel(stored: StoredModel): Model {
  if (stored.buckets !== BUCKETS || stored.intents.join() !== INTENTS.join()) throw new Error('the stored model is of other intents: run `npm run train:robot`');
  const bytes = fromBase64(stored.data);
  const weights = INTENTS.map((_, k) => Float64Array.from({ length: BUCKETS }, (__, i) => (((bytes[k * BUCKETS + i] ?? 0) << 24) >> 24) * (stored.scale[k] ?? 0)));
  return { weights, bias: stored.bias, temperature: stored.temperature };
}

/** How likely each of {@link INTENTS} is, in their order; they add up to one. */
export function probabilities(model: Model, features: ReadonlyMap<number, number>): readonly number[] {
  const scores = model.weights.map((row, k) => {
    let sum = model.bias[k] ?? 0;
    for (const [i, x] of features) sum += (row[i] ?? 0) * x;
    return sum / model.temperature;
  });
  const most = Math.max(...scores);
  const exp = scores.map((score) => Math.exp(score - most));
  const total = exp.reduce((a, b) => a + b, 0);
  return exp.map((x) => x / total);
}

/** The likeliest intent of folded words, with its calibrated confidence. */
export function classify(model: Model, words: string): { readonly intent: Intent; readonly confidence: number } {
  const features = featuresOf(words);
  if (features.size === 0) return { intent: 'other', confidence: 1 };
  const all = probabilities(model, features);
  const best = all.reduce((k, p, i) => (p > (all[k] ?? 0) ? i : k), 0);
  return { intent: INTENTS[best] ?? 'other', confidence: all[best] ?? 0 };
}
