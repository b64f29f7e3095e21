#!/usr/bin/env node
// Plants a small bug in each rule of the law, one at a time, and asks whether a test notices: `npm run mutate:law`.
// `--rule CN-F1` (or part of a file's name) narrows it; `--only survivors` runs again only what the last run let live;
// `--quick` leaves out the properties, which take seconds for each mutant that lives; `--floor 95` is the kill rate in percent below which it fails. See docs/operating/benchmarks.md.
import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { allMutants } from './mutation/mutants.mjs';
import { makeModules } from './mutation/loader.mjs';

const { values } = parseArgs({ options: { rule: { type: 'string' }, only: { type: 'string' }, floor: { type: 'string', default: '95' }, workers: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const LAST = 'dist/mutation-survivors.json';
const nameOf = (mutant) => [mutant.file, mutant.rule ?? mutant.code, mutant.change, mutant.nth ?? 1].join('\n');
const lineOf = (mutant) => (mutant.line === undefined ? `${mutant.file} ${mutant.rule}` : `${mutant.file}:${mutant.line}`);
const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
};

const everything = allMutants(process.cwd(), makeModules(process.cwd()).packs);
const equivalent = new Map(readJson('tools/mutation/equivalent.json').map((one) => [[one.file, one.code, one.change, one.nth ?? 1].join('\n'), one]));
const names = new Set(everything.map(nameOf));
const stale = [...equivalent].filter(([name]) => !names.has(name)).map(([, one]) => one);

let wanted = everything;
if (values.rule !== undefined) wanted = wanted.filter((mutant) => mutant.of === values.rule || mutant.file.includes(values.rule));
if (values.only === 'survivors') {
  const before = new Set(readJson(LAST));
  wanted = wanted.filter((mutant) => before.has(nameOf(mutant)));
}
const excused = wanted.filter((mutant) => equivalent.has(nameOf(mutant)));
const tried = wanted.filter((mutant) => !equivalent.has(nameOf(mutant)));

const started = performance.now();
const survivors = await run(tried);
report();

/** Every worker takes the next mutant as soon as it has answered the last. */
function run(list) {
  const queue = [...list];
  const lived = [];
  const count = Math.min(Number(values.workers ?? Math.min(2, availableParallelism())), Math.max(1, list.length));
  let done = 0;
  const serve = () => new Promise((resolve, reject) => {
    const worker = fork(new URL('./mutation/worker.mjs', import.meta.url), values.quick ? ['quick'] : []);
    const next = () => {
      const mutant = queue.shift();
      if (mutant === undefined) worker.disconnect();
      else worker.send(mutant.index);
    };
    worker.on('message', (message) => {
      if (message.ready !== true) {
        done += 1;
        if (message.by === null) {
          const mutant = everything[message.index];
          lived.push(mutant);
          console.error(`alive: ${lineOf(mutant)}  ${mutant.change.replace(/\s+/g, ' ')}`);
        }
        if (done % 200 === 0) console.error(`${done} of ${list.length}, ${lived.length} alive, ${Math.round((performance.now() - started) / 1000)} s`);
      }
      next();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
  if (list.length === 0) return lived;
  return Promise.all(Array.from({ length: count }, serve)).then(() => lived.sort((a, b) => a.index - b.index));
}

function report() {
  const rates = new Map();
  for (const mutant of tried) {
    const rate = rates.get(mutant.of) ?? { of: mutant.of, tried: 0, alive: 0 };
    rate.tried += 1;
    rates.set(mutant.of, rate);
  }
  for (const mutant of survivors) rates.get(mutant.of).alive += 1;
  for (const rate of [...rates.values()].sort((a, b) => (a.of < b.of ? -1 : 1))) {
    console.log(`${rate.of.padEnd(44)} ${String(rate.tried - rate.alive).padStart(4)} of ${String(rate.tried).padStart(4)} killed  ${percent(rate.tried - rate.alive, rate.tried)}`);
  }
  if (survivors.length > 0) console.log('\nAlive: no test notices these.');
  for (const mutant of survivors) console.log(`  ${lineOf(mutant)}  ${mutant.kind}: ${mutant.change.replace(/\s+/g, ' ')}${mutant.code === undefined ? '' : `\n      in: ${mutant.code}`}`);
  for (const one of stale) console.log(`  stale in tools/mutation/equivalent.json: ${one.file}: ${one.change}`);
  const killed = tried.length - survivors.length;
  const rate = tried.length === 0 ? 100 : (100 * killed) / tried.length;
  console.log(`\n${wanted.length} mutants: ${killed} killed, ${survivors.length} alive, ${excused.length} change nothing (tools/mutation/equivalent.json says why of each).`);
  console.log(`Kill rate ${percent(killed, tried.length)} in ${Math.round((performance.now() - started) / 1000)} s.`);
  mkdirSync('dist', { recursive: true });
  if (values.rule === undefined) writeFileSync(LAST, JSON.stringify(survivors.map(nameOf)));
  if (rate < Number(values.floor)) {
    console.error(`mutate:law: ${rate.toFixed(2)} % is below the floor of ${values.floor} %`);
    process.exitCode = 1;
  }
  if (stale.length > 0) process.exitCode = 1;
}

function percent(part, all) {
  return all === 0 ? '–' : `${((100 * part) / all).toFixed(1)} %`;
}
