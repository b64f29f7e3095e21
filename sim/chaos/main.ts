// `npm run chaos -- --minutes M --seed S [--workers N] [--cases N]`: docs/operating/chaos.md.
import { parseArgs } from 'node:util';
import { loadLaw } from '../../src/boot/law.js';
import { chaos } from './run.js';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '10' }, workers: { type: 'string', default: '3' }, cases: { type: 'string', default: '400' }, json: { type: 'boolean', default: false } } });
const whole = (name: 'seed' | 'workers' | 'cases', min: number, max: number): number => {
  const n = Number(values[name]);
  if (!Number.isInteger(n) || n < min || n > max) throw new Error(`chaos: --${name} must be a whole number from ${min} to ${max}`);
  return n;
};
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 600)) throw new Error('chaos: --minutes must be more than 0, and 600 at most');
loadLaw(undefined);
const report = await chaos({
  seed: whole('seed', 0, 2 ** 31), minutes, workers: whole('workers', 1, 16), cases: whole('cases', 1, 5_000), fill: 1_500, files: Math.max(2, Math.min(8, Math.round(minutes))), leapEvery: 15_000, say: (line) => void process.stderr.write(`${line}\n`),
});
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : [
  ...report.findings.map((one) => `FOUND  ${one}`), `troubles  ${JSON.stringify(report.troubles)}`, `counts    ${JSON.stringify(report.counts)}`,
  `seed ${report.seed}: ${report.findings.length} findings, ${report.seconds} s${report.folder === null ? '' : `; the logs are in ${report.folder}`}`, '',
].join('\n'));
process.exit(report.findings.length > 0 ? 1 : 0);
