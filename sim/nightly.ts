// `npm run sim:nightly -- --seeds N --days D --persons P --minutes M --from S --workers W`: docs/operating/simulation.md.
// Each worker is a process with a database of its own. A run that fails is shrunk and kept in sim/runs/.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadLaw } from '../src/boot/law.js';
import { openSimDatabase, simulate, type SimReport } from './run.js';
import { shrink } from './shrink.js';
import { FAULTS } from './world/faults.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' }, days: { type: 'string', default: '30' }, persons: { type: 'string', default: '200' }, minutes: { type: 'string', default: '600' },
    from: { type: 'string', default: '1' }, workers: { type: 'string', default: String(availableParallelism()) }, part: { type: 'string' },
  },
});
const [from, seeds, workers, minutes] = [values.from, values.seeds, values.workers, values.minutes].map(Number) as [number, number, number, number];
const started = performance.now();
const hours = (): number => (performance.now() - started) / 3_600_000;

/** One worker's share of the seeds, until they or the time are used up. */
async function work(part: number): Promise<void> {
  loadLaw(undefined);
  const database = await openSimDatabase();
  for (let seed = from + part; seed < from + seeds && hours() * 60 < minutes; seed += workers) {
    const report = await simulate(database, { seed, days: Number(values.days), persons: Number(values.persons), faults: new Set(FAULTS) });
    process.send?.(report);
    if (report.findings.length === 0) continue;
    const kept = await shrink((options) => simulate(database, options), report);
    writeFileSync(`sim/runs/${seed}.json`, `${JSON.stringify(kept, null, 2)}\n`);
  }
  await database.close();
}

/** Runs the workers and counts what they say. */
async function lead(): Promise<number> {
  const sum = { runs: 0, contacts: 0, decisions: 0, others: 0, findings: 0, failed: [] as number[] };
  const take = (report: SimReport) => {
    sum.runs += 1;
    sum.contacts += report.contacts;
    sum.decisions += report.decisions;
    sum.others += report.others;
    sum.findings += report.findings.length;
    if (report.findings.length > 0) sum.failed.push(report.seed);
    process.stdout.write(`seed ${report.seed}  ${report.contacts} contacts  ${report.decisions} decisions  ${report.findings.length} findings  ${report.seconds} s\n${report.findings.slice(0, 5).map((f) => `  FOUND  ${f}\n`).join('')}`);
  };
  const exits = Array.from({ length: workers }, (_, part) => new Promise<number>((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), '--part', String(part)]);
    child.on('message', (report) => take(report as SimReport));
    child.on('exit', (code) => resolve(code ?? 1));
  }));
  const died = (await Promise.all(exits)).filter((code) => code !== 0).length;
  process.stdout.write(`${sum.runs} of ${seeds} seeds in ${Math.round(hours() * 60)} min (${Math.round(sum.runs / hours())} an hour): ${sum.contacts} contacts, ${sum.decisions} decisions replayed, ${sum.others} breaches by others, ${sum.findings} findings${sum.failed.length > 0 ? ` in seeds ${sum.failed.join(', ')}` : ''}${died > 0 ? `, ${died} workers died` : ''}\n`);
  return died > 0 || sum.findings > 0 ? 1 : 0;
}

if (values.part === undefined) process.exitCode = await lead();
else await work(Number(values.part));
