import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openAccount, outgoing, permitFor, until, type Opened } from '../../../../test/fixtures/smpp-account.js';
import { bareAnswer, COMMAND, encodePdu } from './pdu.js';
import { openSandboxSmsc, receiptOf, type SandboxSmsc, type SandboxSmscOptions } from './sandbox-smsc.js';
import { decodeShortMessage, encodeAccepted, encodeShortMessage, type ShortMessage } from './short-message.js';
import type { SmppOptions } from './smpp-options.js';

const closing: (() => unknown)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });

interface Pair extends Opened {
  readonly smsc: SandboxSmsc;
  readonly taken: ShortMessage[];
}

async function both(peer: Partial<SandboxSmscOptions> = {}, options: Partial<SmppOptions> = {}): Promise<Pair> {
  const taken: ShortMessage[] = [];
  const smsc = await openSandboxSmsc({ systemId: 'esme', password: 'secret', accepted: (message) => taken.push({ ...message, octets: Buffer.from(message.octets) }), ...peer });
  closing.push(() => smsc.close());
  const opened = openAccount(smsc.port, options);
  closing.push(() => opened.account.close());
  await opened.up();
  return { ...opened, smsc, taken };
}

/** A peer of any manners: sees each frame, writes what it likes. It binds whoever asks. */
async function rawPeer(see: (socket: Socket, command: number, sequence: number, frame: Buffer) => void): Promise<{ readonly port: number; readonly sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 16 && rest.length >= rest.readUInt32BE(0)) {
        const frame = rest.subarray(0, rest.readUInt32BE(0));
        rest = rest.subarray(frame.length);
        const [command, sequence] = [frame.readUInt32BE(4), frame.readUInt32BE(12)];
        if (command === COMMAND.bind_transceiver) socket.write(encodePdu('bind_transceiver_resp', sequence, 0, { system_id: 'raw' }));
        else if (command === COMMAND.unbind) socket.end(bareAnswer(command, sequence, 0));
        else see(socket, command, sequence, Buffer.from(frame));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

async function toRaw(see: Parameters<typeof rawPeer>[0], options: Partial<SmppOptions> = {}): Promise<Opened & { readonly sockets: Socket[] }> {
  const peer = await rawPeer(see);
  const opened = openAccount(peer.port, options);
  closing.push(() => opened.account.close());
  await opened.up();
  return { ...opened, sockets: peer.sockets };
}

const LONG_ZH = '您好'.repeat(100);

describe('sending', () => {
  it('a short text in one part, with its alphabet said', async () => {
    const { send, taken, kept } = await both();
    expect(await send('Pay €5 {x}')).toEqual({ kind: 'sent', ref: '10000001' });
    expect(taken[0]).toMatchObject({ dataCoding: 0, esmClass: 0, dest: '8613800000000', destTon: 1, source: '10690000', sourceTon: 0, registered: 1, validity: '000000010000000R' });
    expect(taken[0]?.octets.toString('hex')).toBe('506179201b6535201b28781b29');
    await until(() => kept.receipts.length === 1);
    expect(kept.receipts).toEqual([{ key: 'c1-1', part: 1, state: 'delivered' }]);
  });

  it.each([[8, '050003', 67], [16, '060804', 66]] as const)('a long Chinese text in parts with a reference of %i bits, each with its receipt', async (referenceBits, header, room) => {
    const { send, taken, kept } = await both({}, { referenceBits });
    expect(await send(LONG_ZH)).toMatchObject({ kind: 'sent' });
    expect(taken).toHaveLength(Math.ceil(200 / room));
    expect(taken.map(({ octets }) => octets.toString('hex').slice(0, 6))).toEqual(taken.map(() => header));
    expect(taken.map(({ octets }) => [...octets.subarray(octets[0] as number - 1, octets[0] as number + 1)])).toEqual(taken.map((_, i) => [taken.length, i + 1]));
    expect(new Set(taken.map(({ octets }) => octets.subarray(3, (octets[0] as number) - 1).toString('hex'))).size).toBe(1);
    expect(taken.every(({ esmClass, dataCoding }) => esmClass === 0x40 && dataCoding === 8)).toBe(true);
    expect(taken.map(({ octets }) => octets.subarray((octets[0] as number) + 1).swap16().toString('utf16le')).join('')).toBe(LONG_ZH);
    await until(() => kept.receipts.length === taken.length);
    expect(kept.receipts.map(({ part }) => part).sort()).toEqual(taken.map((_, i) => i + 1));
  });

  it('never holds more than the window without an answer, and loses none', async () => {
    let [open, most] = [0, 0];
    const { account } = await toRaw((socket, command, sequence) => {
      if (command !== COMMAND.submit_sm) return;
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        socket.write(encodeAccepted(command, sequence, String(sequence)));
      }, 2);
    }, { window: 4 });
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => account.send(permitFor(`text ${i}`), outgoing(`text ${i}`, `c${i}-1`))));
    expect(results.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(most).toBe(4);
  });

  it('keeps to the pace of the contract', async () => {
    const at: number[] = [];
    const { account } = await both({ accepted: () => at.push(performance.now()) }, { tps: 50, window: 100 });
    await Promise.all(Array.from({ length: 20 }, (_, i) => account.send(permitFor(`text ${i}`), outgoing(`text ${i}`, `c${i}-1`))));
    // Five from the bucket, fifteen at 20 ms each.
    expect((at.at(-1) as number) - (at[0] as number)).toBeGreaterThan(15 * 20 - 40);
  });

  it.each<readonly [what: string, status: number, result: object]>([
    ['a number that cannot be', 0x0B, { kind: 'refused', reason: 'smpp:ESME_RINVDSTADR' }],
    ['a system error: perhaps it was taken', 0x08, { kind: 'unknown', reason: 'smpp:ESME_RSYSERR' }],
    ['a status of the peer\'s own', 0x401, { kind: 'unknown', reason: 'smpp:0x00000401' }],
    ['one that the account says is definite', 0x402, { kind: 'refused', reason: 'smpp:0x00000402' }],
    ['bound the wrong way', 0x04, { kind: 'refused', reason: 'not_reached:ESME_RINVBNDSTS' }],
  ])('refused: %s', async (_what, status, result) => {
    const { send, smsc } = await both({ judge: () => status }, { definiteRefusals: [0x402] });
    expect(await send('hello')).toEqual(result);
    expect(await send(LONG_ZH, 'c2-1')).toEqual(result);
    // Of a text whose first part is refused no other part is sent.
    expect(smsc.counts.submits).toBe(2);
  });

  it('is refused part 2 after part 1 was accepted: may have left', async () => {
    let count = 0;
    const { send, kept, smsc } = await both({ judge: () => (++count === 2 ? 0x0B : 0) });
    expect(await send(LONG_ZH)).toEqual({ kind: 'unknown', reason: 'partial_2_of_3:smpp:ESME_RINVDSTADR' });
    expect([...kept.refs.values()].map(({ part }) => part)).toEqual([1, 3]);
    expect(smsc.counts.submits).toBe(3);
  });

  it('too fast: slows down and writes again, for nothing was taken', async () => {
    let count = 0;
    const permit = permitFor('hello');
    const { account, smsc } = await both({ judge: () => (++count <= 2 ? 0x58 : 0) });
    expect(await account.send(permit, outgoing('hello'))).toMatchObject({ kind: 'sent' });
    expect([smsc.counts.submits, smsc.counts.accepted, permit.spent()]).toEqual([3, 1, 1]);
  });

  it('too fast for as long as the permit lives: refused, and may go another way', async () => {
    const { send, smsc } = await both({ judge: () => 0x14 });
    expect(await send('hello', 'c1-1', 500)).toEqual({ kind: 'refused', reason: 'throttled:late' });
    expect(smsc.counts.submits).toBeLessThan(6);
  });

  it('with a permit that has died writes nothing', async () => {
    const { send, smsc } = await both();
    await expect(send('hello', 'c1-1', -1)).rejects.toThrow(/^permit: expired/);
    expect(smsc.counts.submits).toBe(0);
  });

  it('does not begin a text that waited too long for the window', async () => {
    const { send, smsc } = await both({ judge: () => 'silent' }, { window: 1, waitMs: 60, answerMs: 1_500 });
    const first = send('hello');
    expect(await send('world', 'c2-1')).toEqual({ kind: 'refused', reason: 'not_reached:busy' });
    expect(await first).toEqual({ kind: 'unknown', reason: 'no_answer' });
    expect(smsc.counts.submits).toBe(1);
  });

  it('without a connection is refused at once', async () => {
    const opened = openAccount(1);
    closing.push(() => opened.account.close());
    expect(await opened.send('hello')).toEqual({ kind: 'refused', reason: 'not_reached:down' });
    expect(opened.account.state()).toBe('down');
  });
});

describe('an answer', () => {
  it('that never comes leaves it unknown; the window goes on', async () => {
    let count = 0;
    const { send } = await both({ judge: () => (++count === 1 ? 'silent' : 0) }, { window: 1, answerMs: 100, waitMs: 2_000 });
    const [first, second] = await Promise.all([send('hello'), send('world', 'c2-1')]);
    expect([first, second.kind]).toEqual([{ kind: 'unknown', reason: 'no_answer' }, 'sent']);
  });

  it('that comes late is no second sending, and names the part for its receipt', async () => {
    let submits = 0;
    let late: (() => void) | undefined;
    const { send, kept } = await toRaw((socket, command, sequence, frame) => {
      if (command === COMMAND.enquire_link) socket.write(bareAnswer(command, sequence, 0));
      if (command !== COMMAND.submit_sm) return;
      submits += 1;
      late = () => void socket.write(Buffer.concat([encodeAccepted(command, sequence, 'L1'), encodeShortMessage(COMMAND.deliver_sm, 9, receiptOf(decodeShortMessage(frame), 'L1'))]));
    }, { answerMs: 60 });
    expect(await send('hello')).toEqual({ kind: 'unknown', reason: 'no_answer' });
    late?.();
    await until(() => kept.receipts.length === 1);
    expect(kept.receipts).toEqual([{ key: 'c1-1', part: 1, state: 'delivered' }]);
    expect(submits).toBe(1);
  });

  it('that does not come because the connection ends leaves all of the window unknown, and none is written again', async () => {
    let submits = 0;
    const { send, sockets, account } = await toRaw((socket, command) => {
      if (command === COMMAND.submit_sm && ++submits === 5) socket.destroy();
    }, { window: 5 });
    const results = await Promise.all(Array.from({ length: 5 }, (_, i) => send(`text ${i}`, `c${i}-1`)));
    expect(results.every(({ kind, ...rest }) => kind === 'unknown' && JSON.stringify(rest).includes('lost'))).toBe(true);
    await until(() => account.state() === 'up');
    expect([submits, sockets.length]).toEqual([5, 2]);
  });

  it.each<readonly [what: string, bytes: Buffer]>([
    ['a length below a header', Buffer.from('0000000f80000004', 'hex')],
    ['a length of four gigabytes', Buffer.from('ffffffff80000004', 'hex')],
    ['a deliver_sm that breaks off within its length', Buffer.from('00000014' + '00000005' + '00000000' + '00000001' + '00010100', 'hex')],
    ['HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('malformed ends the connection, and another is made: %s', async (_what, bytes) => {
    let first = true;
    const { send, told, account, sockets } = await toRaw((socket, command, sequence) => {
      if (command !== COMMAND.submit_sm) return;
      socket.write(first ? bytes : encodeAccepted(command, sequence, '1'));
      first = false;
    });
    expect(await send('hello')).toEqual({ kind: 'unknown', reason: 'lost:malformed' });
    await until(() => account.state() === 'up' && sockets.length === 2);
    expect(told.some(([event, fields]) => event === 'smpp_down' && fields['reason'] === 'malformed')).toBe(true);
    expect(await send('again', 'c2-1')).toMatchObject({ kind: 'sent' });
  });

  it('that comes octet by octet, or with others in one piece, is the same', async () => {
    const held: Buffer[] = [];
    const { send } = await toRaw((socket, command, sequence) => {
      if (command !== COMMAND.submit_sm) return;
      held.push(encodeAccepted(command, sequence, `M${sequence}`));
      if (held.length < 3) return;
      const all = Buffer.concat(held);
      for (let i = 0; i < all.length; i++) setTimeout(() => socket.write(all.subarray(i, i + 1)), i / 20);
    });
    expect(await Promise.all([1, 2, 3].map((i) => send(`text ${i}`, `c${i}-1`)))).toEqual([2, 3, 4].map((i) => ({ kind: 'sent', ref: `M${i}` })));
  });

  it('of any noise leaves an account that binds again and sends', async () => {
    const noise = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 80 }), { seed: 20261124, numRuns: 40 });
    let turn = 0;
    const { send, up } = await toRaw((socket, command, sequence) => {
      if (command !== COMMAND.submit_sm) return;
      const next = noise[turn++];
      if (next === undefined) socket.write(encodeAccepted(command, sequence, '1'));
      // Noise that looks like the beginning of a frame is ended by the peer.
      else socket.end(Buffer.from(next));
    }, { reconnectMs: { first: 1, most: 2 } });
    for (let i = 0; i < noise.length; i++) {
      await up();
      expect((await send(`text ${i}`, `c${i}-1`)).kind).toBe('unknown');
    }
    await up();
    expect(await send('hello')).toMatchObject({ kind: 'sent' });
  });

  it('whose identifier is garbled was an acceptance all the same', async () => {
    const { send } = await toRaw((socket, command, sequence) => {
      if (command === COMMAND.submit_sm) socket.write(Buffer.concat([Buffer.from('00000013' + '80000004' + '00000000', 'hex'), Buffer.of(0, 0, 0, sequence), Buffer.from('abc')]));
    });
    expect(await send('hello')).toEqual({ kind: 'sent', ref: 'c1-1' });
  });
});

describe('the connection', () => {
  it('that says nothing is asked whether it lives, and given up', async () => {
    const { told, sockets } = await toRaw(() => undefined, { enquireMs: 50, answerMs: 50 });
    await until(() => sockets.length >= 2);
    expect(told.some(([event, fields]) => event === 'smpp_down' && fields['reason'] === 'silent')).toBe(true);
  });

  it('lives as long as the peer answers', async () => {
    let asked = 0;
    const { sockets, account } = await toRaw((socket, command, sequence) => {
      asked += 1;
      socket.write(bareAnswer(command, sequence, 0));
    }, { enquireMs: 20, answerMs: 200 });
    await until(() => asked >= 3);
    expect([sockets.length, account.state()]).toEqual([1, 'up']);
  });

  it('that the peer unbinds is bound again', async () => {
    const { smsc, up, send } = await both();
    await smsc.unbind();
    await until(() => smsc.counts.binds === 2);
    await up();
    expect(await send('hello')).toMatchObject({ kind: 'sent' });
  });

  it('of a pair sends by one and hears by the other', async () => {
    const { send, kept, smsc } = await both({}, { bind: 'pair' });
    expect(smsc.counts.binds).toBe(2);
    expect(await send('hello')).toMatchObject({ kind: 'sent' });
    await until(() => kept.receipts.length === 1);
  });

  it('with a wrong password is tried again only after the longest wait', async () => {
    const smsc = await openSandboxSmsc({ systemId: 'esme', password: 'other' });
    closing.push(() => smsc.close());
    const { told, account } = openAccount(smsc.port, { reconnectMs: { first: 1, most: 60_000 } });
    closing.push(() => account.close());
    await until(() => told.length > 0);
    expect(told).toEqual([['smpp_down', { account: 'carrier', as: 'transceiver', reason: 'ESME_RINVPASWD', againMs: 45_000 }]]);
  });

  it('closes after what is under way', async () => {
    const { account, send, smsc } = await both({ answerMs: 50 });
    const sending = send('hello');
    await account.close();
    expect(await sending).toMatchObject({ kind: 'sent' });
    expect(await send('more', 'c2-1')).toEqual({ kind: 'refused', reason: 'not_reached:closing' });
    expect(smsc.counts.submits).toBe(1);
  });
});

describe('TLS', () => {
  it('trusts the authority that the account names, and the name in the certificate; nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smpp-tls-'));
    const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Throw-away', '-days', '2');
    openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'key.pem', '-out', 'csr.pem', '-subj', '/CN=smsc.example', '-addext', 'subjectAltName=DNS:smsc.example');
    openssl('x509', '-req', '-in', 'csr.pem', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'cert.pem', '-days', '2', '-copy_extensions', 'copy');
    const [key, cert, ca] = ['key.pem', 'cert.pem', 'ca.pem'].map((name) => readFileSync(join(folder, name), 'utf8')) as [string, string, string];
    rmSync(folder, { recursive: true });
    const { send, smsc } = await both({ tls: { key, cert } }, { tls: { ca, servername: 'smsc.example' } });
    expect(await send('hello')).toMatchObject({ kind: 'sent' });
    for (const [tls, reason] of [[{ ca, servername: 'other.example' }, 'err_tls_cert_altname_invalid'], [{ servername: 'smsc.example' }, 'unable_to_verify_leaf_signature']] as const) {
      const { account, told } = openAccount(smsc.port, { tls });
      await until(() => told.length > 0);
      expect(told[0]).toMatchObject(['smpp_down', { reason }]);
      await account.close();
    }
    expect(smsc.counts.binds).toBe(1);
  });
});
