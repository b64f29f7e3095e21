import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OWN_SETS, readLabelledSet } from '../../src/boot/eval/labelled.js';
import { evaluationPage, fingerprint } from '../../src/boot/eval/page.js';
import { judge, scoreLabels, scorePromises } from '../../src/boot/eval/score.js';

const sets = OWN_SETS.map(readLabelledSet);

describe('docs/robot-evaluation.md', () => {
  it('is of these sets and this version of the reader; else npm run eval:robot -- --write', () => {
    expect(readFileSync('docs/robot-evaluation.md', 'utf8')).toContain(fingerprint(sets));
  });
});

/** Recall that was once reached; what is asked is 0.99. May only rise. */
const FLOORS = [
  ['zh', 'stop', 0.83], ['zh', 'wrong_person', 0.74], ['zh', 'distress', 0.64], ['en', 'stop', 0.83], ['en', 'wrong_person', 0.69], ['en', 'distress', 0.55],
] as const;

describe('the reader, on replies that it never saw', () => {
  it.each(FLOORS)('%s: recall of %s does not fall below %f', (lang, label, floor) => {
    const judged = judge(sets.flatMap(({ replies }) => replies.filter((reply) => reply.lang === lang && reply.intents.includes(label))));
    expect(scoreLabels(judged).find((score) => score.label === label)?.recall.share).toBeGreaterThanOrEqual(floor);
  });
  it.each(['zh', 'en'])('%s: a promise taken as certain is rarely wrong', (lang) => {
    const judged = judge(sets.flatMap(({ replies }) => replies.filter((reply) => reply.lang === lang && reply.intents.includes('promise'))));
    expect(scorePromises(judged).wrongAndCertain.share).toBeLessThanOrEqual(0.05);
  });
});

describe('the page', () => {
  it('says what is missed, and scores a set that leaves out all but id, text and intents', () => {
    const base = { lang: 'en', primary: 'stop', distressKinds: [], alsoFine: [], promise: 'unlabelled', receivedOn: '2026-11-10', hard: false } as const;
    const page = evaluationPage([{ path: 'x.jsonl', digest: '0', narratives: [], replies: [
      { ...base, id: 'a', text: 'STOP', intents: ['stop'] }, { ...base, id: 'b', text: 'the `kettle` | is on', intents: ['stop'] },
    ] }]);
    expect(page).toContain('| stop | 2 | 50.0 % (9.5–90.5) | 100.0 % (20.7–100.0) |');
    expect(page).toContain('- stop, b: `the ’kettle’ ’ is on`');
    expect(page).toContain('**Not reached** for stop (1 of 2)');
    expect(page).not.toContain('- stop, a');
  });
});
