import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { embeddedServer, type Server } from './databases.js';

let server: Server;
beforeAll(async () => {
  server = await embeddedServer();
});
afterAll(() => server.stop());

// Found by `npm run chaos`: the pool hears of sessions that break while idle or in a statement; one that broke between two
// statements of a transaction ended the whole process.
it('a session that is cut between two statements fails its transaction and nothing else', async () => {
  const url = await server.fresh();
  const [pool, hand] = [openPool(url, { max: 2 }), openPool(url, { max: 1 })];
  onTestFinished(async () => {
    await pool.close();
    await hand.close();
  });
  const transaction = pool.transaction(async (session) => {
    const [me] = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    await hand.query('select pg_terminate_backend($1)', [me?.pid ?? 0]);
    // Until the word of it has come: the session is gone from the server, and then its connection is.
    for (let alive = 1; alive > 0; await sleep(5)) alive = (await hand.query('select 1 as one from pg_stat_activity where pid = $1', [me?.pid ?? 0])).length;
    await hand.query('select 1 as one');
    await session.query('select 1 as one');
  });
  await expect(transaction).rejects.toThrow();
  expect(await pool.query('select 1 as one')).toEqual([{ one: 1 }]);
});
