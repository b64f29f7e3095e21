import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSandboxSmsc, receiptOf, type SandboxSmsc } from '../../src/adapters/sms/smpp/sandbox-smsc.js';
import type { ShortMessage } from '../../src/adapters/sms/smpp/short-message.js';
import { readAccountsText } from '../../src/boot/sms/read-accounts.js';
import { forEachDatabase } from '../conformance/databases.js';
import { until } from '../fixtures/smpp-account.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

// The whole way by SMPP, from the accounts file to a promise: what leaves, what the operator says of each part, what the person answers.

forEachDatabase('the whole way by SMPP', (open) => {
  let town: Town;
  let smsc: SandboxSmsc;
  const taken: { readonly message: ShortMessage; readonly id: string }[] = [];
  let status: number | 'silent' = 0;

  beforeAll(async () => {
    smsc = await openSandboxSmsc({
      systemId: 'town', password: 's3cret', receipts: false, judge: () => status,
      accepted: (message, id) => taken.push({ message: { ...message, octets: Buffer.from(message.octets) }, id }),
    });
    const text = `format: 1\naccounts:\n  carrier:\n    kind: smpp\n    countries: [CN]\n    connection: { host: 127.0.0.1, port: ${smsc.port}, system_id: town, password: env:SECRET, source: { address: "10690000" }, country: CN, answer_ms: 500, reconnect_ms: { first: 20, most: 50 } }\nroutes:\n  - { country: CN, accounts: [carrier] }\n`;
    town = await openTown(await open(), { demo: false, smsAccounts: readAccountsText(text, 'accounts.yaml', { SECRET: 's3cret' }) });
    town.house.sms?.start();
    await town.house.sms?.connected(10_000);
  });
  afterAll(async () => {
    await town.house.sms?.close();
    await smsc.close();
    town.leave();
  });
  const turn = () => town.house.api.tick();
  const contactOf = async (ref: string) => (await town.house.database.query<{ state: string; attempt: string }>(
    'select t.state, a.state as attempt from dunwell.contact t join dunwell.attempt a on a.slot = t.slot and a.contact_id = t.id where t.slot = $1 and t.case_id = $2 order by t.id', [(await town.caseOf(ref)).slot, (await town.caseOf(ref)).id],
  ));
  const said = (from: string, text: string, number: number): ShortMessage => ({
    sourceTon: 1, sourceNpi: 1, source: from.slice(1), destTon: 0, destNpi: 1, dest: '10690000', esmClass: 0x40, validity: '', registered: 0, dataCoding: 8, tlvs: null,
    octets: Buffer.concat([Buffer.of(5, 0, 3, 77, 2, number), Buffer.from(text, 'utf16le').swap16()]),
  });

  it('a text leaves in parts, and is delivered when the last of them is', async () => {
    await town.import(csv([{ ref: 'S-1' }]), 's1.csv');
    await turn();
    expect(taken.length).toBeGreaterThan(1);
    const number = (await town.numberOf('S-1')).slice(1);
    expect(taken.map(({ message }) => message.dest)).toEqual(taken.map(() => number));
    expect(taken.map(({ message }) => message.octets.subarray(6).swap16().toString('utf16le')).join('')).toMatch(/^【小镇银行】.*回复TD退订$/);
    for (const { message, id } of taken.slice(1)) expect(await smsc.deliver(receiptOf(message, id))).toBe(0);
    await turn();
    expect(await contactOf('S-1')).toEqual([{ state: 'sent', attempt: 'sent' }]);
    const [first] = taken as [(typeof taken)[number]];
    expect([await smsc.deliver(receiptOf(first.message, first.id)), await smsc.deliver(receiptOf(first.message, first.id))]).toEqual([0, 0]);
    await turn();
    expect(await contactOf('S-1')).toMatchObject([{ state: 'delivered' }]);
  });

  it('a receipt of a text that is not ours is asked for again', async () => {
    expect(await smsc.deliver(receiptOf((taken[0] as (typeof taken)[number]).message, '424242'))).toBe(0x64);
  });

  it('the answer in two parts is read whole: a promise', async () => {
    const from = await town.numberOf('S-1');
    expect(await Promise.all([smsc.deliver(said(from, '就还500', 2)), smsc.deliver(said(from, '我15号发工资', 1))])).toEqual([0, 0]);
    await turn();
    const read = await town.house.database.query<{ meaning: unknown }>("select meaning from dunwell.inbound where kind = 'sms_reply'");
    expect(read).toHaveLength(1);
    expect(JSON.stringify(read[0]?.meaning)).toMatch(/promise/);
  });

  it('taken, and the operator falls silent: it counts as made, and is never sent again', async () => {
    status = 'silent';
    const before = smsc.counts.submits;
    await town.import(csv([{ ref: 'S-2' }]), 's2.csv');
    await turn();
    expect(await contactOf('S-2')).toMatchObject([{ attempt: 'unknown' }]);
    status = 0;
    await until(() => town.house.sms?.available() === true);
    await turn();
    // Only part 1 was written: without its answer the rest is not sent.
    expect(smsc.counts.submits).toBe(before + 1);
    expect(await contactOf('S-2')).toHaveLength(1);
  });
});
