import type { LawEvent, Proposed } from '../facts.js';
import { isCall } from './contact.js';

/** A call, text or recorded message that we begin; the confirmation of a stop answers one of the person's. */
export function isInitiated(proposed: Proposed): boolean {
  return (isCall(proposed) || proposed.channel === 'sms') && proposed.purpose !== 'optout_confirmation';
}

const BEGUN: ReadonlySet<string> = new Set(['conversation', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call', 'sms']);

/**
 * "Communication via telephone" begun by us, in Massachusetts: a call, a text or a recorded message. A mailbox reached
 * counts though no message was left (*Watkins*, 2016); being truly unable to reach anybody or leave a message does not
 * (guidance of the Attorney General), nor does a call that never connected.
 */
export function initiatesPhone(event: LawEvent): boolean {
  if (event.purpose === 'optout_confirmation' || event.channel === 'visit') return false;
  if (event.type === 'attempted_call') return event.result !== 'unable_to_reach';
  if (event.type === 'unknown_outcome') return event.channel !== 'email' && event.channel !== 'mail' && event.channel !== 'push';
  return BEGUN.has(event.type);
}
