import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64.js';
import { classify, LABELS, openModel, storedModel } from './model.js';
import { readLabelled, readPhrases, train } from './train.js';
import { WEIGHTS } from './weights.js';

const folder = new URL('./training/', import.meta.url);
const phrases = readdirSync(folder).sort().flatMap((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return name.endsWith('.txt') ? readPhrases(text) : readLabelled(text);
});

describe('the model', () => {
  it('is what its training phrases make, to the byte', () => {
    expect(storedModel(train(phrases))).toEqual(WEIGHTS);
  }, 120_000);
  it('has phrases of every label', () => {
    expect(LABELS.filter((label) => !phrases.some(({ labels }) => labels.includes(label)))).toEqual([]);
  });
  it('finds nearly all that it was taught of what protects, and hears nothing in noise', () => {
    const model = openModel(WEIGHTS);
    for (const label of ['distress', 'stop', 'wrong_person'] as const) {
      const taught = phrases.filter(({ labels }) => labels.includes(label));
      const found = taught.filter(({ words }) => [...classify(model, words).keys()].some((one) => one === label || (label === 'distress' && one.startsWith('distress:'))));
      expect(found.length / taught.length, label).toBeGreaterThan(0.97);
    }
    expect([...classify(model, '').keys()]).toEqual([]);
  });
  it('of other labels is refused', () => {
    expect(() => openModel({ ...WEIGHTS, labels: ['stop'] })).toThrow(/train:robot/);
  });
  it.each([[[]], [[0]], [[0, 255]], [[1, 2, 3]], [[255, 254, 253, 252]]])('bytes %j survive base64', (bytes) => {
    expect([...fromBase64(toBase64(Uint8Array.from(bytes)))]).toEqual(bytes);
    expect(toBase64(Uint8Array.from(bytes))).toBe(Buffer.from(bytes).toString('base64'));
  });
  it.each([['a phrase', /before any/], ['# nonsense\nx', /not an intent/]])('phrases %j are refused with the line', (text, why) => expect(() => readPhrases(text)).toThrow(why));
  it.each([['{"text":"x"}', /line 1: a phrase has/], ['{"text":"x","intents":["stop"]}\n{"text":"y","intents":["nonsense"]}', /line 2: "nonsense"/], ['no', /JSON/]])('labelled lines %j are refused', (text, why) => expect(() => readLabelled(text)).toThrow(why));
});
