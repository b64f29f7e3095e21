import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSmsQuota } from '../../src/adapters/postgres/sms-quota.js';
import { readAccountsText } from '../../src/boot/sms/read-accounts.js';
import { startWorkers } from '../../src/boot/workers.js';
import { forEachDatabase } from '../conformance/databases.js';
import { openIsmg, reportBody, type Answered, type Ismg } from '../fixtures/ismg.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

const account = (name: string, { port }: Ismg, version: string): string => `  ${name}:
    kind: cmpp
    countries: [CN]
    price: { CN: { currency: CNY, per_segment: 0.035 } }
    per_day: { segments: 100, zone: Asia/Shanghai }
    connection: { host: 127.0.0.1, port: ${port}, version: "${version}", sp_id: "900001", secret: env:SECRET, from: "10690001", reply_ms: 500, reconnect_ms: { first: 20, most: 50 } }
`;
const until = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 20 });

forEachDatabase('texts over accounts at operators', (open) => {
  let town: Town;
  let [first, second]: Ismg[] = [];
  let answer: Answered = { result: 0 };
  const at = (ismg: Ismg | undefined): Ismg => ismg as Ismg;

  beforeAll(async () => {
    const onSubmit = (): Answered => answer;
    [first, second] = [await openIsmg({ version: '3.0', secret: 's3cret', onSubmit }), await openIsmg({ version: '2.0', secret: 's3cret', onSubmit })];
    const text = `format: 1\naccounts:\n${account('first', first, '3.0')}${account('second', second, '2.0')}routes:\n  - { country: CN, accounts: [first, second] }\n`;
    town = await openTown(await open(), { demo: false, smsAccounts: readAccountsText(text, 'accounts.yaml', { SECRET: 's3cret' }) });
  });
  afterAll(async () => {
    await Promise.all([first?.close(), second?.close()]);
    town.leave();
  });
  const contactOf = async (ref: string) => (await town.house.database.query<{ state: string; provider: string | null }>(
    `select t.state, a.provider from dunwell.contact t left join dunwell.attempt a on a.slot = t.slot and a.contact_id = t.id where t.slot = $1 and t.case_id = $2 order by t.id desc limit 1`,
    [(await town.caseOf(ref)).slot, (await town.caseOf(ref)).id],
  ))[0];
  const sentTo = (ismg: Ismg | undefined, number: string) => at(ismg).submitted.filter((one) => `+86${one.number}` === number);

  it('before the accounts are started, as in a command that only looks, a text stays in the queue', async () => {
    await town.import(csv([{ ref: 'R-1' }]), 'r1.csv');
    await town.house.api.tick();
    expect(await contactOf('R-1')).toEqual({ state: 'queued', provider: null });
    expect(at(first).signedOn()).toBe(0);
  });

  it('a text leaves by the first, its report finds it, and a reply is heard', async () => {
    town.house.sms?.start();
    await town.house.sms?.connected(10_000);
    await town.house.api.tick();
    const number = await town.numberOf('R-1');
    const parts = sentTo(first, number);
    expect(parts.length).toBeGreaterThan(0);
    expect(sentTo(second, number)).toEqual([]);
    expect(await contactOf('R-1')).toEqual({ state: 'sent', provider: 'first' });
    for (let i = 1; i <= parts.length; i += 1) expect(await at(first).deliver({ msgId: 100n, from: number.slice(3), report: true, content: reportBody('3.0', BigInt(i), 'DELIVRD') })).toBe(0);
    expect(await at(first).deliver({ msgId: 101n, from: number.slice(3), format: 15, content: Buffer.from('cdcbb6a9', 'hex') /* 退订 */ })).toBe(0);
    await town.house.api.tick();
    expect(await contactOf('R-1')).toEqual({ state: 'delivered', provider: 'first' });
    const read = await town.house.database.query<{ provider: string; meaning: unknown }>(`select provider, meaning from dunwell.inbound where kind = 'sms_reply'`);
    expect(read).toMatchObject([{ provider: 'first' }]);
    expect(JSON.stringify(read[0]?.meaning)).toContain('stop');
  });

  it('a gateway that took the text and fell silent: nothing goes to the other, now or later', async () => {
    answer = 'silent';
    await town.import(csv([{ ref: 'R-2' }]), 'r2.csv');
    await town.house.api.tick();
    answer = { result: 0 };
    const number = await town.numberOf('R-2');
    expect(await contactOf('R-2')).toEqual({ state: 'unknown', provider: 'first' });
    const before = sentTo(first, number).length;
    town.clock.advance(3_600_000);
    await town.house.api.tick();
    expect([sentTo(first, number).length, sentTo(second, number).length]).toEqual([before, 0]);
  });

  it('a gateway that is not there: the text leaves by the other, once', async () => {
    await first?.close();
    await until(() => expect(town.house.sms?.channel.accounts()[0]?.state).toBe('down'));
    await town.import(csv([{ ref: 'R-3' }]), 'r3.csv');
    await town.house.api.tick();
    const number = await town.numberOf('R-3');
    expect(await contactOf('R-3')).toEqual({ state: 'sent', provider: 'second' });
    expect(new Set(sentTo(second, number).map((one) => one.place[0])).size).toBe(sentTo(second, number).length);
  });

  it('none that can be reached: texts stay in the queue, and none is refused', async () => {
    await second?.close();
    await until(() => expect(town.house.sms?.available()).toBe(false));
    await town.import(csv([{ ref: 'R-4' }]), 'r4.csv');
    await town.house.api.tick();
    expect(await contactOf('R-4')).toEqual({ state: 'queued', provider: null });
  });

  it('a stop leaves on the day what was used of it', async () => {
    await town.house.sms?.close();
    const used = await openSmsQuota(town.house.database).used('second', '2026-11-24');
    expect(used).toBe(at(second).submitted.length);
  });
});

forEachDatabase('accounts and workers', (open) => {
  it('start with the workers, and end after their last batch', async () => {
    const ismg = await openIsmg({ version: '3.0', secret: 's3cret' });
    const text = `format: 1\naccounts:\n${account('only', ismg, '3.0')}routes:\n  - { country: CN, accounts: [only] }\n`;
    const town = await openTown(await open(), { demo: false, smsAccounts: readAccountsText(text, 'accounts.yaml', { SECRET: 's3cret' }) });
    await town.import(csv([{ ref: 'W-1' }]), 'w1.csv');
    const stop = await startWorkers({ ...town.house, timeOf: () => town.clock.now() }, { tickMs: 50, lanes: 1 });
    await until(() => expect(ismg.submitted.length).toBeGreaterThan(0)).finally(stop);
    expect([ismg.signedOn(), ismg.terminated()]).toEqual([1, 1]);
    const [row] = await town.house.database.query<{ state: string }>('select state from dunwell.attempt');
    expect(row?.state).toBe('sent');
    await ismg.close();
    town.leave();
  });
});
