// The four job engines, each as its documentation advises for throughput: enqueue in bulk, fetch in batches, work on several jobs at
// once. `handler(id)` does one job; what it returns is when it is done. Settings are tried in src/boot/bench/job-engines.ts.
import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk';
import { Queue, Worker } from 'bullmq';
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { Redis } from 'ioredis';
import { PgBoss } from 'pg-boss';

const NAME = 'cases';

function* chunks(ids, size) {
  for (let from = 0; from < ids.length; from += size) yield ids.slice(from, from + size);
}

const boss = (url, max) => {
  const engine = new PgBoss({ connectionString: url, max, supervise: false, schedule: false });
  engine.on('error', (error) => console.error('pg-boss:', error.message));
  return engine;
};

const pgBoss = {
  async enqueue({ url }, ids) {
    const engine = boss(url, 2);
    await engine.start();
    await engine.createQueue(NAME, { retryLimit: 0 });
    const start = performance.now();
    for (const chunk of chunks(ids, 1_000)) await engine.insert(NAME, chunk.map((id) => ({ data: { id } })));
    const took = performance.now() - start;
    await engine.stop({ graceful: false, close: true });
    return took;
  },
  async work({ url, setting }, handler) {
    const engine = boss(url, setting.enginePool);
    await engine.start();
    await engine.work(NAME, { batchSize: setting.batch, localConcurrency: setting.lanes, pollingIntervalSeconds: 0.5, burstWhenBatchFull: setting.batch > 1 }, (jobs) => Promise.all(jobs.map((job) => handler(job.data.id))));
    return () => engine.stop({ graceful: true, close: true, timeout: 5_000 });
  },
};

const quiet = new Logger(() => (level, message) => { if (level === 'error') console.error('graphile-worker:', message); });

const graphileWorker = {
  async enqueue({ url }, ids) {
    const utils = await makeWorkerUtils({ connectionString: url, logger: quiet });
    await utils.migrate();
    const start = performance.now();
    for (const chunk of chunks(ids, 1_000)) await utils.addJobs(chunk.map((id) => ({ identifier: NAME, payload: { id }, maxAttempts: 1 })));
    const took = performance.now() - start;
    await utils.release();
    return took;
  },
  async work({ url, setting }, handler) {
    const runner = await run({
      connectionString: url, maxPoolSize: setting.enginePool, noHandleSignals: true, logger: quiet, taskList: { [NAME]: (payload) => handler(payload.id) },
      preset: { worker: { concurrentJobs: setting.lanes, pollInterval: 500, completeJobBatchDelay: 0, failJobBatchDelay: 0, ...(setting.batch > 1 ? { localQueue: { size: setting.batch } } : {}) } },
    });
    return () => runner.stop();
  },
};

const redisClient = (address) => new Redis({ ...address, maxRetriesPerRequest: null });

const bullMq = {
  async enqueue({ redis }, ids) {
    const connection = redisClient(redis);
    const queue = new Queue(NAME, { connection });
    await queue.waitUntilReady();
    const start = performance.now();
    for (const chunk of chunks(ids, 1_000)) await queue.addBulk(chunk.map((id) => ({ name: NAME, data: { id }, opts: { removeOnComplete: true, attempts: 1 } })));
    const took = performance.now() - start;
    await queue.close();
    connection.disconnect();
    return took;
  },
  async work({ redis, setting }, handler) {
    const worker = new Worker(NAME, (job) => handler(job.data.id), { connection: redisClient(redis), concurrency: setting.lanes, lockDuration: 120_000 });
    worker.on('error', (error) => console.error('bullmq:', error.message));
    await worker.waitUntilReady();
    return () => worker.close();
  },
};

const dbos = {
  async enqueue({ url, setting }, ids) {
    const client = await DBOSClient.create({ systemDatabaseUrl: url, systemDatabasePoolSize: 10 });
    DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url, logLevel: 'error' });
    await DBOS.launch();
    await DBOS.shutdown();
    await client.registerQueue(NAME, { workerConcurrency: setting.lanes, minPollingIntervalMs: 20 });
    const start = performance.now();
    for (const chunk of chunks(ids, 100)) await Promise.all(chunk.map((id) => client.enqueue({ queueName: NAME, workflowName: NAME }, id)));
    const took = performance.now() - start;
    await client.destroy();
    return took;
  },
  async work({ url, setting, worker }, handler) {
    DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url, systemDatabasePoolSize: setting.enginePool, logLevel: 'error', executorID: `bench-${worker}` });
    DBOS.registerWorkflow((id) => DBOS.runStep(() => handler(id), { name: 'write' }), { name: NAME });
    await DBOS.launch();
    return () => DBOS.shutdown();
  },
};

export const ENGINES = { 'pg-boss': pgBoss, 'graphile-worker': graphileWorker, 'bullmq': bullMq, 'dbos': dbos };
