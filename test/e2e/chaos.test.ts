import { expect, it } from 'vitest';
import { chaos } from '../../sim/chaos/run.js';

// The short form of `npm run chaos`: real processes of the compiled product, a PostgreSQL and a provider of their own, all of them
// killed, frozen and cut off for a third of a minute. Longer runs and more seeds: docs/operating/chaos.md.
it('survives a short run of chaos with nothing to find', async () => {
  const report = await chaos({ seed: 4, minutes: 0.34, workers: 2, cases: 60, fill: 300, files: 2, leapEvery: 5_000, say: () => undefined });
  expect(report.findings, `logs: ${report.folder ?? ''}`).toEqual([]);
  // A run in which nothing happens proves nothing.
  expect(Object.values(report.troubles).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(5);
  expect(report.counts['texts carried']).toBeGreaterThan(10);
  expect(report.counts['receipts told']).toBeGreaterThan(10);
});
