import { readAttemptToken, readPointToken } from '../../domain/contact/mail-token.js';
import { ownWords } from '../../domain/contact/own-words.js';
import { slotOf, type SlotId } from '../../domain/id/slot-id.js';
import type { Clock } from '../ports/clock.js';
import type { Inbox } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { InboundKind } from '../ports/inbound-kind.js';
import type { Digest, Keys } from '../ports/keys.js';
import type { ArrivedMail } from '../ports/mail.js';

interface Deps {
  readonly inbox: Inbox;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly clock: Clock;
}

/** What was kept of a mail. `persons`: how many people it was matched with; none: it waits for somebody to look at it. */
export interface TakenMail {
  readonly kind: ArrivedMail['kind'];
  readonly persons: number;
  readonly repeated: boolean;
}

/** Slot for what nobody can be found for: kept, counted, and shown to a person. */
const UNMATCHED_SLOT = 0;
const MINUTE_MS = 60_000;

interface Attempt {
  readonly contactId: SlotId;
  readonly personId: SlotId;
  readonly pointId: SlotId | null;
}

/** The attempt that a mail is about: by a token of ours that nobody else can make, never by what it says of itself. */
async function attemptOf({ inbox, keys }: Deps, tokens: readonly string[]): Promise<Attempt | null> {
  for (const token of tokens) {
    const read = readAttemptToken(token, keys.blind);
    const found = read === null ? null : await inbox.contactPoint(read.contactId);
    if (read !== null && found !== null) return { contactId: read.contactId, ...found };
  }
  return null;
}

function kindOf(kind: ArrivedMail['kind']): InboundKind {
  if (kind === 'bounce' || kind === 'delayed' || kind === 'delivered') return 'email_receipt';
  return kind === 'complaint' || kind === 'optout' ? 'unsubscribe' : 'email_reply';
}

function bodyOf(mail: ArrivedMail, attempt: Attempt | null): Readonly<Record<string, unknown>> {
  const { kind } = mail;
  if (kind === 'bounce' || kind === 'delayed' || kind === 'delivered') {
    return { state: kind === 'bounce' ? 'failed' : kind === 'delivered' ? 'delivered' : 'accepted', status: mail.status, gone: mail.gone, pointId: attempt?.pointId ?? null };
  }
  if (kind === 'complaint' || kind === 'optout') return { by: kind };
  // Both are kept: what is read is the person's own, what was cut may be looked at.
  return { auto: kind === 'auto', subject: mail.subject, text: ownWords(mail.text), whole: mail.text, from: mail.from, attachments: mail.attachments };
}

/**
 * A mail that came in. A report on one of ours, and an answer to one, belong to that one's person; any other answer to everybody who has
 * the sender's address, like a text from a shared number. The same mail twice is kept once: by its id and what it says, for the lines
 * that servers add on the way differ.
 */
export async function takeMail(deps: Deps, provider: string, mail: ArrivedMail): Promise<TakenMail> {
  const { inbox, keys, digest } = deps;
  const attempt = await attemptOf(deps, mail.tokens);
  const kind = kindOf(mail.kind);
  const known = attempt === null ? [] : [{ slot: slotOf(attempt.personId), personId: attempt.personId, fromPoint: attempt.pointId, sharer: 0 }];
  const persons = known.length > 0 || kind !== 'email_reply' || mail.from === '' ? known : await inbox.personsByEmail(keys.blind('email', mail.from));
  const body = JSON.stringify(bodyOf(mail, attempt));
  const what = digest(`${mail.messageId}\n${mail.from}\n${attempt?.contactId ?? ''}\n${body}`);
  const arrival = { kind, provider, eventId: what.slice(0, 40), bodyDigest: what, contactId: attempt?.contactId ?? null, bodySealed: keys.sealForOperator(body), receivedAt: deps.clock.now() };
  const whom = persons.length > 0 ? persons : [{ slot: UNMATCHED_SLOT, personId: null }];
  let repeated = true;
  for (const one of whom) repeated = (await inbox.keep({ ...arrival, ...one })).repeated && repeated;
  return { kind: mail.kind, persons: persons.length, repeated };
}

/**
 * One click on the link to unsubscribe (RFC 8058), without signing in: whoever has the mail may stop the mails. Gives the slot to be read
 * at once. Twice in a minute is once; later it counts again, for somebody may have agreed again in between. Throws `unknown_link`.
 */
export async function takeUnsubscribe(deps: Deps, token: string): Promise<{ readonly slot: number }> {
  const pointId = readPointToken(token, deps.keys.blind);
  const personId = pointId === null ? null : await deps.inbox.pointPerson(pointId);
  if (pointId === null || personId === null) throw new Terminal('unknown_link', 'This link is not one of ours, or it was copied wrongly. Nothing was changed.');
  const now = deps.clock.now();
  const body = JSON.stringify({ by: 'person' });
  await deps.inbox.keep({
    slot: slotOf(personId), kind: 'unsubscribe', provider: 'portal', eventId: `${pointId}:${Math.floor(now / MINUTE_MS)}`, bodyDigest: deps.digest(body), personId, contactId: null,
    bodySealed: deps.keys.sealForOperator(body), receivedAt: now,
  });
  return { slot: slotOf(personId) };
}

/** A letter that the post brought back, by the code printed on it. Throws `unknown_code`. */
export async function takeReturnedLetter(deps: Deps, found: { readonly contactId: SlotId } | null, reason: string): Promise<{ readonly repeated: boolean }> {
  const contact = found === null ? null : await deps.inbox.contactPoint(found.contactId);
  if (found === null || contact === null) throw new Terminal('unknown_code', 'No letter of ours has this code. Nothing was changed.', 'code');
  const body = JSON.stringify({ state: 'failed', status: reason, gone: true, pointId: contact.pointId });
  return deps.inbox.keep({
    slot: slotOf(contact.personId), kind: 'letter_receipt', provider: 'post', eventId: `returned:${found.contactId}`, bodyDigest: deps.digest('returned'), personId: contact.personId, contactId: found.contactId,
    bodySealed: deps.keys.sealForOperator(body), receivedAt: deps.clock.now(),
  });
}
