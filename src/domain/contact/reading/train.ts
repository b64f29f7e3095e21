import { BUCKETS, featuresOf } from './features.js';
import { probabilities, type Model } from './model.js';
import { fold } from './normalise.js';
import { INTENTS, type Intent } from './reading.js';

export interface Phrase {
  readonly words: string;
  readonly intent: Intent;
}

/** Training phrases: a line `# intent`, then a phrase a line. Throws on an intent that is none, with its line. */
export function readPhrases(text: string): readonly Phrase[] {
  let intent: Intent | null = null;
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    if (!line.startsWith('# ')) {
      if (intent === null) throw new Error(`line ${i + 1}: a phrase before any "# intent"`);
      return [{ words: fold(line).words, intent }];
    }
    intent = INTENTS.find((one) => one === line.slice(2).trim()) ?? null;
    if (intent === null) throw new Error(`line ${i + 1}: "${line.slice(2)}" is not an intent`);
    return [];
  });
}

const EPOCHS = 25;
const RATE = 2;
const DECAY = 1e-5;
/** One in so many phrases is held out to fit the temperature. */
const HELD_OUT = 5;

/** The same order every time: a linear congruential generator (Numerical Recipes) in a Fisher–Yates shuffle. */
function shuffled(count: number, seed: number): readonly number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = seed >>> 0;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

type Example = readonly [features: ReadonlyMap<number, number>, intent: number, weight: number];

function examplesOf(phrases: readonly Phrase[]): readonly Example[] {
  const counts = new Map<Intent, number>();
  for (const { intent } of phrases) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  const mean = phrases.length / counts.size;
  // Few phrases weigh more, or a rare intent would never be said.
  return phrases.map(({ words, intent }) => [featuresOf(words), INTENTS.indexOf(intent), Math.sqrt(mean / (counts.get(intent) ?? 1))]);
}

function fit(examples: readonly Example[]): Model {
  const weights = INTENTS.map(() => new Float64Array(BUCKETS));
  const bias = INTENTS.map(() => 0);
  const model = { weights, bias, temperature: 1 };
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE / (1 + epoch / 10);
    for (const at of shuffled(examples.length, 20261124 + epoch)) {
      const [features, intent, weight] = examples[at] as Example;
      const p = probabilities(model, features);
      for (let k = 0; k < INTENTS.length; k += 1) {
        const error = ((p[k] ?? 0) - (k === intent ? 1 : 0)) * weight;
        if (Math.abs(error) < 1e-4) continue;
        const row = weights[k] as Float64Array;
        bias[k] = (bias[k] ?? 0) - rate * error * 0.05;
        for (const [i, x] of features) row[i] = (row[i] ?? 0) * (1 - rate * DECAY) - rate * error * x;
      }
    }
  }
  return model;
}

function loss(model: Model, held: readonly Example[]): number {
  return held.reduce((sum, [features, intent]) => sum - Math.log(Math.max(1e-9, probabilities(model, features)[intent] ?? 0)), 0);
}

/**
 * Trains on all phrases; the temperature is the one, of a fixed list, under which a model trained without every fifth phrase tells best how
 * sure it may be of those. Deterministic: the same phrases give the same bytes.
 */
export function train(phrases: readonly Phrase[]): Model {
  const examples = examplesOf(phrases);
  const held = examples.filter((_, i) => i % HELD_OUT === 0);
  const part = fit(examples.filter((_, i) => i % HELD_OUT !== 0));
  const tried = Array.from({ length: 30 }, (_, i) => 0.4 + i * 0.1).map((temperature) => [temperature, loss({ ...part, temperature }, held)] as const);
  const [temperature] = tried.reduce((a, b) => (b[1] < a[1] ? b : a));
  return { ...fit(examples), temperature };
}
