#!/usr/bin/env node
// `npm run bench:write`: writes docs/benchmarks.md from what is stored in docs/benchmarks/. With `--run daily,growth,peers` it runs those
// first and stores what they print as JSON; `--db embedded,postgres` says on what, `--quick` takes sizes of minutes. docs/operating/benchmarks.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pageOfStored } from './benchmarks-page.mjs';

const { values } = parseArgs({ options: { run: { type: 'string', default: '' }, db: { type: 'string', default: 'embedded' }, quick: { type: 'boolean', default: false } } });
const FULL = { daily: ['--cases', '1000000'], growth: [], peers: ['--cases', '50000', '--jobs', '5000', '--rounds', '3'] };
const QUICK = { daily: ['--cases', '20000'], growth: ['--sizes', '10000,50000'], peers: ['--cases', '20000', '--jobs', '2000', '--rounds', '1'] };
const benches = values.run === '' ? [] : values.run.split(',');
const wrong = benches.find((name) => FULL[name] === undefined);
if (wrong !== undefined) {
  console.error(`bench:write [--run ${Object.keys(FULL).join(',')}] [--db embedded,postgres] [--quick]: ${wrong} is none of them`);
  process.exit(2);
}

/** The version that is measured; `+` when files differ from it. */
function commit() {
  const git = (...args) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+'}`;
}

for (const bench of benches) {
  for (const db of values.db.split(',')) {
    const args = [...(values.quick ? QUICK : FULL)[bench], '--db', db];
    const { machine } = await import('../dist/src/boot/bench/machine.js');
    const stored = { bench, at: new Date().toISOString().slice(0, 10), commit: commit(), command: `npm run bench:${bench} -- ${args.join(' ')}`, machine: machine() };
    console.error(`> ${stored.command}`);
    const said = execFileSync(process.execPath, ['bin/bench.js', bench, ...args, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 });
    const file = `docs/benchmarks/${bench}-${db}.json`;
    // What was stored before is in the history of the repository; one page shows one run of each.
    writeFileSync(file, `${JSON.stringify({ ...stored, result: JSON.parse(said.trim().split('\n').at(-1)) }, null, 1)}\n`);
    console.error(`stored ${file}`);
  }
}
writeFileSync('docs/benchmarks.md', pageOfStored());
console.error('wrote docs/benchmarks.md');
