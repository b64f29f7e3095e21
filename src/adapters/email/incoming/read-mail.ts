import { tagOf } from '../../../domain/contact/mail-token.js';
import type { ArrivedMail } from '../../../engine/ports/mail.js';
import { htmlText } from './html-text.js';
import { headerOf, partsOf, readMime, textOf, type MimePart } from './mime.js';
import { idsOf, readPlainBounce, readReport } from './report.js';

/** How it came, as the server that took it knows; of a file from disk nothing. */
export interface MailEnvelope {
  /** `''` is the empty return path of notices (RFC 5321, 4.5.5); `null`: not known. */
  readonly from: string | null;
  readonly to: readonly string[];
}

/** Whole mails beyond this are refused by every way in, in bytes. */
export const MAIL_BYTES_MAX = 5_000_000;
const TEXT_MAX = 64_000;
const TOKENS_MAX = 60;

function addressOf(header: string): string {
  const angle = /<([^<>\s@]{1,64}@[^<>\s@]{1,190})>/.exec(header)?.[1];
  return (angle ?? /([^\s@<>(),;:"]{1,64}@[^\s@<>(),;:"]{1,190})/.exec(header)?.[1] ?? '').toLowerCase();
}

/** What a person wrote: the first text, else the first HTML; what is attached is counted and not read. */
function wordsOf(root: MimePart): { readonly text: string; readonly attachments: number } {
  const leaves = partsOf(root).filter((part) => !part.type.startsWith('multipart/'));
  const attached = (part: MimePart): boolean => /^attachment/i.test(part.headers.get('content-disposition')?.[0] ?? '') || !part.type.startsWith('text/');
  const seen = leaves.filter((part) => !attached(part));
  const [plain, html] = [seen.find((part) => part.type === 'text/plain' && textOf(part).trim() !== ''), seen.find((part) => part.type === 'text/html')];
  const text = plain !== undefined ? textOf(plain) : html !== undefined ? htmlText(textOf(html)) : '';
  return { text: text.replaceAll('\u0000', '').slice(0, TEXT_MAX).trim(), attachments: leaves.filter(attached).length };
}

const AUTO_SUBJECT = /^\s*(auto(matic|mated)?[ -]?(reply|response)|auto:|out of (the )?office|vacation|自动回复|自動回覆|自动答复)/i;

/** RFC 3834, 5, and what programs wrote before it and beside it. */
function isAutomatic(root: MimePart): boolean {
  const said = headerOf(root, 'auto-submitted').toLowerCase();
  if (said !== '') return !said.startsWith('no');
  if (['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-auto-reply-from', 'x-mail-autoreply'].some((name) => root.headers.has(name))) return true;
  return /^(bulk|junk|auto_reply|list)$/i.test(headerOf(root, 'precedence')) || AUTO_SUBJECT.test(headerOf(root, 'subject'));
}

const ADDRESSED = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-failed-recipients'];

function tokensOf(root: MimePart, envelope: MailEnvelope, returnTo: string, reported: readonly string[]): readonly string[] {
  const domain = returnTo.slice(returnTo.lastIndexOf('@')).toLowerCase();
  const headers = ADDRESSED.flatMap((name) => root.headers.get(name) ?? []).flatMap((value) => [...value.slice(0, 8_000).matchAll(/[^\s@<>(),;:"]{1,64}@[^\s@<>(),;:"]{1,190}/g)].map((match) => match[0]));
  const tags = [...envelope.to, ...headers].flatMap((address) => tagOf(address, returnTo) ?? []);
  const ids = [...reported, ...idsOf(root)].flatMap((id) => (id.toLowerCase().endsWith(domain) ? [id.slice(0, -domain.length).toLowerCase()] : []));
  // The address it came to is the surest: no program rewrites it.
  return [...new Set([...tags, ...ids])].slice(0, TOKENS_MAX);
}

/** Reads any bytes as a mail: what it is, from whom, about which of ours. `returnTo`: our return path, by which ours are known. Never throws. */
export function readMail(bytes: Buffer, envelope: MailEnvelope, returnTo: string): ArrivedMail {
  const root = readMime(bytes.subarray(0, MAIL_BYTES_MAX));
  const words = wordsOf(root);
  const nullSender = envelope.from === '' || (envelope.from === null && headerOf(root, 'return-path').replace(/\s/g, '') === '<>');
  const report = readReport(root) ?? readPlainBounce(root, words.text, nullSender);
  const kind = report?.kind ?? (isAutomatic(root) || nullSender ? 'auto' : 'reply');
  return {
    kind, messageId: idsOf({ ...root, headers: new Map([['message-id', root.headers.get('message-id') ?? []]]) })[0] ?? '', from: addressOf(headerOf(root, 'from')),
    tokens: tokensOf(root, envelope, returnTo, report?.ids ?? []), subject: headerOf(root, 'subject').slice(0, 500), text: report === null ? words.text : '', attachments: report === null ? words.attachments : 0,
    status: report?.status ?? '', gone: report?.gone ?? false,
  };
}
