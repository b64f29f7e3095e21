import { describe, expect, it } from 'vitest';
import { page } from '../../tools/benchmarks-page.mjs';

// The page of figures is made by a script, so what it calls reached must be so. That the page in docs/ is what the script makes is
// compared by tools/generate.mjs.

const MACHINE = { cores: 2, processor: 'Example', memoryGiB: 24, system: 'Debian', node: 'v20.20.2', loadBefore: 0.1 };
const stored = (bench: string, result: object, machine = MACHINE) => ({ bench, at: '2026-11-24', commit: 'abc', command: `npm run bench:${bench}`, machine, result });

const DAILY = {
  database: 'embedded', version: '18.4', cases: 1_000_000, workers: 2, connectionsOfEach: 1, reviewPerSecond: 9_000, dispatchPerSecond: 8_000, wholePerSecond: 5_000, wholeServerSeconds: 125,
  reviewRatioToServer: 0.7, dispatchRatioToServer: 0.6, wholeRatioToServer: 0.6, memoryPeakMiB: 381, bytesPerDecision: 290,
};
const GROWN = { cases: 10_000, wholeSeconds: 2, wholeWorkerMicros: 150, wholeServerMicros: 50, memoryPeakMiB: 150, heapPeakMiB: 70, databaseBytes: 1e8, bytesPerDecision: 400, database: 'embedded' };
const growth = (last: object) => ({ database: 'embedded', server: 'PostgreSQL 18.4', runs: [GROWN, { ...GROWN, cases: 1_000_000, wholeSeconds: 240, bytesPerDecision: 300, ...last }] });
const rate = (median: number) => ({ median, rounds: [median] });
const peers = (ours: number) => ({
  cases: 50_000, jobs: 5_000, rounds: 3, workers: 2, server: 'PostgreSQL 18.4', redis: null, peersNode: 'v22', versions: { 'pg-boss': '12', 'dbos': '5' }, slots: [],
  stages: ['review', 'whole'].map((stages) => ({ stages, ours: rate(ours), server: rate(9_000), peers: [{ engine: 'pg-boss', setting: '', jobs: rate(500), enqueue: rate(1) }, { engine: 'dbos', setting: '', jobs: rate(90), enqueue: rate(1) }] })),
});

const AIMS: readonly (readonly [name: string, all: readonly object[], aim: string, said: string])[] = [
  ['nothing measured', [], 'at most 400 MB', 'not measured'],
  ['server, at the edge', [stored('daily', DAILY)], 'of the server alone', 'reached'],
  ['server, below it', [stored('daily', { ...DAILY, wholeRatioToServer: 0.59 })], 'of the server alone', '**not reached**'],
  ['server, one of two below it', [stored('daily', DAILY), stored('daily', { ...DAILY, database: 'postgres', wholeRatioToServer: 0.3 })], 'of the server alone', '**not reached**'],
  ['memory, in megabytes of a million', [stored('daily', DAILY)], 'at most 400 MB', 'reached'],
  ['memory, one mebibyte more', [stored('daily', { ...DAILY, memoryPeakMiB: 382 })], 'at most 400 MB', '**not reached**'],
  ['memory of the largest size of growth', [stored('daily', DAILY), stored('growth', growth({ memoryPeakMiB: 500 }))], 'at most 400 MB', '**not reached**'],
  ['cost, at the edge', [stored('growth', growth({}))], 'at most 1.2 times', 'reached'],
  ['cost, dearer', [stored('growth', growth({ wholeSeconds: 241 }))], 'at most 1.2 times', '**not reached**'],
  ['cost, of too few cases', [stored('growth', growth({ cases: 100_000, wholeSeconds: 20 }))], 'at most 1.2 times', '**not reached**'],
  ['size, at the edge', [stored('growth', growth({}))], '10 million decisions', 'reached'],
  ['size, a byte more', [stored('growth', growth({ bytesPerDecision: 301 }))], '10 million decisions', '**not reached**'],
  ['engines, ten times the fastest', [stored('peers', peers(5_000))], 'job engine', 'reached'],
  ['engines, ten times another', [stored('peers', peers(4_900))], 'job engine', '**not reached**'],
];

describe('aims', () => {
  it.each(AIMS)('%s', (_name, all, aim, said) => {
    const row = page('{{targets}}', all).split('\n').find((line) => line.includes(aim)) ?? '';
    expect(row.split(' | ')[2]).toBe(said);
  });
});

describe('the page', () => {
  it('says when other work ran', () => {
    expect(page('{{daily}}', [stored('daily', DAILY)])).not.toContain('other work');
    expect(page('{{daily}}', [stored('daily', DAILY, { ...MACHINE, loadBefore: 3.2 })])).toContain('load 3.2');
  });
  it('refuses a part that there is not', () => {
    expect(() => page('{{dayly}}', [])).toThrow('dayly');
  });
});
