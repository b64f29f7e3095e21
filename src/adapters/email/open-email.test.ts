import { createHash, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { authenticate } from 'mailauth';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { readAttemptToken, readPointToken, tagOf } from '../../domain/contact/mail-token.js';
import type { OutgoingText } from '../../engine/ports/channel.js';
import type { Permit } from '../../law/permit.js';
import { openEmail, type EmailOptions } from './open-email.js';

const NOW = Date.UTC(2026, 10, 24, 10, 2, 3);
const POINT = '281474976710000';
const sign = (purpose: string, value: string): string => createHash('sha256').update(`${purpose}|${value}|secret`).digest('hex');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
const OUTGOING: OutgoingText = {
  channel: 'email', to: 'li.lei@there.example', text: '您的账户尾号1234\n您好，截至2026-11-24欠款 500.00 元 <b>&。\n\n请在 https://pay.bank.example/v/7ABC 查看。', key: 'c281474976710655-1', country: 'CN', language: 'zh', code: '7ABC',
  template: { id: 'email-first', version: 1, language: 'zh', values: {} }, from: { nameEn: 'Town Bank', nameZh: '小镇银行', phone: '95500' },
};
const open: { close(): unknown }[] = [];
afterEach(() => { for (const one of open.splice(0)) one.close(); });

/** What the gate's own permit does, as far as a channel sees it. */
function permitFor(outgoing: OutgoingText): Permit & { readonly spent: () => number } {
  let spent = 0;
  return {
    claims: { pointId: POINT },
    consume(_now: number, digest: string) {
      expect(digest).toBe(createHash('sha256').update(outgoing.text, 'utf8').digest('hex'));
      if (spent > 0) throw new Error('permit: already used; ask the gate again');
      spent += 1;
    },
    spent: () => spent,
  } as unknown as Permit & { readonly spent: () => number };
}

function channel(url: string, more: { readonly server?: Partial<EmailOptions['server']>; readonly sender?: Partial<EmailOptions['sender']> } = {}) {
  const opened = openEmail({
    server: { url, name: 'out.bank.example', timeoutMs: 2_000, ...more.server },
    sender: { from: 'service@mail.bank.example', returnTo: 'dunwell@bounces.bank.example', portalUrl: 'https://pay.bank.example', dkim: { domain: 'mail.bank.example', selector: 's1', privateKey }, ...more.sender },
  }, { clock: { now: () => NOW }, sign });
  open.push(opened);
  return opened;
}

interface Got { readonly from: string; readonly to: readonly string[]; readonly mail: string; readonly session: string }

/** A real server of another author's. */
async function peer(options: SMTPServerOptions = {}): Promise<{ readonly url: string; readonly got: Got[]; readonly port: number }> {
  const got: Got[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, session, done) {
      void textOf(stream).then((mail) => {
        got.push({ from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((r) => r.address), mail, session: session.id });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  server.on('error', () => undefined);
  open.push({ close: () => server.close() });
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, got, port };
}

const refusal = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

/** A server that speaks until a point and then does as told. `at`: the command (or the final dot) at which `act` takes over. */
async function faulty(at: RegExp | 'dot', act: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    let data = false;
    let held = '';
    socket.on('error', () => undefined);
    socket.write('220 faulty ESMTP\r\n');
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      for (;;) {
        if (data) {
          if (!/\r\n\.\r\n/.test(held)) return;
          held = '';
          data = false;
          if (at === 'dot') return act(socket);
          socket.write('250 2.0.0 taken\r\n');
          continue;
        }
        const end = held.indexOf('\r\n');
        if (end < 0) return;
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        if (at !== 'dot' && at.test(line)) return act(socket);
        if (/^DATA/i.test(line)) data = true;
        socket.write(data ? '354 go on\r\n' : '250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an e-mail', () => {
  it('arrives with the words that were judged, in two forms, and nothing that tells that it was read', async () => {
    const { url, got } = await peer();
    expect(await channel(url).send(permitFor(OUTGOING), OUTGOING)).toEqual({ kind: 'sent', ref: OUTGOING.key });
    const mail = await simpleParser(got[0]?.mail ?? '');
    expect(mail.subject).toBe('您的账户尾号1234');
    expect(mail.text?.trim()).toBe('您好，截至2026-11-24欠款 500.00 元 <b>&。\n\n请在 https://pay.bank.example/v/7ABC 查看。');
    expect(mail.html).toContain('<html lang="zh-CN">');
    expect(mail.html).toContain('<p>您好，截至2026-11-24欠款 500.00 元 &lt;b&gt;&amp;。</p>');
    expect(mail.html).toContain('<a href="https://pay.bank.example/v/7ABC">https://pay.bank.example/v/7ABC</a>');
    expect(String(mail.html)).not.toMatch(/<img|<link|<script|style=|src=|https?:\/\/(?!pay\.bank\.example)/);
    expect(mail.attachments).toEqual([]);
    expect(mail.from?.value[0]).toMatchObject({ name: '小镇银行', address: 'service@mail.bank.example' });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.has('x-mailer')).toBe(false);
    expect(mail.date?.getTime()).toBe(NOW);
  });
  it('names its attempt in return path, answer address and id, so that no one can forge it', async () => {
    const { url, got } = await peer();
    await channel(url).send(permitFor(OUTGOING), OUTGOING);
    const mail = await simpleParser(got[0]?.mail ?? '');
    const back = tagOf(got[0]?.from ?? '', 'dunwell@bounces.bank.example') ?? '';
    expect(readAttemptToken(back, sign)).toEqual({ key: OUTGOING.key, contactId: 281474976710655 });
    expect(mail.replyTo?.value[0]?.address).toBe(got[0]?.from);
    expect(mail.messageId).toBe(`<${back}@bounces.bank.example>`);
    expect(readAttemptToken(back.replace(/-1\./, '-2.'), sign)).toBeNull();
    expect((got[0]?.from ?? '').split('@')[0]?.length).toBeLessThanOrEqual(64);
  });
  it('can be unsubscribed from in one click (RFC 8058), by a link that tells no one anything', async () => {
    const { url, got } = await peer();
    await channel(url).send(permitFor(OUTGOING), OUTGOING);
    const link = /^List-Unsubscribe: <(https:\/\/pay\.bank\.example\/u\/([^>]+))>\r?$/m.exec((got[0]?.mail ?? '').replace(/\r?\n[ \t]+/g, ' '));
    expect(got[0]?.mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    expect(readPointToken(link?.[2] ?? '', sign)).toBe(Number(POINT));
    expect(link?.[1]).not.toMatch(/li\.lei|there/);
    expect(readPointToken((link?.[2] ?? '').replace(/.$/, (c) => (c === '0' ? '1' : '0')), sign)).toBeNull();
  });
  it('bears a DKIM signature that an independent verifier accepts, over the link to unsubscribe too', async () => {
    const { url, got } = await peer();
    await channel(url).send(permitFor(OUTGOING), OUTGOING);
    const resolver = async (name: string, type: string) => {
      if (type === 'TXT' && name === 's1._domainkey.mail.bank.example') return [[`v=DKIM1; k=rsa; p=${(publicKey as unknown as Buffer).toString('base64')}`]];
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    };
    const check = async (mail: string) => (await authenticate(Buffer.from(mail), { ip: '127.0.0.1', helo: 'x', sender: 'a@mail.bank.example', resolver })).dkim.results[0];
    const whole = (got[0]?.mail ?? '').replace(/\r?\n/g, '\r\n');
    const found = await check(whole);
    expect(found?.status.result).toBe('pass');
    expect(found?.signingDomain).toBe('mail.bank.example');
    expect(String(found?.signingHeaders?.keys).toLowerCase()).toMatch(/list-unsubscribe.*list-unsubscribe-post|list-unsubscribe-post.*list-unsubscribe/);
    for (const broken of [whole.replace('One-Click', 'Two-Click'), whole.replace(/^Subject: .*$/m, 'Subject: x'), `${whole}x\r\n`]) expect((await check(broken))?.status.result).not.toBe('pass');
  });
  it.each([
    ['an address that is two', { to: 'a@b.example, c@d.example' }], ['an address with a line break', { to: 'a@b.example\r\nBcc: c@d.example' }], ['no address', { to: 'nobody' }], ['an address with a command', { to: 'a@b.example> SIZE=1' }],
    ['no body', { text: 'only a subject' }], ['no subject', { text: '\nbody' }], ['a subject with a control character', { text: 'a\rBcc: c@d.example\nbody' }], ['a text without bound', { text: `a\n${'b'.repeat(64_001)}` }],
  ])('with %s does not leave, and no permit is spent', async (_what, wrong) => {
    const { url, got } = await peer();
    const outgoing = { ...OUTGOING, ...wrong };
    const permit = permitFor(outgoing);
    expect(await channel(url).send(permit, outgoing)).toEqual({ kind: 'refused', reason: 'bad_address' });
    expect([permit.spent(), got.length]).toEqual([0, 0]);
  });
  it('keeps a name with commas and quotes in one header', async () => {
    const { url, got } = await peer();
    const outgoing = { ...OUTGOING, language: 'en' as const, from: { ...OUTGOING.from, nameEn: 'Bank, "Inc." <x@evil.example>\r\nBcc: y@evil.example' } };
    await channel(url).send(permitFor(outgoing), outgoing);
    const mail = await simpleParser(got[0]?.mail ?? '');
    expect(mail.from?.value).toHaveLength(1);
    expect(mail.from?.value[0]?.address).toBe('service@mail.bank.example');
    expect(mail.bcc).toBeUndefined();
  });
});

describe('what the server says', () => {
  it.each([
    ['no such user', { onRcptTo: (_a, _s, done) => done(refusal(550, '5.1.1 no such user')) } as SMTPServerOptions, { kind: 'refused', reason: 'smtp:5.1.1' }],
    ['not now', { onRcptTo: (_a, _s, done) => done(refusal(451, '4.7.1 greylisted')) } as SMTPServerOptions, { kind: 'refused', reason: 'not_reached/temporary:4.7.1' }],
    ['not from you', { onMailFrom: (_a, _s, done) => done(refusal(553, 'who are you')) } as SMTPServerOptions, { kind: 'refused', reason: 'smtp:553' }],
    ['not this text', { onData: (stream, _s, done) => { stream.resume(); stream.on('end', () => done(refusal(554, '5.7.1 spam'))); } } as SMTPServerOptions, { kind: 'refused', reason: 'smtp:5.7.1' }],
    ['not this text now', { onData: (stream, _s, done) => { stream.resume(); stream.on('end', () => done(refusal(452, '4.3.1 no room'))); } } as SMTPServerOptions, { kind: 'refused', reason: 'not_reached/temporary:4.3.1' }],
    ['too large', { size: 100 } as SMTPServerOptions, { kind: 'refused' }],
  ])('%s', async (_what, options, result) => {
    const { url } = await peer(options);
    const permit = permitFor(OUTGOING);
    expect(await channel(url).send(permit, OUTGOING)).toMatchObject(result);
    expect(permit.spent()).toBe(1);
  });
  it.each([
    ['the connection ends at MAIL', /^MAIL/i, 'end'], ['it ends at RCPT', /^RCPT/i, 'end'], ['it ends at DATA', /^DATA/i, 'end'], ['it is reset at DATA', /^DATA/i, 'reset'], ['no answer comes to MAIL', /^MAIL/i, 'silence'],
  ] as const)('%s: certain not to have left', async (_what, at, how) => {
    const url = await faulty(at, (socket) => void (how === 'end' ? socket.end() : how === 'reset' ? socket.resetAndDestroy() : undefined));
    const result = await channel(url, { server: { timeoutMs: 300 } }).send(permitFor(OUTGOING), OUTGOING);
    expect(result.kind).toBe('refused');
    expect(result).toMatchObject({ reason: expect.stringMatching(/^not_reached:/) as string });
  });
  it.each([
    ['the connection ends', 'end'], ['it is reset', 'reset'], ['no answer comes', 'silence'], ['half an answer comes', 'half'],
  ] as const)('after the final dot %s: it may have arrived', async (_what, how) => {
    const url = await faulty('dot', (socket) => void (how === 'end' ? socket.end() : how === 'reset' ? socket.resetAndDestroy() : how === 'half' ? socket.end('25') : undefined));
    expect((await channel(url, { server: { timeoutMs: 300 } }).send(permitFor(OUTGOING), OUTGOING)).kind).toBe('unknown');
  });
  it('no server there: nothing left, and the permit is unspent', async () => {
    const permit = permitFor(OUTGOING);
    expect(await channel('smtp://127.0.0.1:1').send(permit, OUTGOING)).toEqual({ kind: 'refused', reason: 'not_reached:econnrefused' });
    expect(permit.spent()).toBe(0);
  });
  it('wrong password: nothing left, and the permit is unspent', async () => {
    const { port } = await peer({ authOptional: false, allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(refusal(535, '5.7.8 no')) });
    const permit = permitFor(OUTGOING);
    expect(await channel(`smtp://u:p@127.0.0.1:${port}`).send(permit, OUTGOING)).toMatchObject({ kind: 'refused' });
    expect(permit.spent()).toBe(0);
  });
});

describe('connections', () => {
  it('are used again, also after a refusal, and a dead one costs nothing', async () => {
    let refuse = true;
    const { url, got } = await peer({ onRcptTo: (_address, _session, done) => { done(refuse ? refusal(550, '5.1.1 no') : undefined); refuse = false; } });
    const mail = channel(url);
    expect((await mail.send(permitFor(OUTGOING), OUTGOING)).kind).toBe('refused');
    await mail.send(permitFor(OUTGOING), OUTGOING);
    await mail.send(permitFor(OUTGOING), OUTGOING);
    expect(got).toHaveLength(2);
    expect(new Set(got.map((one) => one.session)).size).toBe(1);
  });
  it('that the server closed between two mails are opened anew', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      let data = false;
      socket.on('error', () => undefined);
      socket.write('220 x\r\n');
      socket.on('data', (chunk) => {
        const text = chunk.toString('latin1');
        if (data) {
          if (!text.endsWith('\r\n.\r\n')) return;
          data = false;
          socket.write('250 ok\r\n', () => socket.destroy());
        } else {
          data = /^DATA/im.test(text);
          socket.write(data ? '354 go\r\n' : '250 ok\r\n');
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    const mail = channel(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`);
    for (let i = 0; i < 3; i += 1) expect((await mail.send(permitFor(OUTGOING), OUTGOING)).kind).toBe('sent');
    expect(sockets).toHaveLength(3);
  });
  it('to another machine are never in the clear', async () => {
    const { port } = await peer();
    // Not a loopback name for us, and yet this machine.
    const permit = permitFor(OUTGOING);
    expect(await channel(`smtp://127.0.0.2:${port}`).send(permit, OUTGOING)).toMatchObject({ kind: 'refused' });
    expect(permit.spent()).toBe(0);
  });
  it('with TLS are made only to who can prove the name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dunwell-tls-'));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem'), '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
    const [key, cert] = [readFileSync(join(folder, 'key.pem')), readFileSync(join(folder, 'cert.pem'), 'utf8')];
    const { port, got } = await peer({ key, cert, disabledCommands: [] });
    expect(await channel(`smtp://localhost:${port}`, { server: { ca: cert } }).send(permitFor(OUTGOING), OUTGOING)).toMatchObject({ kind: 'sent' });
    expect(got).toHaveLength(1);
    // Another name than the certificate's, and a certificate that nobody vouches for.
    expect(await channel(`smtp://127.0.0.2:${port}`, { server: { ca: cert } }).send(permitFor(OUTGOING), OUTGOING)).toMatchObject({ kind: 'refused' });
    expect(await channel(`smtp://127.0.0.2:${port}`).send(permitFor(OUTGOING), OUTGOING)).toMatchObject({ kind: 'refused' });
    expect(got).toHaveLength(1);
  });
});
