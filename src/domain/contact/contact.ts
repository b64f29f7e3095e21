/** Ways in which the house reaches a person. */
export const CONTACT_CHANNELS = ['sms', 'call', 'visit', 'email', 'mail'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/**
 * A contact from plan to end. `queued` and `waiting_for_person` are live: a case that may not be contacted has none.
 * `unknown`: it may have left, so it counts as made. `refused`: the gate or the provider said no. `expired`: its time went by.
 */
export const CONTACT_STATES = ['queued', 'waiting_for_person', 'attempting', 'sent', 'delivered', 'failed', 'unknown', 'refused', 'cancelled', 'expired', 'done'] as const;
export type ContactState = (typeof CONTACT_STATES)[number];
