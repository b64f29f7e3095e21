import { createHash } from 'node:crypto';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { buffer } from 'node:stream/consumers';
import { attemptToken, pointToken, taggedAddress, type Sign } from '../../domain/contact/mail-token.js';
import type { OutgoingText } from '../../engine/ports/channel.js';

export interface Sender {
  /** `service@mail.bank.example`: what the reader sees. Its domain should be the one that signs (DMARC). */
  readonly from: string;
  /** Where bounces and answers come back: a token is put behind a plus. */
  readonly returnTo: string;
  /** Address of the portal, without a trailing slash; one-click needs `https:` (RFC 8058, 3.1). */
  readonly portalUrl: string;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string } | null;
}

/** A mail as it goes over the wire. */
export interface Composed {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/** What is signed, so that nobody adds a second subject or takes the link to unsubscribe away (RFC 6376, 5.4; RFC 8058, 4). */
const SIGNED = 'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post';
const SUBJECT_MAX = 200;
const TEXT_MAX = 64_000;
/** RFC 5321, 4.5.3.1.1 and 4.5.3.1.3. One address, nothing that a server or a header could read as more. */
const ADDRESS = /^(?=.{3,254}$)[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,64}@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,190}\.[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f.]{2,63}$/;

export const isMailAddress = (text: string): boolean => ADDRESS.test(text);

/** The first line is the subject, the rest the body. `null`: one of them is missing or too long, or the subject holds what no header may. */
export function splitText(text: string): { readonly subject: string; readonly body: string } | null {
  const end = text.indexOf('\n');
  const subject = (end < 0 ? text : text.slice(0, end)).trim();
  const body = end < 0 ? '' : text.slice(end + 1).trim();
  // eslint-disable-next-line no-control-regex -- looked for on purpose
  return subject === '' || body === '' || subject.length > SUBJECT_MAX || text.length > TEXT_MAX || /[\u0000-\u001f\u007f\u2028\u2029]/.test(subject) ? null : { subject, body };
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string);

/** The same words as the text and nothing else: no picture, no style from elsewhere, nothing that tells that it was opened. Only our own portal is a link. */
function page(subject: string, body: string, language: 'zh' | 'en', portalUrl: string): string {
  const link = new RegExp(`${portalUrl.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/[A-Za-z0-9/._-]*[A-Za-z0-9]`, 'g');
  const paragraph = (text: string): string => {
    let at = 0;
    let html = '';
    for (const found of text.matchAll(link)) {
      html += `${escape(text.slice(at, found.index))}<a href="${escape(found[0])}">${escape(found[0])}</a>`;
      at = found.index + found[0].length;
    }
    return `<p>${(html + escape(text.slice(at))).replace(/\n/g, '<br>\n')}</p>`;
  };
  return `<!doctype html>\n<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">\n<head><meta charset="utf-8"><title>${escape(subject)}</title></head>\n<body>\n${body.split(/\n{2,}/).map(paragraph).join('\n')}\n</body>\n</html>\n`;
}

/** `pointId`: the e-mail point that the link to unsubscribe is for. `null`: the address or the text cannot be sent as mail. The same arguments give the same bytes, but for the time of the DKIM signature. */
export async function composeMail(sender: Sender, outgoing: OutgoingText, pointId: string, now: number, sign: Sign): Promise<Composed | null> {
  const parts = splitText(outgoing.text);
  if (parts === null || !isMailAddress(outgoing.to)) return null;
  const token = attemptToken(outgoing.key, sign);
  const back = taggedAddress(sender.returnTo, token);
  const name = outgoing.language === 'zh' ? outgoing.from.nameZh : outgoing.from.nameEn;
  const unsubscribe = `<${sender.portalUrl}/u/${pointToken(pointId, sign)}>`;
  const oneClick = sender.portalUrl.startsWith('https:');
  const mail = new MailComposer({
    from: { name, address: sender.from }, to: { name: '', address: outgoing.to }, replyTo: { name, address: back }, subject: parts.subject,
    messageId: `<${token}@${sender.returnTo.slice(sender.returnTo.lastIndexOf('@') + 1)}>`, date: new Date(now), text: parts.body, html: page(parts.subject, parts.body, outgoing.language, sender.portalUrl),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': outgoing.language === 'zh' ? 'zh-CN' : 'en', 'List-Unsubscribe': unsubscribe, ...(oneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}) },
    xMailer: false, disableFileAccess: true, disableUrlAccess: true, baseBoundary: createHash('sha256').update(token).digest('hex').slice(0, 24),
  });
  const plain = await mail.compile().build();
  const { dkim } = sender;
  const bytes = dkim === null ? plain : await buffer(new DKIM({ domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey, headerFieldNames: SIGNED }).sign(plain));
  return { from: back, to: outgoing.to, bytes };
}
