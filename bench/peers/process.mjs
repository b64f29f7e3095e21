// One process of a job engine. It is told what to do by src/boot/bench/job-engines.ts: `enqueue` and end, or `work` until told to stop.
// What a job writes was prepared beforehand and lies in memory by case: nothing is read, nothing decided.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { ENGINES } from './engines.mjs';

const told = await new Promise((resolve) => process.once('message', resolve));
const engine = ENGINES[told.engine];
const answer = (message) => new Promise((resolve) => process.send(message, resolve));

/** One durable transaction for each statement, each prepared once a connection. */
function caseHandler() {
  const statements = told.statements;
  const jobs = new Map(readFileSync(told.jobsFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line)));
  const pool = new pg.Pool({ connectionString: told.url, max: told.setting.pool });
  pool.on('error', (error) => console.error('pg:', error.message));
  return async (id) => {
    for (const [name, values] of jobs.get(id)) {
      const { rowCount } = await pool.query({ name, text: statements[name], values });
      if (rowCount !== 1) throw new Error(`case ${id}: ${name} changed ${rowCount} rows`);
    }
  };
}

/** A slot is a job: the product's own review of all its cases. */
async function slotHandler() {
  const review = await import(told.reviewModule);
  return review.openSlotReview(told.url, told.setting.pool, `peer-${told.worker}`);
}

async function work() {
  const handler = told.slots === true ? await slotHandler() : caseHandler();
  let first = 0;
  let done = 0;
  let failed = 0;
  const counted = async (id) => {
    first ||= Date.now();
    try {
      await handler(id);
    } catch (error) {
      failed += 1;
      if (failed === 1) console.error(`${told.engine}:`, error);
      throw error;
    }
    done += 1;
    last = Date.now();
  };
  let last = 0;
  await answer({ ready: true });
  await new Promise((resolve) => process.once('message', resolve));
  const stop = await engine.work(told, counted);
  const report = setInterval(() => process.send({ first, last, done, failed }), 50);
  await new Promise((resolve) => process.once('message', resolve));
  clearInterval(report);
  await Promise.race([stop(), new Promise((resolve) => setTimeout(resolve, 8_000))]);
}

if (told.do === 'enqueue') await answer({ took: await engine.enqueue(told, told.ids) });
else await work();
process.exit(0);
