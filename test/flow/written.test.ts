import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { readMail } from '../../src/adapters/email/incoming/read-mail.js';
import { lettersDoor } from '../../src/boot/letters-door.js';
import { takeMail } from '../../src/engine/inbound/take-mail.js';
import { RETURN_TO } from '../fixtures/mail-samples.js';
import { openTown, type Town } from '../fixtures/town.js';

/** What a machine may lack. */
const capabilities = { poppler: spawnSync('pdftotext', ['-v']).error === undefined };
if (!capabilities.poppler) console.warn('skipped: pdftotext is not installed (Debian: poppler-utils), so the letter of the journey is not read back');

const column = (name: string) => ({ column: name });
const MAPPING = {
  mapping: 1,
  loan: { externalRef: column('ref'), product: { constant: 'credit_card' }, currency: { constant: 'CNY' }, amountDue: { constant: '500.00' }, dueOn: { constant: '2026-11-10' } },
  borrower: { personRef: column('ref'), idNumber: column('id'), name: column('name'), phones: [{ label: 'mobile', column: 'phone' }], email: column('email'), address: column('address'), country: { constant: 'CN' }, timeZone: { constant: 'Asia/Shanghai' }, language: { constant: 'zh' } },
};
const ROWS = [
  ['w1', '990000198010000001', '张玥', '+8615412000001', 'zhang@there.example', '上海市静安区南京西路1266号'],
  ['w2', '990000198010000002', '李雷', '+8615412000002', 'li@there.example', '上海市静安区南京西路1268号'],
  ['w3', '990000198010000003', '𠮷田', '+8615412000003', 'refused@there.example', '上海市静安区南京西路1270号'],
  ['w4', '990000198010000004', '王五', '+8615412000004', 'wang@there.example', '不详'],
];

describe('letters and e-mails, from the gate to a mailbox and a print house', () => {
  const got: { readonly from: string; readonly mail: string }[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onRcptTo: (address, _session, done) => done(address.address.startsWith('refused') ? Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }) : undefined),
    onData: (stream, session, done) => void textOf(stream).then((mail) => { got.push({ from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address, mail }); done(); }),
  });
  let town: Town;
  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    town = await openTown(await openPglite(), {
      plan: false, demo: false, letters: { paper: 'on', from: ['上海市浦东新区世纪大道1号', '邮编 200120'] },
      mail: { options: { server: { url: `smtp://127.0.0.1:${port}`, name: 'x', timeoutMs: 5_000 }, sender: { from: 'service@bank.example', returnTo: RETURN_TO, portalUrl: 'http://town.example', dkim: null } }, secret: null },
    });
    await town.import([['ref', 'id', 'name', 'phone', 'email', 'address'], ...ROWS].map((row) => row.join(',')).join('\n'), 'written.csv', { mapping: MAPPING });
    await town.house.api.tick();
    for (const [ref = ''] of ROWS) for (const channel of ['email', 'mail'] as const) await queue(ref, channel);
    const { plans, digest } = town.house.api;
    const yaml = readFileSync('plans/ladder.yaml', 'utf8').replace('percent: 5', 'percent: 0');
    const draft = await plans.draft('ladder', yaml, digest(yaml), 'analyst', town.clock.now());
    await plans.approve(draft.plan, draft.version, 'head', town.clock.now());
    await plans.release(draft.plan, draft.version, town.clock.now());
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    town.leave();
  });

  const queue = async (ref: string, channel: 'email' | 'mail'): Promise<void> => {
    const { slot, id } = await town.caseOf(ref);
    const now = town.clock.now();
    await town.house.api.store.inSlot(slot, null, async (transaction) => {
      const [record] = await transaction.cases([id]);
      if (record === undefined) throw new Error(`no case of ${ref}`);
      const pointId = (await transaction.dossier([record])).points.get(record.personId)?.find((p) => p.kind === (channel === 'email' ? 'email' : 'address'))?.id ?? null;
      await transaction.commitReview({
        now, decisions: [{ at: now, stage: 'review', caseId: id, personId: record.personId, choice: 'contact', outcome: 'allowed', deniedBy: [], record: '{"v":1,"stage":"review","judged":[]}' }],
        contacts: [{ caseId: id, personId: record.personId, pointId, channel, step: `${channel}-first`, template: channel === 'email' ? 'email-reminder' : 'letter-reminder', reasons: ['first_contact'], state: 'queued', notBefore: now, notAfter: now + 12 * 3_600_000, decision: 0 }],
        cases: [{ id, nextReviewAt: now + 30 * 86_400_000 }],
      });
    });
  };
  const contact = async (ref: string, channel: 'email' | 'mail') => {
    const { slot, id } = await town.caseOf(ref);
    const [row] = await town.house.database.query<{ id: number; state: string; verify_code: string; ref: string; text_digest: string }>(
      `select c.id, c.state, c.verify_code, c.text_digest, a.provider_ref as ref from dunwell.contact c left join dunwell.attempt a on a.slot = c.slot and a.contact_id = c.id where c.slot = $1 and c.case_id = $2 and c.channel = $3`, [slot, id, channel]);
    return row;
  };
  const holdsOf = async (ref: string) => {
    const { slot, id } = await town.caseOf(ref);
    return (await town.house.database.query<{ detail: string }>(`select e.data ->> 'detail' as detail from dunwell.person_event e join dunwell.collection_case k on k.slot = e.slot and k.person_id = e.person_id where k.slot = $1 and k.id = $2 and e.type = 'hold_placed' order by e.id`, [slot, id])).map((row) => row.detail);
  };

  it('leave as they were judged, and count', async () => {
    await town.house.api.tick();
    expect(await contact('w1', 'email')).toMatchObject({ state: 'sent' });
    expect(await contact('w1', 'mail')).toMatchObject({ state: 'sent' });
    expect(got).toHaveLength(3);
    const mine = got.map((one) => one.mail).find((mail) => mail.includes('zhang@there.example')) ?? '';
    const mail = await simpleParser(mine);
    expect(mail.subject).toBe('【小镇银行】关于您的账户');
    expect(mail.text).toContain('500.00');
    expect(mail.text).toContain(`http://town.example/v/${(await contact('w1', 'email'))?.verify_code ?? ''}`);
    // The very words: subject and text together have the digest that the permit carried.
    const { digest } = town.house.api;
    expect([`${mail.subject ?? ''}\n\n${mail.text?.trim() ?? ''}`, `${mail.subject ?? ''}\n${mail.text?.trim() ?? ''}`].map((words) => digest(words))).toContain((await contact('w1', 'email'))?.text_digest);
    const { slot, id } = await town.caseOf('w1');
    const counted = await town.house.database.query<{ type: string }>(`select e.type from dunwell.person_event e join dunwell.collection_case k on k.slot = e.slot and k.person_id = e.person_id where k.slot = $1 and k.id = $2 and e.type in ('email', 'letter') order by e.type`, [slot, id]);
    expect(counted.map((e) => e.type)).toEqual(['email', 'letter']);
  });
  it('that cannot be sent as they are wait for a person, who is told why', async () => {
    expect(await contact('w3', 'email')).toMatchObject({ state: 'refused', ref: 'smtp:5.1.1' });
    expect(await contact('w3', 'mail')).toMatchObject({ state: 'refused', ref: 'no_glyph' });
    expect(await contact('w4', 'mail')).toMatchObject({ state: 'refused', ref: 'bad_address' });
    expect(await holdsOf('w3')).toEqual(['mail:no_glyph']);
    expect(await holdsOf('w4')).toEqual(['mail:bad_address']);
    await town.house.api.tick();
    expect((await town.caseOf('w3')).state).toBe('human');
  });
  it('are answered to the address that they came from', async () => {
    const mail = await simpleParser(got.map((one) => one.mail).find((one) => one.includes('li@there.example')) ?? '');
    const reply = `From: li@there.example\r\nTo: ${mail.replyTo?.value[0]?.address ?? ''}\r\nIn-Reply-To: ${mail.messageId ?? ''}\r\nMessage-ID: <r@there.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n退订\r\n`;
    expect(await takeMail(town.house.api, 'smtp', readMail(Buffer.from(reply), { from: 'li@there.example', to: [] }, RETURN_TO))).toMatchObject({ kind: 'reply', persons: 1 });
    await town.house.api.tick();
    expect((await town.caseOf('w2')).state).toBe('stopped');
  });
  it('are handed to the print house, but not the letter of somebody who said stop; what the post brings back is told by its code', async () => {
    const out = mkdtempSync(join(tmpdir(), 'dunwell-print-'));
    const door = lettersDoor(town.house);
    const report = await door.batchLetters(out);
    expect(report).toMatchObject({ letters: 1, withheld: 1 });
    const path = report?.path ?? '';
    const [file = ''] = readdirSync(path).filter((name) => name.endsWith('.pdf'));
    if (capabilities.poppler) {
      const words = spawnSync('pdftotext', ['-layout', join(path, file), '-'], { encoding: 'utf8' }).stdout;
      for (const one of ['张玥', '上海市静安区南京西路1266号', '关于您的账户', '500.00', (await contact('w1', 'mail'))?.verify_code ?? '-']) expect(words).toContain(one);
    }
    rmSync(out, { recursive: true, force: true });
    await expect(door.returnedLetter('0000000000', 'moved')).rejects.toThrow('No letter of ours');
    await expect(door.returnedLetter((await contact('w1', 'email'))?.verify_code ?? '', 'moved')).rejects.toThrow('No letter of ours');
    expect(await door.returnedLetter((await contact('w1', 'mail'))?.verify_code ?? '', 'moved')).toEqual({ repeated: false });
    expect(await door.returnedLetter((await contact('w1', 'mail'))?.verify_code ?? '', 'moved')).toEqual({ repeated: true });
    await town.house.api.tick();
    expect(await contact('w1', 'mail')).toMatchObject({ state: 'failed' });
    const { slot, id } = await town.caseOf('w1');
    const back = await town.house.database.query<{ channel: string }>(`select e.data ->> 'channel' as channel from dunwell.person_event e join dunwell.collection_case k on k.slot = e.slot and k.person_id = e.person_id where k.slot = $1 and k.id = $2 and e.type = 'undeliverable_notice'`, [slot, id]);
    expect(back).toEqual([{ channel: 'mail' }]);
  });
});
