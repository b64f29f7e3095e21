import type { Instant } from '../../domain/time/instant.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { isOurs } from './contact.js';
import { replyOpen } from './reply.js';

/** A contact or an attempt at one, by any medium: also a call that did not connect. Notices that the law asks for are none. */
export function attempts(event: LawEvent): boolean {
  return isOurs(event) && event.type !== 'validation_notice' && event.type !== 'verification_sent' && event.purpose !== 'optout_confirmation';
}

/** True for the answer to a message that the person sent by the same medium, and for the confirmation of a stop. */
export function repliesInNyc(facts: Facts, proposed: Proposed, at: Instant): boolean {
  return proposed.purpose === 'optout_confirmation' || replyOpen(facts, proposed, at, () => true);
}
