import { describe, expect, it } from 'vitest';
import { DISTRESS_LABELS, LABELS, NARRATIVE_LABELS, OWN_SETS, readLabelledSet } from '../../src/boot/eval/labelled.js';
import { wilson } from '../../src/boot/eval/wilson.js';

/** How few there may be of each, so that an interval says something. */
const LEAST: Readonly<Record<string, number>> = {
  stop: 80, wrong_person: 80, distress: 80, dispute: 60, promise: 60, hardship: 50, paid_already: 40, complaint: 30, wants_person: 30, who_are_you: 30, refusal: 30, other: 100,
};

const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || text;

/** Levenshtein distance, given up beyond `most`. */
function distance(a: string, b: string, most: number): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row[j] = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    if (Math.min(...row) > most) return most + 1;
    before = row;
  }
  return before[b.length]!;
}

function tooNear(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  const most = Math.floor(longer / 5);
  return a === b || (longer >= 6 && Math.abs(a.length - b.length) <= most && distance(a, b, most) <= most);
}

describe.each(['zh', 'en'])('the test set in %s', (lang) => {
  const { replies } = readLabelledSet(`eval/robot/test/${lang}.jsonl`);

  it('is large enough, in each intent', () => {
    expect(replies.length).toBeGreaterThanOrEqual(700);
    const short = LABELS.map((label) => ({ label, n: replies.filter(({ intents }) => intents.includes(label)).length })).filter(({ label, n }) => n < (LEAST[label] ?? 15));
    expect(short).toEqual([]);
    expect(replies.filter(({ hard, intents }) => hard || intents.includes('other')).length).toBeGreaterThanOrEqual(100);
    for (const kind of DISTRESS_LABELS) expect(replies.filter(({ distressKinds }) => distressKinds.includes(kind)).length, kind).toBeGreaterThanOrEqual(15);
  });

  it('has its own language and ids that are used once', () => {
    expect(new Set(replies.map(({ id }) => id)).size).toBe(replies.length);
    expect(replies.filter((reply) => reply.lang !== lang || !reply.id.startsWith(`${lang}-`))).toEqual([]);
  });

  it('labels agree with each other', () => {
    const odd = replies.filter(({ intents, distressKinds, promise, alsoFine, primary }) =>
      intents.includes('distress') !== distressKinds.length > 0 || intents.includes('promise') !== (promise !== null) || (intents.includes('other') && intents.length > 1)
      || alsoFine.some((label) => intents.includes(label)) || !intents.includes(primary) || (intents.includes('deceased') && !distressKinds.includes('death')));
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  it('promises half of the time with a day or an amount, never before the day of arrival, and name conditions in their own words', () => {
    const promises = replies.flatMap(({ id, text, promise, receivedOn }) => (promise === null || promise === 'unlabelled' ? [] : [{ id, text, receivedOn, ...promise }]));
    expect(promises.filter(({ on, amount }) => on !== null || amount !== null).length).toBeGreaterThanOrEqual(30);
    expect(promises.filter(({ on, onAlso, receivedOn }) => [on, ...(onAlso ?? [])].some((day) => day !== null && day < receivedOn)).map(({ id }) => id)).toEqual([]);
    expect(promises.filter(({ condition, text }) => condition !== null && !text.includes(condition)).map(({ id }) => id)).toEqual([]);
  });

  it('says nothing twice, not even nearly', () => {
    const texts = replies.map(({ id, text }) => ({ id, text: bare(text) }));
    const pairs = texts.flatMap((one, i) => texts.slice(i + 1).filter((other) => tooNear(one.text, other.text)).map((other) => `${one.id} ~ ${other.id}`));
    expect(pairs).toEqual([]);
  });
});

describe('the check for near copies', () => {
  it.each([['please stop texting me', 'please stop txting me', true], ['i paid you on friday', 'who gave you my number', false], ['ok', 'no', false], ['stop', 'stop', true]])('%s ~ %s: %s', (a, b, near) => {
    expect(tooNear(a, b)).toBe(near);
  });
});

describe('the narratives', () => {
  const { narratives } = readLabelledSet('eval/robot/cfpb.jsonl');
  it('are all there, each label that is true with words of the text as evidence', () => {
    expect(narratives.length).toBe(320);
    expect(new Set(narratives.map(({ id }) => id)).size).toBe(320);
    const odd = narratives.filter(({ text, gold, evidence }) => NARRATIVE_LABELS.some((label) => {
      const quote = evidence[label];
      return gold[label] ? quote === undefined || !text.replace(/\s+/g, ' ').includes(quote) : quote !== undefined;
    }));
    expect(odd.map(({ id }) => id)).toEqual([]);
  });
});

describe('a set that is not right', () => {
  it('is refused with the line and the reason', () => {
    expect(() => readLabelledSet('package.json')).toThrow(/package\.json:1: /);
  });
  it.each(OWN_SETS)('%s is right', (path) => {
    const { replies, narratives } = readLabelledSet(path);
    expect(replies.length + narratives.length).toBeGreaterThan(300);
  });
});

describe('Wilson intervals', () => {
  // Newcombe 1998, table I (method 3): 81/263, 15/148, 0/20, 1/29.
  it.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('%i of %i: %f to %f', (hits, of, low, high) => {
    const interval = wilson(hits, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
  it('says nothing of nothing', () => {
    expect(wilson(0, 0)).toEqual({ hits: 0, of: 0, share: null, low: 0, high: 1 });
  });
});
