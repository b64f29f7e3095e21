import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/adapters/log/pino-log.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { openSlotQueue, QUEUE_SCHEMA } from '../../src/adapters/queue/pg-boss-queue.js';
import { embeddedServer, type Server } from './databases.js';

let server: Server;
beforeAll(async () => {
  server = await embeddedServer();
});
afterAll(() => server.stop());

// Found by `npm run chaos -- --seed 203`: a worker that started while another made the queue's schema met it at the other's commit,
// and ended.
it('a worker that meets the schema which another is making has its queue all the same', async () => {
  const url = await server.fresh();
  const [other, pool] = [openPool(url, { max: 2 }), openPool(url, { max: 3 })];
  let opening: ReturnType<typeof openSlotQueue> | undefined;
  await other.transaction(async (session) => {
    await session.execute(`create schema ${QUEUE_SCHEMA}`);
    opening = openSlotQueue(pool, silentLog);
    opening.catch(() => undefined);
    for (let waiting = 0; waiting === 0; await sleep(5)) waiting = (await session.query(`select 1 as one from pg_locks where not granted and locktype = 'transactionid'`)).length;
  });
  const queue = await opening;
  onTestFinished(async () => {
    await queue?.close();
    await pool.close();
    await other.close();
  });
  await queue?.offer([3]);
  expect((await queue?.take())?.slot).toBe(3);
});
