import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { inboundMedium, isOurs } from './contact.js';
import { personOf } from './events.js';
import { replyOpen } from './reply.js';

const SILENT: ReadonlySet<string> = new Set(['busy_signal', 'not_in_service', 'validation_notice', 'verification_sent']);

/** A communication of ours in Washington: everything that reached the debtor or rang. Notices that the law asks for are none. */
export function communicates(event: LawEvent): boolean {
  return isOurs(event) && !SILENT.has(event.type) && event.purpose !== 'optout_confirmation';
}

/** True when the proposal answers a message that the person sent by the same medium and nobody answered. */
export function replies(facts: Facts, proposed: Proposed, at: Instant): boolean {
  return proposed.purpose === 'optout_confirmation' || replyOpen(facts, proposed, at, () => true);
}

/** True when a text or e-mail of ours answered one of the person's: theirs was the last word, within a day before it. */
export function isReply(facts: Facts, event: LawEvent): boolean {
  if (event.type !== 'sms' && event.type !== 'email') return false;
  const who = personOf(event, facts);
  for (let i = facts.events.indexOf(event) - 1; i >= 0; i--) {
    const other = facts.events[i] as LawEvent;
    if (personOf(other, facts) !== who) continue;
    const inbound = inboundMedium(other);
    if (inbound !== null) return inbound === event.type && event.at - other.at < MS_PER_DAY;
    if (isOurs(other)) return false;
  }
  return false;
}
