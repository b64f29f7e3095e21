import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../../src/boot/eval/score.js';
import type { Label } from '../../src/boot/eval/labelled.js';
import { readMessage } from '../../src/domain/contact/reading/read-message.js';
import type { Reading } from '../../src/domain/contact/reading/reading.js';

interface Attack {
  readonly id: string;
  readonly text: string;
  readonly must: readonly Label[];
  readonly mustNot: readonly Label[];
  readonly note?: string;
  readonly promise?: { readonly amount: number; readonly on: string };
  /** No amount, no day, no other amount than this, or nothing at all may be taken as certain. */
  readonly noAmount?: true;
  readonly noDate?: true;
  readonly onlyAmount?: number;
  readonly certain?: false;
}

const context = { receivedOn: '2026-11-10' };
const attacks: readonly Attack[] = readFileSync('eval/robot/adversarial.jsonl', 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Attack);

function faults(attack: Attack, { intents, promise, ambiguous }: Reading): readonly string[] {
  const found = new Set(intents.map(({ intent }) => labelOf(intent)));
  const amount = promise?.amount.kind === 'minor' ? promise.amount.minor : null;
  const day = promise?.on.date ?? null;
  const { promise: due, onlyAmount } = attack;
  return [
    ...attack.must.filter((label) => !found.has(label)).map((label) => `must be ${label}`),
    ...attack.mustNot.filter((label) => found.has(label)).map((label) => `must not be ${label}`),
    ...(due !== undefined && amount !== due.amount ? [`amount ${amount}`] : []), ...(due !== undefined && day !== due.on ? [`day ${day}`] : []),
    ...(attack.noAmount === true && amount !== null ? [`amount ${amount} is certain`] : []), ...(attack.noDate === true && day !== null ? [`day ${day} is certain`] : []),
    ...(onlyAmount !== undefined && amount !== null && amount !== onlyAmount ? [`amount ${amount}`] : []),
    ...(attack.certain === false && amount !== null && day !== null && !ambiguous ? ['all is certain'] : []),
  ];
}

/** Attacks that the reader does not hold against yet. May only shrink: strike out what is held. */
const OPEN: readonly string[] = [
  'adv-080', 'adv-089', 'adv-116', 'adv-172', 'adv-173', 'adv-177', 'adv-185', 'adv-235', 'adv-236', 'adv-239', 'adv-240', 'adv-241', 'adv-242', 'adv-243',
];

describe('attacks in a reply', () => {
  it('are many, and STOP in its forms more than eighty', () => {
    expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
    expect(attacks.filter(({ note }) => note === 'a common form of STOP').length).toBeGreaterThan(80);
  });
  it.each(attacks.filter(({ id }) => !OPEN.includes(id)))('$id: $note', (attack) => {
    expect(faults(attack, readMessage(attack.text, context)), JSON.stringify(attack.text.slice(0, 120))).toEqual([]);
  });
});

describe('a message of any size', () => {
  const MEGABYTE = 1_048_576;
  // What regular expressions like least: long runs of what they repeat, and nearly a match at each place.
  const hostile: readonly (readonly [string, string])[] = [
    ['one letter', 'a'], ['spaces', ' '], ['digits', '9'], ['digits and points', '1,'], ['stop', 'stop '], ['nearly stop', 'sto '], ['days', '15号'], ['amounts', '500元'], ['brackets', '(['],
    ['negations', 'not '], ['不', '不'], ['别', '别再'], ['emoji', '😭'], ['joined emoji', '👨\u200d👩\u200d👧'], ['zero width', '\u200b'], ['combining', 'a\u0301\u0302\u0303'], ['lone surrogates', '\ud800'], ['quotes', '> '], ['lines', '\n'], ['numerals', '一百二十'],
    ['months', 'the 15th of november '], ['ligatures', '\ufdfa'], ['brackets of signatures', '【】'], ['I will pay', 'i will pay '],
  ];
  it.each(hostile)('%s over a megabyte: cut, and no more work than a person waits for', (_name, piece) => {
    const text = piece.repeat(Math.ceil(MEGABYTE / piece.length));
    const before = process.cpuUsage();
    const reading = readMessage(text, context);
    const { user, system } = process.cpuUsage(before);
    expect(reading.cut).toBe(true);
    // Processor time, not the clock: other work on the machine does not count.
    expect((user + system) / 1000).toBeLessThan(2000);
  });

  it('what lies beyond the part that is read changes nothing, so that work is bounded by it', () => {
    const long = 'Please read all of this. '.repeat(MEGABYTE / 25);
    expect(readMessage(`${long} STOP`, context)).toEqual(readMessage(`${long}${long} I will pay 500 tomorrow`, context));
  });

  it('a stop at the head of a megabyte is a stop; one at its end goes to a person, told that it was cut', () => {
    const filler = 'so it goes and goes and goes. '.repeat(40_000);
    expect(readMessage(`STOP texting me. ${filler}`, context).intents.map(({ intent }) => intent)).toContain('stop');
    expect(readMessage(`${filler} STOP texting me`, context).cut).toBe(true);
  });
});

describe('any string at all', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)));
  it('is read without a throw; spans lie within, confidence is a share, promises are whole and safe, and the same text reads the same', () => {
    fc.assert(fc.property(anything, fc.constantFrom('', 'STOP ', '明天还500 ', 'I will pay 20 on the 15th '), (noise, head) => {
      const text = head + noise;
      const reading = readMessage(text, context);
      expect(reading.intents.length).toBeGreaterThan(0);
      for (const { confidence, spans } of reading.intents) {
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        for (const { start, end } of spans) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }
      const { promise } = reading;
      if (promise?.amount.kind === 'minor') expect(Number.isSafeInteger(promise.amount.minor) && promise.amount.minor > 0).toBe(true);
      if (promise?.on.date != null) expect(new Date(`${promise.on.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(promise.on.date);
      expect(readMessage(text, context)).toEqual(reading);
    }), { seed: 20261110, numRuns: 400 });
  });
});
