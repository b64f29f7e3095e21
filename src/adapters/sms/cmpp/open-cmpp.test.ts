import { createHash } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { outgoing as textTo } from '../../../../test/fixtures/outgoing.js';
import { openIsmg, reportBody, type Answered, type Ismg, type IsmgOptions } from '../../../../test/fixtures/ismg.js';
import type { Arrivals } from '../../../engine/ports/arrivals.js';
import type { OutgoingText } from '../../../engine/ports/channel.js';
import type { Permit } from '../../../law/permit.js';
import type { SmsAccount } from '../account.js';
import { CMPP_DEFAULTS, openCmpp, type CmppOptions } from './open-cmpp.js';

const SECRET = 'secret-of-two';
const NOW = Date.UTC(2026, 10, 24, 1, 30, 5);
const TEXT = '【示例银行】您的贷款已逾期。';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });

/** The machine may be busy: what is waited for is there at once or the test has failed. */
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 5 });

interface Trial extends Permit { readonly times: () => number }
/** What the gate's own permit does, as far as a channel sees it. */
function permitFor(text: string, expiresAt = NOW + 10_000): Trial {
  let times = 0;
  return {
    claims: { expiresAt },
    consume(now: number, digest: string) {
      if (times > 0) throw new Error('permit: already used; ask the gate again');
      if (now >= expiresAt) throw new Error('permit: expired; ask the gate again');
      expect(digest).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      times += 1;
    },
    times: () => times,
  } as unknown as Trial;
}

const outgoing = (text = TEXT, to = '+8615400000001'): OutgoingText => textTo({ text, to });

type Kept = { readonly what: 'reply' | 'parts' | 'receipt'; readonly told: unknown };
function keeper(over: Partial<Arrivals> = {}): { readonly arrivals: Arrivals; readonly kept: Kept[] } {
  const kept: Kept[] = [];
  const arrivals: Arrivals = {
    reply: async (_, told) => void kept.push({ what: 'reply', told }),
    parts: async (_, key, refs) => void kept.push({ what: 'parts', told: { key, refs } }),
    receiptByRef: async (_, told) => { kept.push({ what: 'receipt', told }); return 'kept'; },
    receipt: async () => { throw new Error('not by key'); },
    ...over,
  };
  return { arrivals, kept };
}

interface World { readonly ismg: Ismg; readonly account: SmsAccount; readonly kept: Kept[]; readonly logged: string[] }
async function world(gateway: Partial<IsmgOptions> = {}, options: Partial<CmppOptions> = {}, over: Partial<Arrivals> = {}, clock = { now: () => NOW }): Promise<World> {
  const version = gateway.version ?? options.version ?? '2.0';
  const ismg = await openIsmg({ version, secret: SECRET, ...gateway });
  closing.push(() => ismg.close());
  const { arrivals, kept } = keeper(over);
  const logged: string[] = [];
  const note = (event: string, fields?: object) => void logged.push(`${event} ${String((fields as { why?: string } | undefined)?.why ?? '')}`.trim());
  const account = openCmpp('cm', { ...CMPP_DEFAULTS, host: '127.0.0.1', port: ismg.port, version, spId: '900001', secret: SECRET, from: '10690001', replyMs: 2_000, reconnectMs: { first: 10, most: 50 }, ...options }, { clock, log: { info: note, error: note }, arrivals });
  closing.push(() => account.close());
  account.start();
  return { ismg, account, kept, logged };
}

async function up(gateway: Partial<IsmgOptions> = {}, options: Partial<CmppOptions> = {}, over: Partial<Arrivals> = {}, clock = { now: () => NOW }): Promise<World> {
  const made = await world(gateway, options, over, clock);
  await until(() => expect(made.account.state()).toBe('up'));
  return made;
}

const inTurn = (...answers: Answered[]) => () => answers.shift() ?? { result: 0 };

describe.each(['2.0', '3.0'] as const)('CMPP %s', (version) => {
  it('signs on, sends, keeps the gateway\'s number, and hears the report of it', async () => {
    const { ismg, account, kept } = await up({ version, onSubmit: () => ({ result: 0, msgId: 0xb4c5530000010000n }) });
    const permit = permitFor(TEXT);
    expect(await account.send(permit, outgoing())).toEqual({ kind: 'sent', ref: '13025908756704198656', provider: 'cm' });
    expect(permit.times()).toBe(1);
    expect(ismg.submitted).toMatchObject([{ number: '15400000001', from: '10690001', udhi: 0, format: 8, place: [1, 1], validTime: '261124103005032+' }]);
    expect(ismg.submitted[0]?.content.swap16().toString('utf16le')).toBe(TEXT);
    expect(await ismg.deliver({ msgId: 9n, from: '15400000001', report: true, content: reportBody(version, 0xb4c5530000010000n, 'DELIVRD') })).toBe(0);
    expect(kept).toEqual([
      { what: 'parts', told: { key: 'c1-1', refs: ['13025908756704198656'] } },
      { what: 'receipt', told: { id: '13025908756704198656:DELIVRD', ref: '13025908756704198656', state: 'delivered' } },
    ]);
  });

  it('cuts a long text, with a header on each part and one reference', async () => {
    const text = '字'.repeat(135);
    const { ismg, account, kept } = await up({ version });
    expect(await account.send(permitFor(text), outgoing(text))).toMatchObject({ kind: 'sent', ref: '1' });
    expect(ismg.submitted.map(({ udhi, place, content }) => [udhi, place, content.subarray(0, 6).toString('hex'), content.length])).toEqual([
      [1, [1, 3], '050003010301', 140], [1, [2, 3], '050003010302', 140], [1, [3, 3], '050003010303', 8],
    ]);
    expect(kept).toEqual([{ what: 'parts', told: { key: 'c1-1', refs: ['1', '2', '3'] } }]);
  });

  it('hands in a reply in GB, and says yes only when it is kept', async () => {
    const order: string[] = [];
    const { ismg } = await up({ version }, {}, { reply: async (_, told) => { await Promise.resolve(); order.push(JSON.stringify(told)); } });
    const result = await ismg.deliver({ msgId: 77n, from: '8615400000001', format: 15, content: Buffer.from('cdcbb6a9', 'hex') });
    order.push(`answered ${result}`);
    expect(order).toEqual(['{"id":"77","from":"+8615400000001","text":"退订"}', 'answered 0']);
  });

  it('puts a long reply together, whatever the order of its parts', async () => {
    const { ismg, kept } = await up({ version });
    const part = (n: number, text: string) => Buffer.concat([Buffer.of(5, 0, 3, 200, 2, n), Buffer.from(text, 'utf16le').swap16()]);
    const second = ismg.deliver({ msgId: 2n, from: '15400000001', udhi: 1, content: part(2, '就还500') });
    const first = ismg.deliver({ msgId: 1n, from: '15400000001', udhi: 1, content: part(1, '我15号发工资') });
    expect(await Promise.all([first, second])).toEqual([0, 0]);
    expect(kept).toEqual([{ what: 'reply', told: { id: '1', from: '+8615400000001', text: '我15号发工资就还500' } }]);
  });
});

describe('what a SUBMIT comes to', () => {
  const cases: readonly (readonly [string, readonly Answered[], object, number])[] = [
    ['taken', [{ result: 0 }], { kind: 'sent' }, 1],
    ['refused: fee code', [{ result: 5 }], { kind: 'refused', reason: 'cmpp_5' }, 1],
    ['flow control twice, then taken: nothing had been taken before', [{ result: 8 }, { result: 8 }, { result: 0 }], { kind: 'sent' }, 3],
    ['flow control, then refused', [{ result: 8 }, { result: 13 }], { kind: 'refused', reason: 'cmpp_13' }, 2],
    ['no answer: it may have left, and is not sent again', ['silent'], { kind: 'unknown', reason: 'late' }, 1],
    ['flow control, then no answer', [{ result: 8 }, 'silent'], { kind: 'unknown', reason: 'late' }, 2],
    ['the connection ends before the answer', ['cut'], { kind: 'unknown', reason: 'lost' }, 1],
    ['an answer one octet short', [Buffer.from('000000148000000400000002000000000000000a', 'hex')], { kind: 'unknown', reason: 'lost' }, 1],
  ];
  it.each(cases)('%s', async (_, answers, result, submits) => {
    const { account, ismg } = await up({ onSubmit: inTurn(...answers) }, { replyMs: 150, throttledMs: 5 });
    const permit = permitFor(TEXT);
    expect(await account.send(permit, outgoing())).toMatchObject({ ...result, provider: 'cm' });
    expect(permit.times()).toBe(1);
    expect(ismg.submitted).toHaveLength(submits);
  });

  it('flow control for as long as the permit lives: refused, and never written after it', async () => {
    let now = NOW;
    const { account, ismg } = await up({ onSubmit: () => { now += 4_000; return { result: 8 }; } }, { throttledMs: 5 }, {}, { now: () => now });
    expect(await account.send(permitFor(TEXT), outgoing())).toMatchObject({ kind: 'refused', reason: 'throttled:cmpp_8' });
    expect(ismg.submitted).toHaveLength(3);
  });

  it.each([
    ['refused', { result: 5 }, 'partial_1_of_3:cmpp_5', 2], ['not answered', 'silent', 'partial_1_of_3:late', 2],
  ] as const)('a second part that is %s: the text counts as made, the third is not sent', async (_, answer, reason, submits) => {
    const text = '字'.repeat(135);
    const { account, ismg, kept } = await up({ onSubmit: inTurn({ result: 0 }, answer) }, { replyMs: 150 });
    expect(await account.send(permitFor(text), outgoing(text))).toMatchObject({ kind: 'unknown', reason });
    expect(ismg.submitted).toHaveLength(submits);
    expect(kept).toEqual([{ what: 'parts', told: { key: 'c1-1', refs: ['1', 'none:c1-1:2', 'none:c1-1:3'] } }]);
  });

  it('an answer after its time still tells the number, for the report', async () => {
    let answer: (one: Answered) => void = () => undefined;
    const { account, kept } = await up({ onSubmit: () => new Promise<Answered>((resolve) => { answer = resolve; }) }, { replyMs: 100 });
    expect(await account.send(permitFor(TEXT), outgoing())).toMatchObject({ kind: 'unknown' });
    answer({ result: 0, msgId: 5n });
    await until(() => expect(kept).toEqual([{ what: 'parts', told: { key: 'c1-1', refs: ['5'] } }]));
  });
});

describe('what certainly does not leave costs no permit', () => {
  const unspent = async (account: SmsAccount, reason: string, text = TEXT, to?: string) => {
    const permit = permitFor(text);
    expect(await account.send(permit, outgoing(text, to))).toEqual({ kind: 'refused', reason, provider: 'cm' });
    expect(permit.times()).toBe(0);
  };
  it('no gateway there', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { account } = await world({}, { port });
    await unspent(account, 'not_reached:down');
  });
  it('a number of another country', async () => unspent((await up()).account, 'not_served', TEXT, '+12025550100'));
  it('more parts than a text may have', async () => unspent((await up()).account, 'too_long', '字'.repeat(67 * 20 + 1)));
  it('no turn in time: the window is full', async () => {
    const { account, ismg } = await up({ onSubmit: () => 'silent' }, { window: 1, turnMs: 30, replyMs: 400 });
    const first = account.send(permitFor(TEXT), outgoing());
    await until(() => expect(ismg.submitted).toHaveLength(1));
    await unspent(account, 'throttled:turn');
    expect(await first).toMatchObject({ kind: 'unknown' });
    expect(ismg.submitted).toHaveLength(1);
  });
  it('a permit that has died: nothing is written', async () => {
    const { account, ismg } = await up();
    await expect(account.send(permitFor(TEXT, NOW), outgoing())).rejects.toThrow(/^permit: expired/);
    expect(ismg.submitted).toEqual([]);
    // Its place in the window is free again.
    expect(await account.send(permitFor(TEXT), outgoing())).toMatchObject({ kind: 'sent' });
  });
});

describe('the connection', () => {
  it.each([
    ['refuses us', { onConnect: 'refuse' }, 'connect_3'], ['does not know the secret either', { onConnect: 'unproven' }, 'gateway_unproven'], ['speaks another version', { onConnect: 'other_version' }, 'version'],
    ['does not answer', { onConnect: 'silent' }, 'no_answer'],
  ] as const)('a gateway that %s gets no text, and is asked again', async (_, gateway, why) => {
    const { account, logged } = await world(gateway, { replyMs: 60 });
    await until(() => expect(logged.filter((one) => one === `sms_account_down ${why}`).length).toBeGreaterThan(1));
    expect(account.state()).toBe('down');
  });
  it('a wrong secret of ours', async () => {
    const { logged } = await world({}, { secret: 'another' });
    await until(() => expect(logged).toContain('sms_account_down connect_3'));
  });
  it('is asked for ever less often by a gateway that lets us in and hangs up', async () => {
    const { ismg, account } = await world({}, { reconnectMs: { first: 40, most: 10_000 } });
    const at: number[] = [];
    for (let times = 1; times <= 4; times += 1) {
      await until(() => expect([ismg.signedOn(), account.state()]).toEqual([times, 'up']));
      at.push(performance.now());
      ismg.cut();
    }
    // 40, 80, 160 ms: each pause is at least what it should be, however slow the machine.
    expect(at.slice(1).map((one, i) => one - (at[i] ?? 0) >= 40 * 2 ** i - 1)).toEqual([true, true, true]);
  });
  it('comes back when it was cut', async () => {
    const { ismg, account } = await up();
    ismg.cut();
    await until(() => expect(ismg.signedOn()).toBe(2));
    await until(() => expect(account.state()).toBe('up'));
    expect(await account.send(permitFor(TEXT), outgoing())).toMatchObject({ kind: 'sent' });
  });
  it('is given up when link tests stay unanswered, and made anew', async () => {
    const { ismg, logged } = await up({ deaf: true }, { activeTestMs: 20, missesMax: 2 });
    await until(() => expect(ismg.signedOn()).toBeGreaterThan(1));
    expect(ismg.linkTests()).toBeGreaterThan(1);
    expect(logged).toContain('sms_account_down silent');
  });
  it('is kept while they are answered', async () => {
    const { ismg, account } = await up({}, { activeTestMs: 10, missesMax: 2 });
    await until(() => expect(ismg.linkTests()).toBeGreaterThan(6));
    expect([ismg.signedOn(), account.state()]).toEqual([1, 'up']);
  });
  it('answers the gateway\'s own link test and its end', async () => {
    const { ismg, logged } = await up();
    ismg.raw(Buffer.from('0000000c0000000800000001', 'hex'));
    ismg.raw(Buffer.from('0000000c0000000200000002', 'hex'));
    await ismg.gone();
    await until(() => expect(logged).toContain('sms_account_down terminated'));
  });
  /** A DELIVER of 2.0 with the one character 退, and nothing else in it. */
  const waiting = Buffer.from(`${'00000057'}${'00000005'}${'00000001'}${'0000000000000007'}${''.padEnd(62, '0')}${'000008'}${Buffer.from('15400000001').toString('hex').padEnd(42, '0')}${'00'}${'02'}${'9000'}${''.padEnd(16, '0')}`, 'hex');
  it('takes what the gateway sends behind its CONNECT_RESP, in the same packet', async () => {
    const { kept } = await up({ withConnect: waiting });
    await until(() => expect(kept).toEqual([{ what: 'reply', told: { id: '7', from: '+8615400000001', text: '退' } }]));
  });
  it('takes nothing of a gateway that does not prove itself', async () => {
    const { kept, logged } = await world({ withConnect: waiting, onConnect: 'unproven' });
    await until(() => expect(logged).toContain('sms_account_down gateway_unproven'));
    expect(kept).toEqual([]);
  });
  it('ends after what is under way has its answer, and takes nothing new', async () => {
    let answer: (one: Answered) => void = () => undefined;
    const { ismg, account } = await up({ onSubmit: () => new Promise<Answered>((resolve) => { answer = resolve; }) });
    const sending = account.send(permitFor(TEXT), outgoing());
    await until(() => expect(ismg.submitted).toHaveLength(1));
    const closed = account.close();
    expect(await account.send(permitFor(TEXT), outgoing())).toMatchObject({ kind: 'refused', reason: 'not_reached:closing' });
    answer({ result: 0 });
    expect(await sending).toMatchObject({ kind: 'sent' });
    await closed;
    expect(ismg.terminated()).toBe(1);
  });
  it('signs off when it is closed', async () => {
    const { ismg, account } = await up();
    await account.close();
    expect([ismg.terminated(), account.state()]).toEqual([1, 'down']);
  });
  it.each([
    ['a length of a gigabyte', '40000000'], ['a length below a header', '00000004'], ['no command', '0000000c0000007f00000001'], ['a DELIVER cut short', '000000200000000500000001'.padEnd(64, '0')],
    ['an answer to a SUBMIT with an octet too many', '000000168000000400000001'.padEnd(44, '0')], ['a SUBMIT, which only a client sends', '0000000c0000000400000001'], ['what is not CMPP', Buffer.from('HTTP/1.1 400 Bad Request').toString('hex')],
  ])('is destroyed by %s', async (_, hex) => {
    const { ismg, logged } = await up();
    const gone = ismg.gone();
    ismg.raw(Buffer.from(hex, 'hex'));
    await gone;
    await until(() => expect(logged.some((one) => one.startsWith('sms_account_down fault'))).toBe(true));
    await until(() => expect(ismg.signedOn()).toBe(2));
  });
});

describe('reports and replies', () => {
  it.each([['DELIVRD', 'delivered'], ['EXPIRED', 'expired'], ['UNDELIV', 'failed'], ['DELETED', 'failed'], ['REJECTD', 'failed'], ['MA:0001', 'failed'], ['ACCEPTD', 'sent'], ['UNKNOWN', 'sent']])('%s is %s', async (stat, state) => {
    const { ismg, kept } = await up();
    expect(await ismg.deliver({ msgId: 9n, from: '15400000001', report: true, content: reportBody('2.0', 5n, stat) })).toBe(0);
    expect(kept).toEqual([{ what: 'receipt', told: { id: `5:${stat}`, ref: '5', state } }]);
  });
  it('a report ahead of the answer to its SUBMIT is asked again', async () => {
    const said: ('unknown' | 'kept')[] = ['unknown', 'kept'];
    const { ismg } = await up({}, {}, { receiptByRef: async () => said.shift() ?? 'kept' });
    expect(await ismg.deliver({ msgId: 9n, from: '1', report: true, content: reportBody('2.0', 5n, 'DELIVRD') })).toBe(0);
    expect(said).toEqual([]);
  });
  it.each([
    ['a report of neither length', { report: true, content: Buffer.alloc(50) }, 4, 0], ['binary data', { format: 4, content: Buffer.of(1, 2, 3) }, 0, 0], ['a text that is empty', { content: Buffer.alloc(0) }, 0, 1],
    ['a header that does not add up: read as text', { udhi: 1, format: 0, content: Buffer.from('zSTOP') }, 0, 1],
  ])('%s', async (_, one, result, count) => {
    const { ismg, kept } = await up();
    expect(await ismg.deliver({ msgId: 9n, from: '15400000001', ...one })).toBe(result);
    expect(kept).toHaveLength(count);
  });
  it('what cannot be kept is not taken from the gateway', async () => {
    const { ismg } = await up({}, {}, { reply: async () => { throw new Error('database'); } });
    expect(await ismg.deliver({ msgId: 9n, from: '15400000001', content: Buffer.from('9000', 'hex') })).toBe(9);
    const part = (n: number) => Buffer.concat([Buffer.of(6, 8, 4, 1, 2, 2, n), Buffer.from('9000', 'hex')]);
    expect(await Promise.all([1, 2].map((n) => ismg.deliver({ msgId: BigInt(n), from: '15400000001', udhi: 1, content: part(n) })))).toEqual([9, 9]);
  });
  it('a gateway that sends parts one at a time is not kept waiting, and what stays incomplete is handed in', async () => {
    const { ismg, kept } = await up({}, { longReplies: { answerMs: 20, wholeMs: 60 } });
    expect(await ismg.deliver({ msgId: 1n, from: '15400000001', udhi: 1, format: 0, content: Buffer.from([5, 0, 3, 7, 2, 1, ...Buffer.from('STOP')]) })).toBe(0);
    await until(() => expect(kept).toEqual([{ what: 'reply', told: { id: '1', from: '+8615400000001', text: 'STOP[…]' } }]));
  });
});
