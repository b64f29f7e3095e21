import type { Instant } from '../../domain/time/instant.js';
import type { AttemptResult, NewEvent } from '../ports/store.js';
import type { Ready } from './send-ready.js';

/** What a channel found in the words or the address before anything left, and will find again: only a person can help. */
const UNSENDABLE = new Set(['no_glyph', 'bad_address', 'too_long', 'no_subject']);

/** A hold for each person whose letter or e-mail cannot be sent as it is, so that somebody looks instead of trying it again every hour. */
export function unsendable(ready: readonly Ready[], results: readonly AttemptResult[], now: Instant): readonly NewEvent[] {
  return results.flatMap((result): NewEvent[] => {
    const one = ready.find((r) => r.contact.id === result.contactId && r.attemptNo === result.attemptNo);
    if (one === undefined || result.kind !== 'refused' || !UNSENDABLE.has(result.ref ?? '')) return [];
    return [{
      personId: Number(one.permit.claims.personId), sourceKey: `unsendable:${result.contactId}:${result.attemptNo}`,
      event: { type: 'hold_placed', at: now, tz: 'UTC', hold: 'awaiting_person', contactId: String(result.contactId), detail: `${one.outgoing.channel}:${result.ref ?? ''}` },
    }];
  });
}
