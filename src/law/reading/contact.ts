import type { Channel, LawEvent, Proposed, ProposedChannel } from '../facts.js';

/** True when the proposal reaches (or tries to reach) somebody, by any medium. The rest are acts, judged only by the rules that name them. */
export function isContact({ channel }: Proposed): boolean {
  return channel !== 'credit_report' && channel !== 'legal_action' && channel !== 'bankruptcy_proof_of_claim' && channel !== 'data_purge';
}

/** True when a telephone call is placed: a voicemail, rung or ringless, is one too (Reg F comment 14(b)(1)). */
export function isCall(proposed: Proposed): boolean {
  return proposed.channel === 'call' || proposed.channel === 'voicemail';
}

/** True for paper: it has a place, but no hour of its own. */
export function isPaper(proposed: Proposed): boolean {
  return proposed.channel === 'mail' || proposed.channel === 'postcard';
}

/** True for text sent electronically. */
export function isElectronic(proposed: Proposed): boolean {
  return proposed.channel === 'sms' || proposed.channel === 'email' || proposed.channel === 'push' || proposed.channel === 'social_private';
}

/** The media a person may refuse or answer by. `phone` covers calls and voicemails. */
export type Medium = 'phone' | 'sms' | 'email' | 'mail' | 'push' | 'visit' | 'social' | 'other';

const MEDIA: ReadonlyMap<string, Medium> = new Map(Object.entries({
  call: 'phone', phone: 'phone', telephone: 'phone', voicemail: 'phone', sms: 'sms', text: 'sms', email: 'email', mail: 'mail',
  letter: 'mail', postcard: 'mail', push: 'push', app: 'push', visit: 'visit', social: 'social', social_private: 'social', social_public: 'social',
} as const satisfies Record<string, Medium>));

/** The medium named by a channel, or by the words of a request. */
export function mediumOf(name: Channel | ProposedChannel | string): Medium {
  return MEDIA.get(name) ?? 'other';
}

/** The medium by which the person contacted us, or `null` when the event is not such a contact. */
export function inboundMedium(event: LawEvent): Medium | null {
  if (event.type === 'consumer_sms') return 'sms';
  if (event.type === 'consumer_email') return 'email';
  if (event.type === 'consumer_call') return 'phone';
  return null;
}

const OURS: ReadonlySet<string> = new Set([
  'attempted_call', 'voicemail', 'voicemail_no_message', 'ringless_voicemail', 'dropped_call', 'busy_signal', 'not_in_service',
  'conversation', 'sms', 'email', 'letter', 'push', 'visit', 'validation_notice', 'verification_sent', 'unknown_outcome',
]);

/** True when we made the contact or tried to. */
export function isOurs(event: LawEvent): boolean {
  return OURS.has(event.type);
}

/**
 * The place a contact goes to. Said by `place`; else an address that the employer provided is at work; else by the kind
 * of line or the label of the number; else a letter or a visit goes home. `null`: nothing shows where the person will
 * be (a mobile, a private e-mail).
 */
export function placeOf(proposed: Proposed): 'home' | 'work' | null {
  if (proposed.place !== undefined) return proposed.place;
  if (proposed.address === 'employer_provided') return 'work';
  if (isPaper(proposed) || proposed.channel === 'visit') return 'home';
  if (!isCall(proposed)) return null;
  if (proposed.line === 'residential') return 'home';
  const label = proposed.number ?? '';
  if (/work|office/i.test(label)) return 'work';
  return /home|landline|residen/i.test(label) ? 'home' : null;
}
