import { providerKey, readProviderKey } from '../../domain/contact/provider-key.js';
import { slotOfKey } from '../../domain/id/slot-id.js';
import type { Arrivals } from '../ports/arrivals.js';
import type { Clock } from '../ports/clock.js';
import type { Inbox } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Digest, Keys } from '../ports/keys.js';
import { takeReceipt, takeTextReply } from './take-in.js';

/** More parts than any operator takes. */
const PARTS_MAX = 60;

/** What connections and webhooks of providers hand in, kept as the other doors keep it. */
export function openArrivals(deps: { readonly inbox: Inbox; readonly keys: Keys; readonly digest: Digest; readonly clock: Clock }): Arrivals {
  const slotOfRef = (provider: string, ref: string): number => slotOfKey(deps.digest(`${provider} ${ref}`));
  return {
    async reply(provider, reply) {
      await takeTextReply(deps, provider, reply);
    },
    async receipt(provider, receipt) {
      await takeReceipt(deps, provider, receipt);
    },
    async parts(provider, key, refs) {
      const attempt = readProviderKey(key);
      if (attempt === null || refs.length > PARTS_MAX) throw new Terminal('bad_parts', `A text of ours has a key of ours and at most ${PARTS_MAX} parts.`);
      await deps.inbox.keepParts(provider, refs.map((ref, i) => ({ refSlot: slotOfRef(provider, ref), ref, ...attempt, part: i + 1, parts: refs.length })).filter(({ ref }) => ref !== ''), deps.clock.now());
    },
    async receiptByRef(provider, { id, ref, state }) {
      const part = await deps.inbox.partByRef(provider, slotOfRef(provider, ref), ref);
      if (part === null) return 'unknown';
      await takeReceipt(deps, provider, { id, providerKey: providerKey(part.contactId, part.attemptNo), state, part: part.part, parts: part.parts });
      return 'kept';
    },
  };
}
