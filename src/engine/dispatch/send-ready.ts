import type { Permit } from '../../law/permit.js';
import { USUAL_WINDOW, type OutgoingText, type SendResult, type TextChannel } from '../ports/channel.js';
import type { Clock, Log } from '../ports/clock.js';
import { faultName } from '../ports/fault.js';
import type { AttemptResult, ContactRecord } from '../ports/store.js';
import type { Pace } from './pace.js';

/** A contact that is reserved and committed, and may leave while its permit lasts. */
export interface Ready {
  readonly contact: Pick<ContactRecord, 'id'>;
  readonly attemptNo: number;
  readonly permit: Permit;
  readonly outgoing: OutgoingText;
  readonly by: TextChannel;
}

async function send(log: Log, one: Ready): Promise<AttemptResult> {
  let result: SendResult;
  try {
    result = await one.by.send(one.permit, one.outgoing);
  } catch (error) {
    // It may have left: counted as made, never sent again blindly. A spent or stale permit throws before anything leaves.
    const stale = error instanceof Error && error.message.startsWith('permit:');
    log.error('send_failed', { contact: one.contact.id, channel: one.outgoing.channel, stale, error: faultName(error) });
    result = stale ? { kind: 'refused', reason: 'stale_permit' } : { kind: 'unknown', reason: 'threw' };
  }
  return {
    contactId: one.contact.id, attemptNo: one.attemptNo, kind: result.kind, ref: result.kind === 'sent' ? result.ref : result.reason, ...(result.provider === undefined ? {} : { provider: result.provider }),
  };
}

/** As many at once as the channel takes; the next begins as soon as one has ended, in their order. */
async function sendBy(log: Log, window: number, ready: readonly Ready[]): Promise<readonly AttemptResult[]> {
  const results: AttemptResult[] = [];
  let next = 0;
  const lane = async () => {
    while (next < ready.length) {
      const index = next;
      next += 1;
      results[index] = await send(log, ready[index] as Ready);
    }
  };
  await Promise.all(Array.from({ length: Math.min(window, ready.length) }, lane));
  return results;
}

/** Sends what is ready, by each channel apart, and tells what became of it. */
export async function sendReady(deps: { readonly log: Log; readonly clock: Clock; readonly pace: Pace }, ready: readonly Ready[]): Promise<readonly AttemptResult[]> {
  const began = deps.clock.now();
  const channels = [...new Set(ready.map((one) => one.by))];
  const results = await Promise.all(channels.map((by) => sendBy(deps.log, by.window ?? USUAL_WINDOW, ready.filter((one) => one.by === by))));
  deps.pace.sent(ready.length, deps.clock.now() - began);
  return results.flat();
}
