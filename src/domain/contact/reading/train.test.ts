import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classify, fromBase64, openModel, storedModel, toBase64 } from './model.js';
import { INTENTS } from './reading.js';
import { readPhrases, train } from './train.js';
import { WEIGHTS } from './weights.js';

const folder = new URL('./training/', import.meta.url);
const phrases = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().flatMap((name) => readPhrases(readFileSync(new URL(name, folder), 'utf8')));

describe('the model', () => {
  it('is what its training phrases make, to the byte', () => {
    expect(storedModel(train(phrases))).toEqual(WEIGHTS);
  }, 30_000);
  it('has phrases of every intent', () => {
    expect(INTENTS.filter((intent) => !phrases.some((one) => one.intent === intent))).toEqual([]);
  });
  it('tells what it was taught, and is unsure of what it was not', () => {
    const model = openModel(WEIGHTS);
    const right = phrases.filter(({ words, intent }) => classify(model, words).intent === intent);
    expect(right.length / phrases.length).toBeGreaterThan(0.95);
    expect(classify(model, 'qwzx vbnm').confidence).toBeLessThan(0.6);
  });
  it('of other intents is refused', () => {
    expect(() => openModel({ ...WEIGHTS, intents: ['stop'] })).toThrow(/train:robot/);
  });
  it.each([[[]], [[0]], [[0, 255]], [[1, 2, 3]], [[255, 254, 253, 252]]])('bytes %j survive base64', (bytes) => {
    expect([...fromBase64(toBase64(Uint8Array.from(bytes)))]).toEqual(bytes);
    expect(toBase64(Uint8Array.from(bytes))).toBe(Buffer.from(bytes).toString('base64'));
  });
  it.each([['a phrase', /before any/], ['# nonsense\nx', /not an intent/]])('phrases %j are refused with the line', (text, why) => expect(() => readPhrases(text)).toThrow(why));
});
