import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openSlotQueue, QUEUE_SCHEMA } from '../../src/adapters/queue/pg-boss-queue.js';
import { silentLog } from '../../src/adapters/log/pino-log.js';
import type { Database } from '../../src/engine/ports/database.js';
import type { SlotQueue } from '../../src/engine/ports/slot-queue.js';
import { forEachDatabase } from './databases.js';

const SOON = { timeout: 20_000, interval: 100 };

forEachDatabase('the queue of slots', (open) => {
  let database: Database;
  const queues: SlotQueue[] = [];
  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.close();
    await database.query(`drop schema if exists ${QUEUE_SCHEMA} cascade`);
  });
  const queueOn = async (on: Database, expireSeconds = 60): Promise<SlotQueue> => {
    const queue = await openSlotQueue(on, silentLog, { expireSeconds });
    queues.push(queue);
    return queue;
  };
  const taken = async (queue: SlotQueue) => (await queue.take())?.slot ?? null;
  const takeAll = async (queue: SlotQueue) => {
    const slots: number[] = [];
    for (let slot = await taken(queue); slot !== null; slot = await taken(queue)) slots.push(slot);
    return slots;
  };

  it('is made once by workers that start together', async () => {
    const [one, other] = await Promise.all([queueOn(database), queueOn(database)]);
    await one.offer([4]);
    expect(await taken(other)).toBe(4);
    expect(await taken(one)).toBeNull();
  });

  it('hands each slot to one worker, and keeps one place for it however often it is offered', async () => {
    const [one, other] = [await queueOn(database), await queueOn(database)];
    await one.offer([1, 2, 255]);
    await other.offer([2, 1, 0]);
    expect(await taken(one)).toBe(1);
    await other.offer([1, 2]);
    expect((await takeAll(other)).sort((a, b) => a - b)).toEqual([0, 2, 255]);
    await other.offer([0, 1, 2, 255]);
    expect(await takeAll(one)).toEqual([]);
  });

  it('lets a slot that has more to do stand behind all that wait', async () => {
    const queue = await queueOn(database);
    await queue.offer([9]);
    await queue.offer([3]);
    const order: (number | null)[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const slot = await taken(queue);
      order.push(slot);
      await queue.done(slot as number);
      if (slot === 9) await queue.offer([9]);
      if (turn === 0) await queue.offer([200]);
    }
    expect(order).toEqual([9, 3, 9, 200]);
  });

  it('hands a slot out again that was put back, or whose worker died', async () => {
    const [dead, alive] = [await queueOn(database, 1), await queueOn(database, 1)];
    await dead.offer([7]);
    await dead.offer([8]);
    expect(await taken(dead)).toBe(7);
    expect(await taken(alive)).toBe(8);
    await alive.putBack(8);
    const again: (number | null)[] = [];
    await vi.waitFor(async () => {
      again.push(await taken(alive));
      expect(again).toEqual(expect.arrayContaining([7, 8]));
    }, SOON);
    await alive.done(7);
    await alive.done(8);
    expect(await taken(alive)).toBeNull();
  });

  it('says what the database\'s clock shows', async () => {
    const queue = await queueOn(database);
    const before = Date.now();
    await queue.offer([11]);
    const handed = await queue.take();
    expect(handed?.handedAt).toBeGreaterThanOrEqual(before - 1);
    expect(handed?.handedAt).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('is made anew after somebody dropped it', async () => {
    const [one, other] = [await queueOn(database), await queueOn(database)];
    await one.offer([1]);
    await database.query(`drop schema ${QUEUE_SCHEMA} cascade`);
    expect(await Promise.all([taken(one), taken(other)])).toEqual([null, null]);
    await other.offer([5]);
    expect(await taken(one)).toBe(5);
  });

  it('tells a database that fails from an empty line', async () => {
    let fails = false;
    const queue = await queueOn({ ...database, query: async (...args: Parameters<Database['query']>) => {
      if (fails) throw new Error('no such luck');
      return database.query(...args);
    } } as Database);
    await queue.offer([1]);
    fails = true;
    await expect(queue.take()).rejects.toThrow('no such luck');
    fails = false;
    expect(await taken(queue)).toBe(1);
  });
});
