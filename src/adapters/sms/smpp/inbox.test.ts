import { afterEach, describe, expect, it } from 'vitest';
import { openAccount, outgoing, permitFor, until, type Opened } from '../../../../test/fixtures/smpp-account.js';
import { Terminal } from '../../../engine/ports/errors.js';
import { openSandboxSmsc, receiptOf, type SandboxSmsc, type SandboxSmscOptions } from './sandbox-smsc.js';
import type { ShortMessage } from './short-message.js';
import type { SmppOptions } from './smpp-options.js';

const closing: (() => unknown)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });

async function both(peer: Partial<SandboxSmscOptions> = {}, options: Partial<SmppOptions> = {}): Promise<Opened & { readonly smsc: SandboxSmsc }> {
  const smsc = await openSandboxSmsc({ systemId: 'esme', password: 'secret', receipts: false, ...peer });
  closing.push(() => smsc.close());
  const opened = openAccount(smsc.port, options);
  closing.push(() => opened.account.close());
  await opened.up();
  return { ...opened, smsc };
}

const [OK, TEMPORARY, PERMANENT] = [0x00, 0x64, 0x65];
const said = (octets: Buffer, more: Partial<ShortMessage> = {}): ShortMessage => ({
  sourceTon: 1, sourceNpi: 1, source: '8613800000000', destTon: 0, destNpi: 1, dest: '10690000', esmClass: 0, validity: '', registered: 0, dataCoding: 0, octets, tlvs: null, ...more,
});
const words = (text: string): ShortMessage => said(Buffer.from(text, 'utf16le').swap16(), { dataCoding: 8 });
const part = (text: string, total: number, number: number, reference = 7): ShortMessage =>
  said(Buffer.concat([Buffer.of(5, 0, 3, reference, total, number), Buffer.from(text, 'utf16le').swap16()]), { dataCoding: 8, esmClass: 0x40 });
const receipt = (id: string, stat?: string, state?: number): ShortMessage => receiptOf(said(Buffer.alloc(0), { dest: '8613800000000', source: '10690000' }), id, stat, state);

describe('a receipt', () => {
  it('is accepted once it is kept, and a repeat changes nothing', async () => {
    const { smsc, send, kept } = await both();
    const sent = await send('hello');
    const ref = sent.kind === 'sent' ? sent.ref : '';
    expect([await smsc.deliver(receipt(ref)), await smsc.deliver(receipt(ref)), await smsc.deliver(receipt(ref, 'ENROUTE', 1))]).toEqual([OK, OK, OK]);
    expect(kept.receipts.map(({ state }) => state)).toEqual(['delivered', 'sent']);
  });

  it('that overtakes the answer to its own text waits for it', async () => {
    let early: Promise<number | null> = Promise.resolve(null);
    const { smsc, send, kept } = await both({ answerMs: 60, accepted: (_message, id) => { early = smsc.deliver(receipt(id)); } });
    expect(await send('hello')).toMatchObject({ kind: 'sent' });
    expect(await early).toBe(OK);
    expect(kept.receipts).toEqual([{ key: 'c1-1', part: 1, state: 'delivered' }]);
  });

  it('that comes while its text is being kept waits for that, and asks once', async () => {
    const { smsc, send, kept } = await both({ receipts: true });
    let keep = (): void => undefined;
    kept.beforeParts = new Promise((resolve) => { keep = resolve; });
    const sending = send('hello');
    await until(() => smsc.counts.receipts === 1);
    keep();
    expect(await sending).toMatchObject({ kind: 'sent' });
    await until(() => smsc.counts.receiptsAccepted === 1);
    expect(kept.askedFor).toHaveLength(1);
  });

  it('that nobody waits for is asked for again, five times', async () => {
    const { smsc, told } = await both();
    const statuses = [];
    for (let i = 0; i < 7; i++) statuses.push(await smsc.deliver(receipt('999')));
    expect(statuses).toEqual([TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, OK, TEMPORARY]);
    expect(told.filter(([event]) => event === 'smpp_receipt_unmatched')).toHaveLength(1);
  });

  it('that cannot be kept now is asked for again, and then kept', async () => {
    const { smsc, send, kept } = await both();
    const sent = await send('hello');
    kept.failNext = 1;
    const one = receipt(sent.kind === 'sent' ? sent.ref : '');
    expect([await smsc.deliver(one), await smsc.deliver(one)]).toEqual([TEMPORARY, OK]);
    expect(kept.receipts).toHaveLength(1);
  });

  it('that names no message is accepted and told', async () => {
    const { smsc, told } = await both();
    expect(await smsc.deliver(said(Buffer.from('delivered, thanks'), { esmClass: 4 }))).toBe(OK);
    expect(told.some(([event]) => event === 'smpp_receipt_unreadable')).toBe(true);
  });

  it('in decimal of an answer in hexadecimal finds its part', async () => {
    const { smsc, send, kept } = await both({}, { messageIds: { answer: 'hex', receipt: 'decimal' } });
    await send('hello');
    const bare = { ...receipt(String(0x10000001)), tlvs: null };
    expect(await smsc.deliver(bare)).toBe(OK);
    expect(kept.receipts).toEqual([{ key: 'c1-1', part: 1, state: 'delivered' }]);
  });
});

describe('a text from a phone', () => {
  it('is accepted once it is kept', async () => {
    const { smsc, kept } = await both();
    expect(await smsc.deliver(words('我15号发工资就还500'))).toBe(OK);
    expect(kept.replies).toMatchObject([{ from: '+8613800000000', text: '我15号发工资就还500' }]);
  });

  it('said twice is two', async () => {
    const { smsc, kept } = await both();
    expect([await smsc.deliver(words('1')), await smsc.deliver(words('1'))]).toEqual([OK, OK]);
    expect(kept.replies).toHaveLength(2);
  });

  it('that may not have been heard to be accepted is the same one when it comes again', async () => {
    const { smsc, kept, up } = await both();
    await smsc.deliver(words('1'));
    smsc.drop();
    await until(() => smsc.counts.binds === 2);
    await up();
    expect(await smsc.deliver(words('1'))).toBe(OK);
    expect(kept.replies).toHaveLength(1);
  });

  it('that cannot be kept now is asked for again, under the same name', async () => {
    const { smsc, kept } = await both();
    kept.failNext = 1;
    expect([await smsc.deliver(words('STOP')), kept.replies.length, await smsc.deliver(words('STOP'))]).toEqual([TEMPORARY, 0, OK]);
    expect(kept.replies).toHaveLength(1);
  });

  it('that can be kept never is not asked for again', async () => {
    const { smsc, kept } = await both();
    kept.reply = () => Promise.reject(new Terminal('bad_number', 'no such number'));
    expect(await smsc.deliver(words('hello'))).toBe(PERMANENT);
  });

  it('in parts is one, whatever their order', async () => {
    const { smsc, kept } = await both();
    expect(await Promise.all([smsc.deliver(part('还500', 3, 3)), smsc.deliver(part('我15号', 3, 1)), smsc.deliver(part('发工资就', 3, 2))])).toEqual([OK, OK, OK]);
    expect(kept.replies.map(({ text }) => text)).toEqual(['我15号发工资就还500']);
  });

  it('in parts from a peer that sends one at a time is whole too', async () => {
    const { smsc, kept } = await both();
    expect([await smsc.deliver(part('ab', 2, 1)), await smsc.deliver(part('cd', 2, 2))]).toEqual([OK, OK]);
    expect(kept.replies.map(({ text }) => text)).toEqual(['abcd']);
  });

  it('in parts that cannot be kept now is whole when the last one is said again', async () => {
    const { smsc, kept } = await both();
    kept.failNext = 1;
    expect([await smsc.deliver(part('ab', 2, 1)), await smsc.deliver(part('cd', 2, 2)), await smsc.deliver(part('cd', 2, 2))]).toEqual([OK, TEMPORARY, OK]);
    expect(kept.replies.map(({ text }) => text)).toEqual(['abcd']);
  });

  it('whose rest does not come is handed in as it is', async () => {
    const { smsc, kept, told } = await both({}, { partsMs: 100 });
    await smsc.deliver(part('STOP ple', 2, 1));
    await until(() => kept.replies.length === 1);
    expect(kept.replies[0]?.text).toBe('STOP ple[…]');
    expect(told.some(([event]) => event === 'smpp_text_incomplete')).toBe(true);
  });

  it('whose rest has not come is handed in before the account closes', async () => {
    const { smsc, kept, account } = await both();
    await smsc.deliver(part('half', 2, 2));
    await account.close();
    expect(kept.replies.map(({ text }) => text)).toEqual(['[…]half']);
  });

  it('does not wait behind one that takes long', async () => {
    const { smsc, kept, account } = await both();
    let slow = (): void => undefined;
    const { reply } = kept;
    let first = true;
    kept.reply = async (...all) => {
      if (first) {
        first = false;
        await new Promise<void>((resolve) => { slow = resolve; });
      }
      await reply.apply(kept, all);
    };
    const waiting = smsc.deliver(words('slow'));
    expect(await smsc.deliver(words('quick'))).toBe(OK);
    expect(await account.send(permitFor('out'), outgoing('out'))).toMatchObject({ kind: 'sent' });
    slow();
    expect(await waiting).toBe(OK);
    expect(kept.replies.map(({ text }) => text)).toEqual(['quick', 'slow']);
  });

  it('more than can be kept at once are asked for again', async () => {
    const { smsc, kept } = await both();
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => { go = resolve; });
    kept.reply = () => gate;
    const all = Array.from({ length: 600 }, (_, i) => smsc.deliver(words(`${i}`)));
    expect(await Promise.all(all.slice(500))).toEqual(Array.from({ length: 100 }, () => TEMPORARY));
    go();
    expect(new Set(await Promise.all(all.slice(0, 500)))).toEqual(new Set([OK]));
  });
});
