import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openListener } from '../../src/adapters/email/incoming/listener.js';
import { readMail, type MailEnvelope } from '../../src/adapters/email/incoming/read-mail.js';
import { attemptToken, pointToken, taggedAddress } from '../../src/domain/contact/mail-token.js';
import { providerKey } from '../../src/domain/contact/provider-key.js';
import { takeMail } from '../../src/engine/inbound/take-mail.js';
import { forEachDatabase } from '../conformance/databases.js';
import { BOUNCES, OUR_TOKEN, RETURN_TO } from '../fixtures/mail-samples.js';
import { openTown, type Town } from '../fixtures/town.js';

/** What a machine may lack. */
const capabilities = { swaks: spawnSync('swaks', ['--version']).error === undefined };
if (!capabilities.swaks) console.warn('skipped: swaks is not installed (Debian: swaks), so no independent client speaks to the way in');

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'shared1', 'shared2'];
const column = (name: string, more: object = {}) => ({ column: name, ...more });
const MAPPING = {
  mapping: 1,
  loan: { externalRef: column('ref'), product: { constant: 'credit_card' }, currency: { constant: 'CNY' }, amountDue: { constant: '500.00' }, dueOn: { constant: '2026-11-10' } },
  borrower: { personRef: column('ref'), idNumber: column('id'), name: { constant: '张三' }, phones: [{ label: 'mobile', column: 'phone' }], email: column('email'), country: { constant: 'CN' }, timeZone: { constant: 'Asia/Shanghai' }, language: { constant: 'zh' } },
};
const emailOf = (ref: string) => (ref.startsWith('shared') ? 'both@there.example' : `${ref}@there.example`);

forEachDatabase('mail that comes in', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open(), { mail: { options: { server: { url: 'smtp://127.0.0.1:1', name: 'x', timeoutMs: 1_000 }, sender: { from: 'service@bank.example', returnTo: RETURN_TO, portalUrl: 'http://town.example', dkim: null } }, secret: SECRET } });
    const lines = PEOPLE.map((ref, i) => `${ref},9900001980100${String(i).padStart(5, '0')},+8615412${String(i).padStart(6, '0')},${emailOf(ref)}`);
    await town.import(['ref,id,phone,email', ...lines].join('\n'), 'mail.csv', { mapping: MAPPING });
    for (const ref of PEOPLE) await queueMail(ref);
  });
  afterAll(() => town.leave());

  const query = <T,>(sql: string, values: readonly (string | number)[] = []) => town.house.database.query<T & Readonly<Record<string, unknown>>>(sql, values);
  /** An e-mail that has left, as dispatch would leave it. */
  const queueMail = async (ref: string): Promise<void> => {
    const { slot, id } = await town.caseOf(ref);
    const now = town.clock.now();
    await town.house.api.store.inSlot(slot, null, async (transaction) => {
      const [record] = await transaction.cases([id]);
      if (record === undefined) throw new Error(`no case of ${ref}`);
      const pointId = (await transaction.dossier([record])).points.get(record.personId)?.find((p) => p.kind === 'email')?.id ?? null;
      await transaction.commitReview({
        now, decisions: [{ at: now, stage: 'review', caseId: id, personId: record.personId, choice: 'contact', outcome: 'allowed', deniedBy: [], record: '{"v":1,"stage":"review","judged":[]}' }],
        contacts: [{ caseId: id, personId: record.personId, pointId, channel: 'email', step: 'email-first', template: 'reminder-first', reasons: ['first_contact'], state: 'queued', notBefore: now, notAfter: now + 12 * 3_600_000, decision: 0 }],
        cases: [{ id, nextReviewAt: now + 30 * 86_400_000 }],
      });
    });
    await query(`update dunwell.contact set state = 'sent' where slot = $1 and case_id = $2 and channel = 'email'`, [slot, id]);
  };
  const mailOf = async (ref: string) => {
    const { slot, id } = await town.caseOf(ref);
    const [row] = await query<{ id: number; state: string; point_id: number; person_id: number }>(`select id, state, point_id, person_id from dunwell.contact where slot = $1 and case_id = $2 and channel = 'email'`, [slot, id]);
    if (row === undefined) throw new Error(`no mail to ${ref}`);
    return { ...row, slot, token: attemptToken(providerKey(row.id, 1), town.house.api.keys.blind) };
  };
  const eventsOf = async (ref: string) => {
    const { slot, person_id } = await mailOf(ref);
    return (await query<{ type: string; data: Readonly<Record<string, unknown>> }>('select type, data from dunwell.person_event where slot = $1 and person_id = $2 order by id', [slot, person_id])).map((e): Readonly<Record<string, unknown>> & { readonly type: string } => ({ ...e.data, type: e.type }));
  };
  const take = (mail: string, envelope: MailEnvelope = { from: null, to: [] }) => takeMail(town.house.api, 'test', readMail(Buffer.from(mail.replace(/\n/g, '\r\n')), envelope, RETURN_TO));
  const answer = (token: string, text: string, from = 'someone@else.example', id = `<${text.length}-${token}@else.example>`) => `From: ${from}\nTo: ${taggedAddress(RETURN_TO, token)}\nSubject: Re: x\nMessage-ID: ${id}\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`;
  const bounce = (by: string, token: string) => (BOUNCES.find((one) => one.by === by)?.mail ?? '').replaceAll(OUR_TOKEN, token);

  it('a bounce that says there is no such address: failed, told to the law, and the address is used no more', async () => {
    const { token, point_id, slot } = await mailOf('a');
    expect(await take(bounce('Gmail, no such account', token))).toEqual({ kind: 'bounce', persons: 1, repeated: false });
    expect(await take(bounce('Gmail, no such account', token))).toMatchObject({ repeated: true });
    await town.house.api.tick();
    expect((await mailOf('a')).state).toBe('failed');
    expect(await eventsOf('a')).toContainEqual(expect.objectContaining({ type: 'undeliverable_notice', channel: 'email', number: String(point_id) }));
    const record = await town.caseOf('a');
    const usable = await town.house.api.store.inSlot(slot, null, async (t) => [...(await t.dossier(await t.cases([record.id]))).points.values()].flat().map((p) => [p.kind, p.usable]));
    expect(usable).toEqual(expect.arrayContaining([['phone', true], ['email', false]]));
    const shown = (await town.house.api.reading.caseFile(record.id, town.clock.now()))?.parties.flatMap((p) => p.points.map((one) => [one.kind, one.usable]));
    expect(shown).toEqual(expect.arrayContaining([['phone', true], ['email', false]]));
  });
  it('a full mailbox: failed, and the address stays', async () => {
    const { token } = await mailOf('b');
    await take(bounce('Postfix, a full mailbox', token));
    await town.house.api.tick();
    expect((await mailOf('b')).state).toBe('failed');
    expect((await eventsOf('b')).some((e) => e.type === 'undeliverable_notice')).toBe(false);
  });
  it('"still trying" changes nothing, and a bounce that names a mail without our token moves nothing', async () => {
    const { token, id } = await mailOf('c');
    await take(bounce('Postfix, still trying', token));
    expect(await take(bounce('Postfix, no such user', `${providerKey(id, 1)}.000000000000000000000000`))).toMatchObject({ persons: 0 });
    await town.house.api.tick();
    expect((await mailOf('c')).state).toBe('sent');
  });
  it('an answer to one of ours is its person\'s, whoever sends it; a stop in it ends e-mail, and what is quoted from us is not read', async () => {
    const { token } = await mailOf('c');
    expect(await take(answer(token, '请不要再给我发邮件，退订\n\n> 如需还款请点击 https://town.example\n> 回复TD退订'))).toMatchObject({ kind: 'reply', persons: 1 });
    await town.house.api.tick();
    expect(await eventsOf('c')).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'consumer_email', channel: 'email', detail: 'stop' }), expect.objectContaining({ type: 'medium_optout', medium: 'email' })]));
    expect((await town.caseOf('c')).state).toBe('stopped');
    const { token: other } = await mailOf('d');
    await take(answer(other, '我明天还500\n\n在 2026年11月24日 10:02，银行 写道：\n\n回复TD退订'));
    await town.house.api.tick();
    const told = await eventsOf('d');
    expect(told.some((e) => e.type === 'medium_optout' || e['hold'] === 'stop')).toBe(false);
    expect(told).toContainEqual(expect.objectContaining({ type: 'consumer_email', detail: 'promise' }));
  });
  it('an answer without any token is everybody\'s who has the address, and a stranger\'s waits for somebody', async () => {
    const text = 'From: Both <BOTH@there.example>\nTo: dunwell@bounces.bank.example\nMessage-ID: <x@there.example>\n\nplease stop\n';
    expect(await take(text)).toMatchObject({ persons: 2 });
    expect(await take(text.replace('BOTH', 'nobody').replace('<x@', '<y@'))).toMatchObject({ persons: 0 });
    await town.house.api.tick();
    for (const ref of ['shared1', 'shared2']) expect((await town.caseOf(ref)).state).toBe('stopped');
    expect((await query<{ n: number }>(`select count(*)::int as n from dunwell.inbound where slot = 0 and person_id is null and kind = 'email_reply' and read_at is null`))[0]?.n).toBe(1);
  });
  it('an absence notice means nothing', async () => {
    const { token } = await mailOf('e');
    await take(`Auto-Submitted: auto-replied\n${answer(token, 'I am away. STOP by later.')}`);
    await town.house.api.tick();
    // The plan's own text may have left meanwhile.
    expect((await eventsOf('e')).filter((e) => e.type !== 'sms')).toEqual([]);
    expect((await town.caseOf('e')).state).toBe('open');
  });
  it('a report of abuse ends e-mail and waits for somebody', async () => {
    const { token } = await mailOf('f');
    await take(`To: ${taggedAddress(RETURN_TO, token)}\nContent-Type: multipart/report; report-type=feedback-report; boundary=f\n\n--f\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n--f--\n`);
    await town.house.api.tick();
    expect(await eventsOf('f')).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'medium_optout', medium: 'email' }), expect.objectContaining({ type: 'hold_placed', hold: 'complaint' })]));
  });
  it('words stay sealed: nothing of them is in a row, an event or the log', async () => {
    const rows = await query<{ body_sealed: Uint8Array; meaning: unknown }>('select body_sealed, meaning from dunwell.inbound');
    for (const row of rows) expect(`${Buffer.from(row.body_sealed).toString('utf8')}${JSON.stringify(row.meaning)}`).not.toMatch(/退订|明天还500|there\.example/);
    expect(town.log.join('\n')).not.toMatch(/退订|明天还500|there\.example/);
  });

  it('by the hook: signed over its bytes, or refused', async () => {
    const { token } = await mailOf('g');
    // Bytes that are no UTF-8: what is signed is what came.
    const bytes = Buffer.concat([Buffer.from(`From: g@there.example\r\nTo: ${taggedAddress(RETURN_TO, token)}\r\nContent-Type: text/plain; charset=gbk\r\n\r\n`), Buffer.from([0xcd, 0xcb, 0xb6, 0xa9])]);
    const post = (path: string, signature: string) => town.app.request(path, { method: 'POST', body: bytes, headers: { 'content-type': 'message/rfc822', 'x-dunwell-signature': signature } });
    const signature = createHmac('sha256', SECRET).update(bytes).digest('hex');
    expect((await post('/api/hooks/email/mail', 'no')).status).toBe(401);
    expect((await post('/api/hooks/email/gateway', signature)).status).toBe(404);
    const taken = await post('/api/hooks/email/mail', signature);
    expect([taken.status, await taken.json()]).toEqual([200, { kind: 'reply', persons: 1, repeated: false }]);
    await town.house.api.tick();
    expect((await town.caseOf('g')).state).toBe('stopped');
  });

  it('one click ends e-mail at once and without signing in; looking at the link does nothing', async () => {
    const { point_id } = await mailOf('h');
    const path = `/u/${pointToken(String(point_id), town.house.api.keys.blind)}`;
    const shown = await town.app.request(path, { headers: { 'accept-language': 'zh-CN' } });
    expect([shown.status, (await shown.text()).includes('不再发邮件')]).toEqual([200, true]);
    expect((await (await town.app.request(path, { headers: { 'accept-language': 'en' } })).text())).toContain('<form method="post"');
    expect((await eventsOf('h')).some((e) => e.type === 'medium_optout')).toBe(false);
    // As a provider of mailboxes sends it (RFC 8058, 3.2): no cookie, no page of ours before it.
    const click = () => town.app.request(path, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect((await click()).status).toBe(200);
    expect((await click()).status).toBe(200);
    expect((await eventsOf('h')).filter((e) => e.type === 'medium_optout')).toEqual([expect.objectContaining({ medium: 'email', channel: 'web' })]);
    // Texts and calls were not asked about.
    expect((await town.caseOf('h')).state).toBe('open');
    for (const wrong of [path.slice(0, -1), path.replace(/\d\./, '0.'), '/u/x', `/u/${'9'.repeat(90)}`]) expect((await town.app.request(wrong, { method: 'POST' })).status).toBe(404);
  });

  describe('by SMTP', () => {
    let port = 0;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ port, close } = await openListener({ host: '127.0.0.1', port: 0, name: 'bounces.bank.example', returnTo: RETURN_TO }, { clock: town.clock, log: town.house.api.log, take: (mail) => (mail.subject === 'break' ? Promise.reject(new Error('no database')) : takeMail(town.house.api, 'smtp', mail)) }));
    });
    afterAll(() => close());
    const send = async (to: string, raw: string | Buffer, from = '') => {
      const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, logger: false });
      try {
        await transport.sendMail({ envelope: { from, to: [to] }, raw });
        return 250;
      } catch (error) {
        return (error as { readonly responseCode?: number }).responseCode ?? 0;
      } finally {
        transport.close();
      }
    };
    it('takes what is for us, and nothing else; a mail that was not kept stays with its sender', async () => {
      const { token } = await mailOf('e');
      expect(await send(taggedAddress(RETURN_TO, token), answer(token, '我后天还'), 'e@there.example')).toBe(250);
      expect(await send('someone@elsewhere.example', 'x')).toBe(550);
      expect(await send('other@bounces.bank.example', 'x')).toBe(550);
      expect(await send(RETURN_TO, 'Subject: break\r\n\r\nx')).toBe(451);
      expect(await send(RETURN_TO, Buffer.alloc(5_100_000, 'x\r\n'))).toBe(552);
      await town.house.api.tick();
      expect(await eventsOf('e')).toContainEqual(expect.objectContaining({ type: 'consumer_email', detail: 'promise' }));
    });
    it.runIf(capabilities.swaks)('speaks with an independent client', async () => {
      const { token } = await mailOf('b');
      const run = await new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
        const child = spawn('swaks', ['--server', `127.0.0.1:${port}`, '--from', 'b@there.example', '--to', taggedAddress(RETURN_TO, token), '--header', 'Subject: Re: x', '--body', '我要投诉', '--timeout', '10']);
        let said = '';
        child.stdout.on('data', (chunk) => { said += String(chunk); });
        child.on('close', (code) => resolve({ code, said }));
      });
      expect(run.code, run.said).toBe(0);
      await town.house.api.tick();
      expect((await eventsOf('b')).some((e) => e.type === 'consumer_email')).toBe(true);
    });
  });
});
