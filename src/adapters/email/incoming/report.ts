import { headerOf, partsOf, textOf, type MimePart } from './mime.js';

/** What a report tells of one mail of ours; `ids`: of the mail reported on, where a part of it came along. */
export interface MailReport {
  readonly kind: 'bounce' | 'delayed' | 'delivered' | 'complaint' | 'optout';
  readonly status: string;
  readonly gone: boolean;
  readonly ids: readonly string[];
}

/**
 * Statuses (RFC 3463; IANA's list; RFC 7505 for the null MX) after which nothing will ever arrive at that address. Not: a full mailbox, a
 * mail that is too large, a policy, spam: those are said of this mail or this day.
 */
const GONE = /^5\.(1\.[0-4]|1\.6|1\.10|2\.1|4\.4)$/;
/** Where there is no such status, or one that tells nothing (5.0.0): words of the large mail systems. */
const GONE_WORDS = /\b(user (is )?unknown|unknown (user|recipient|local part|mailbox)|no such (user|recipient|mailbox|address|person)|(user|recipient|mailbox|address|account)( address)?( you tried to reach)? (does not|doesn't|do not|did not) exist|(user|mailbox|recipient|account) (not found|not exist|unavailable or not)|invalid (recipient|mailbox|user)|recipient address rejected: (user )?unknown|mailbox (is )?(disabled|inactive)|account (has been |is )?(disabled|closed|deactivated)|host or domain name not found|domain (does not exist|not found)|unrouteable address|unroutable address|mailaddress not found|address not found)\b|用户不存在|收件人不存在|地址不存在|账号不存在|邮箱不存在|无此用户|帐号已停用|邮箱已停用/i;
const NOT_GONE_WORDS = /\b(full|quota|over ?limit|spam|blocked|blacklist|block ?list|policy|reputation|dmarc|spf|dkim|rate|too large|greylist\w*|temporar\w*|try again)\b|已满|超过限额|垃圾邮件|拒绝/i;

/** `5.1.1`, from a field of its own or out of a line such as `550 5.1.1 …` or `550-5.1.1 …`. */
const statusIn = (text: string): string => /(?:^|[\s#(:;<-])([245]\.\d{1,3}\.\d{1,3})(?=$|[\s,;:.)>-])/.exec(text)?.[1] ?? '';
/** A bare reply code of SMTP, where a system tells no more. */
const codeIn = (text: string): string => /(?:^|[\s#(:;])([45]\d\d)(?=$|[\s-])/.exec(text)?.[1] ?? '';

/** Whether the address is gone, by what is told in the status and, where that says nothing, in words. */
export function isGone(status: string, words: string): boolean {
  if (GONE.test(status)) return true;
  const vague = status === '' || /^5\.(0\.0|[12]\.0|5\.0|3\.0|4\.[07])$/.test(status);
  return vague && GONE_WORDS.test(words) && !NOT_GONE_WORDS.test(words);
}

/** Groups of fields divided by empty lines, as in the bodies of reports (RFC 3464, 2.1; RFC 5965, 3). Names in lower case, folded lines joined. */
function fieldGroups(text: string): readonly ReadonlyMap<string, string>[] {
  return text.slice(0, 64_000).split(/\r?\n[ \t]*\r?\n/).slice(0, 50).map((group) => {
    const fields = new Map<string, string>();
    for (const line of group.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).slice(0, 200)) {
      const match = /^([!-9;-~]{1,80})[ \t]*:[ \t]*(.*)$/.exec(line);
      if (match !== null && !fields.has((match[1] ?? '').toLowerCase())) fields.set((match[1] ?? '').toLowerCase(), (match[2] ?? '').slice(0, 2_000));
    }
    return fields;
  });
}

/** Message ids named anywhere in the headers of the mail reported on. */
export function idsOf(part: MimePart): readonly string[] {
  const named = ['message-id', 'in-reply-to', 'references', 'original-message-id', 'x-original-message-id'].flatMap((name) => part.headers.get(name) ?? []);
  return named.flatMap((value) => [...value.slice(0, 8_000).matchAll(/<([^<>\s]{3,200})>/g)].map((match) => match[1] ?? '')).slice(0, 50);
}

const enclosedIds = (part: MimePart): readonly string[] => partsOf(part, true).slice(1).flatMap(idsOf);

function readStatus(root: MimePart, part: MimePart): MailReport | null {
  const recipients = fieldGroups(textOf(part)).filter((fields) => fields.has('action') || fields.has('status') || fields.has('final-recipient'));
  if (recipients.length === 0) return null;
  const told = recipients.map((fields) => {
    const action = (fields.get('action') ?? '').replace(/\(.*\)/, '').trim().toLowerCase();
    const words = fields.get('diagnostic-code') ?? '';
    const own = statusIn(fields.get('status') ?? '');
    // Exchange and others write 5.0.0 into the field and the truth into the diagnostic.
    const status = (own === '' || /\.0\.0$/.test(own)) && statusIn(words) !== '' ? statusIn(words) : own;
    return { action, status, words };
  });
  const failed = told.find((one) => one.action === 'failed' || (one.action === '' && one.status.startsWith('5')));
  const ids = enclosedIds(root);
  if (failed !== undefined) return { kind: 'bounce', status: failed.status, gone: isGone(failed.status, failed.words), ids };
  const late = told.find((one) => one.action === 'delayed' || (one.action === '' && one.status.startsWith('4')));
  if (late !== undefined) return { kind: 'delayed', status: late.status, gone: false, ids };
  // `relayed` and `expanded`: it went on to where no one tells of it.
  return told.some((one) => one.action === 'delivered') ? { kind: 'delivered', status: told[0]?.status ?? '', gone: false, ids } : { kind: 'delayed', status: told[0]?.status ?? '', gone: false, ids };
}

function readFeedback(root: MimePart, part: MimePart): MailReport | null {
  const kind = fieldGroups(textOf(part)).map((fields) => fields.get('feedback-type')).find((type) => type !== undefined)?.trim().toLowerCase();
  // "Not spam" takes nothing back that somebody asked for, and a report on DMARC or authentication is of no person.
  if (kind === undefined || kind === 'not-spam' || kind === 'auth-failure') return null;
  return { kind: kind.startsWith('opt-out') ? 'optout' : 'complaint', status: '', gone: false, ids: enclosedIds(root) };
}

/** A report that says in its form what it is (RFC 3464, RFC 5965, RFC 6533); `null` for any other mail. */
export function readReport(root: MimePart): MailReport | null {
  for (const part of partsOf(root)) {
    const found = /^message\/(global-)?delivery-status$/.test(part.type) ? readStatus(root, part) : part.type === 'message/feedback-report' ? readFeedback(root, part) : null;
    if (found !== null) return found;
  }
  return null;
}

const DAEMON = /^(mailer-daemon|postmaster|mail-daemon|mdaemon|mail delivery (sub)?system)\b/i;
const BOUNCE_SUBJECT = /\b(undeliver(ed|able)|delivery (status notification|failure|has failed|incomplete)|returned mail|mail delivery (failed|failure|subsystem)|failure notice|delivery failed|message you sent.*could not be delivered|non ?delivery)\b|退信|无法投递|发送失败|系统退信|投递失败/i;
const DELAY_SUBJECT = /\b(delay(ed)?|warning: (message|could not send)|still being retried|will retry)\b|延迟/i;

/**
 * A bounce in words only, as qmail, old Exim and others write them. `nullSender`: it came with the empty return path, or to the return
 * path that no person is told. `null`: nothing says that it is one.
 */
export function readPlainBounce(root: MimePart, text: string, nullSender: boolean): MailReport | null {
  const subject = headerOf(root, 'subject');
  const sender = headerOf(root, 'from').replace(/^[\s"'<]+/, '');
  const failedHeader = root.headers.has('x-failed-recipients');
  if (!failedHeader && !((nullSender || DAEMON.test(sender)) && BOUNCE_SUBJECT.test(subject))) return null;
  const words = text.slice(0, 16_000);
  const status = statusIn(words);
  const told = status === '' ? codeIn(words) : status;
  const ids = [...enclosedIds(root), ...[...words.matchAll(/^[> ]*Message-I[dD]:\s*<([^<>\s]{3,200})>/gm)].map((match) => match[1] ?? '')];
  const delayed = DELAY_SUBJECT.test(subject) || (told.startsWith('4') && !GONE_WORDS.test(words));
  return { kind: delayed ? 'delayed' : 'bounce', status, gone: !delayed && isGone(status, words), ids };
}
