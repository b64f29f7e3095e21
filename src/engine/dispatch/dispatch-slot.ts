import { MS_PER_HOUR, type Instant } from '../../domain/time/instant.js';
import type { LawEvent } from '../../law/facts.js';
import { isWritten } from '../ports/channel.js';
import type { Clock, Log } from '../ports/clock.js';
import { faultName } from '../ports/fault.js';
import type { Keys } from '../ports/keys.js';
import { ABANDONED_AFTER_MS, type AttemptResult, type ContactRecord, type DispatchCommit, type Lease, type SealedPoint, type SlotTransaction, type Store } from '../ports/store.js';
import { emptyDraft, judgeContact, type InForce, type JudgeDeps, type Leaving } from './judge-contact.js';
import type { Pace } from './pace.js';
import { sendReady, type Ready } from './send-ready.js';
import { unsendable } from './unsendable.js';

export interface DispatchDeps extends JudgeDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** How many texts leave at once; one for all slots of a process, for it is the provider's speed. */
  readonly pace: Pace;
  /** Named pauses, where a test stops or kills the process. */
  readonly pauseAt?: (point: 'reserved' | 'sent' | 'answer_reserved' | 'answer_sent') => Promise<void>;
}

export interface DispatchReport {
  readonly dispatched: number;
  readonly refused: number;
  /** More may wait than one batch. */
  readonly full: boolean;
}

interface Plan {
  readonly commit: DispatchCommit;
  readonly ready: readonly Ready[];
}

/** Where a contact goes: a number, an e-mail address, or for a letter the person's name above the address. */
function addressOf(keys: Keys, channel: string, point: SealedPoint | undefined): Leaving['to'] {
  if (point === undefined) return null;
  const { keyWrapped } = point;
  const address = keys.open(keyWrapped, point.sealed);
  if (channel !== 'mail') return { address, keyWrapped };
  return point.nameSealed === null ? null : { address: `${keys.open(keyWrapped, point.nameSealed)}\n${address}`, keyWrapped };
}

async function reserve(deps: DispatchDeps, lease: Lease, inForce: InForce, now: Instant, limit: number): Promise<Plan | null> {
  return deps.store.inSlot(lease.slot, lease, async (transaction) => {
    await transaction.abandonAttempts(now - ABANDONED_AFTER_MS, now);
    const contacts = await transaction.queuedContacts(now, limit, Object.keys(deps.channels));
    if (contacts.length === 0) return null;
    await transaction.lockPersons(contacts.map((c) => c.personId));
    const cases = await transaction.cases([...new Set(contacts.map((c) => c.caseId))]);
    const dossier = await transaction.dossier(cases);
    const caseOf = new Map(cases.map((c) => [c.id, c]));
    const sealed = await transaction.sealedPoints(contacts.flatMap((c) => (c.pointId === null ? [] : [c.pointId])));
    const draft = emptyDraft();
    const reservedOf = new Map<number, readonly LawEvent[]>();
    const judgeOne = (contact: ContactRecord) => {
      const record = caseOf.get(contact.caseId);
      const { channel } = contact;
      const by = isWritten(channel) ? deps.channels[channel] : undefined;
      if (record === undefined || contact.notAfter <= now || contact.state !== 'queued' || !isWritten(channel) || by === undefined) {
        draft.states.push({ id: contact.id, state: 'expired' });
        draft.cases.push({ id: contact.caseId, nextReviewAt: now });
        return;
      }
      // Two contacts to one person in the same batch: the second sees the first (law 4).
      const reservedHere = reservedOf.get(record.personId) ?? [];
      const [decided, told] = [draft.decisions.length, draft.events.length];
      try {
        const to = addressOf(deps.keys, channel, contact.pointId === null ? undefined : sealed.get(contact.pointId));
        judgeContact(deps, draft, { contact, channel, by, record, dossier, reservedHere, to }, now, inForce);
        if (draft.events.length > told) reservedOf.set(record.personId, [...reservedHere, ...draft.events.slice(told).map((e): LawEvent => e.event)]);
      } catch (error) {
        // It is refused, without a decision that never took effect, and its case reviewed again; the others go on.
        draft.decisions.length = decided;
        deps.log.error('dispatch_failed', { contact: contact.id, error: faultName(error) });
        draft.states.push({ id: contact.id, state: 'refused' });
        draft.cases.push({ id: record.id, nextReviewAt: now + MS_PER_HOUR });
      }
    };
    contacts.forEach(judgeOne);
    const commit: DispatchCommit = { now, decisions: draft.decisions, reservations: draft.reservations, events: draft.events, contactStates: draft.states, cases: draft.cases };
    await transaction.commitDispatch(commit);
    if (draft.touched.length > 0) await transaction.touch(draft.touched);
    return { commit, ready: draft.ready };
  });
}

async function recordSent(transaction: SlotTransaction, ready: readonly Ready[], results: readonly AttemptResult[], now: Instant): Promise<void> {
  await transaction.recordResults(now, results);
  const holds = unsendable(ready, results, now);
  if (holds.length === 0) return;
  await transaction.addEvents(now, holds);
  await transaction.touch(holds.map((hold) => hold.personId));
}

/** Reserve and commit, then send, then record. Death at any point loses nothing and sends nothing twice. */
export async function dispatchSlot(deps: DispatchDeps, lease: Lease, inForce: InForce): Promise<DispatchReport> {
  const now = deps.clock.now();
  const limit = deps.pace.batch;
  const plan = await reserve(deps, lease, inForce, now, limit);
  if (plan === null) return { dispatched: 0, refused: 0, full: false };
  await deps.pauseAt?.('reserved');
  const results = await sendReady(deps, plan.ready);
  await deps.pauseAt?.('sent');
  // Recorded without the lease: what the provider said is a fact, whoever holds the slot now.
  if (results.length > 0) await deps.store.inSlot(lease.slot, null, (transaction) => recordSent(transaction, plan.ready, results, deps.clock.now()));
  const refused = results.filter((r) => r.kind === 'refused').length;
  return { dispatched: results.length - refused, refused: plan.commit.contactStates.length + refused, full: results.length + plan.commit.contactStates.length >= limit };
}
