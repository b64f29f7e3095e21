import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { BOUNCES, OTHERS, OUR_TOKEN, RETURN_TO } from '../../../../test/fixtures/mail-samples.js';
import { readMail, type MailEnvelope } from './read-mail.js';
import { readMime, partsOf, MIME_LIMITS } from './mime.js';

const bytesOf = (mail: string): Buffer => Buffer.from(mail.replace(/\n/g, '\r\n'), 'utf8');
const read = (mail: string, envelope: MailEnvelope = { from: null, to: [] }) => readMail(bytesOf(mail), envelope, RETURN_TO);

describe('what came back', () => {
  it.each(BOUNCES)('is told by $by', ({ mail, kind, status, gone }) => {
    const found = read(mail);
    expect(found).toMatchObject({ kind, status, gone, text: '' });
    expect(found.tokens).toContain(OUR_TOKEN);
  });
  it('is read the same with bare line feeds', () => {
    for (const { mail, kind, status } of BOUNCES) expect(readMail(Buffer.from(mail), { from: null, to: [] }, RETURN_TO)).toMatchObject({ kind, status });
  });
  it('is no answer, whatever stands in the copy of our own letter', () => {
    expect(BOUNCES.some(({ mail }) => mail.includes('reply STOP'))).toBe(true);
    for (const { mail } of BOUNCES) expect(read(mail).text).toBe('');
  });
});

describe('what came in', () => {
  it.each(OTHERS)('$what', ({ mail, kind, text, attachments }) => {
    const found = read(mail);
    expect(found.kind).toBe(kind);
    expect(found.tokens).toContain(OUR_TOKEN);
    if (text !== undefined) expect(found).toMatchObject({ text, attachments: attachments ?? 0 });
  });
  it('by the empty return path is never an answer', () => {
    const [answer] = OTHERS;
    expect(read(answer?.mail ?? '', { from: '', to: [] }).kind).toBe('auto');
  });
  it('is known by the address that the server took it for, before any header', () => {
    const found = read('From: a@b.example\nTo: undisclosed\n\nstop', { from: 'a@b.example', to: [`DUNWELL+${OUR_TOKEN.toUpperCase()}@Bounces.bank.example`] });
    expect(found).toMatchObject({ kind: 'reply', from: 'a@b.example', text: 'stop', tokens: [OUR_TOKEN] });
  });
  it('for another domain names none of ours', () => {
    expect(read(`From: a@b.example\nTo: dunwell+${OUR_TOKEN}@other.example\nIn-Reply-To: <${OUR_TOKEN}@other.example>\n\nstop`).tokens).toEqual([]);
  });
  it('has the words, sender and subject that an independent reader finds', async () => {
    for (const { mail, kind } of OTHERS) {
      if (kind === 'complaint' || kind === 'optout') continue;
      const [ours, theirs] = [read(mail), await simpleParser(bytesOf(mail))];
      expect(ours.subject).toBe(theirs.subject);
      expect(ours.from).toBe(theirs.from?.value[0]?.address?.toLowerCase());
      if (theirs.html === false) expect(ours.text.trim()).toBe(theirs.text?.trim());
      expect(ours.attachments).toBe(theirs.attachments.length);
    }
  });
});

describe('a hostile mail', () => {
  const deep = (depth: number): string => (depth === 0 ? 'Content-Type: text/plain\n\nstop' : `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${deep(depth - 1)}\n--b${depth}--\n`);
  const HOSTILE: readonly (readonly [string, () => string])[] = [
    ['that is empty', () => ''], ['with a hundred levels', () => `From: a@b.example\n${deep(100)}`],
    ['with a hundred thousand parts', () => `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(100_000)}`],
    ['with a megabyte of one header', () => `Subject: ${'a '.repeat(500_000)}\n\nstop`], ['with a megabyte of continuation lines', () => `Subject: a\n${' b\n'.repeat(300_000)}\nstop`],
    ['with a megabyte of blanks', () => `Content-Transfer-Encoding: quoted-printable\n\n${' '.repeat(1_000_000)}x`], ['with tags that never end', () => `Content-Type: text/html\n\n${'<a "\'<b '.repeat(100_000)}`],
    ['with encoded words that never end', () => `Subject: ${'=?utf-8?B?'.repeat(1_600)}\n\nstop`], ['with parameters that never end', () => `Content-Type: text/plain${'; a="'.repeat(3_000)}\n\nstop`],
    ['with ten thousand ids', () => `References: ${`<${OUR_TOKEN}@bounces.bank.example> `.repeat(10_000)}\n\nstop`], ['with entities of every kind', () => `Content-Type: text/html\n\n&#x110000;&#0;&#xD800;&#99999999;&foo;&amp;`],
    ['that encloses itself', () => 'Content-Type: message/rfc822\n\n'.repeat(1_000)],
  ];
  it.each(HOSTILE)('%s is read within the bounds, and in time', (_what, make) => {
    const bytes = bytesOf(make());
    const began = performance.now();
    const parts = partsOf(readMime(bytes), true);
    const found = readMail(bytes, { from: null, to: [] }, RETURN_TO);
    // A second is a hundred times what it takes; without bounds these run for minutes.
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(parts.length).toBeLessThanOrEqual(MIME_LIMITS.parts);
    expect(found.text.length).toBeLessThanOrEqual(64_000);
    expect(found.tokens.length).toBeLessThanOrEqual(60);
  });
  it('of any bytes never throws', () => {
    const line = fc.oneof(fc.constantFrom('Content-Type: multipart/report; boundary=b', '--b', '--b--', '', 'Content-Type: message/delivery-status', 'Action: failed', 'Status: 5.1.1', 'Content-Type: message/rfc822', 'From: MAILER-DAEMON', 'Subject: =?gbk?B?tPPR8w==?=', 'Content-Transfer-Encoding: base64', 'Content-Type: text/html; charset=nonsense', '<blockquote>'), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(fc.array(line, { maxLength: 40 }), fc.uint8Array({ maxLength: 200 }), (lines, tail) => {
      const found = readMail(Buffer.concat([Buffer.from(lines.join('\r\n')), Buffer.from(tail)]), { from: null, to: [] }, RETURN_TO);
      expect(found.tokens.length).toBeLessThanOrEqual(60);
    }), { numRuns: 300 });
  });
});
