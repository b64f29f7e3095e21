import { slotOf } from '../../domain/id/slot-id.js';
import { isLocalDate } from '../../domain/time/date.js';
import { startOfLocalDay } from '../../domain/time/zone.js';
import { MS_PER_DAY, MS_PER_HOUR, type Instant } from '../../domain/time/instant.js';
import type { LawEventType, ProposedChannel } from '../../law/facts.js';
import { earliestLawfulInstant, gate } from '../../law/gate.js';
import type { Verdict } from '../../law/verdict.js';
import { lawFacts, proposedContact } from '../facts/law-facts.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Digest, Keys } from '../ports/keys.js';
import type { ContactRecord, DispatchCommit, NewEvent, SlotTransaction, Store } from '../ports/store.js';
import { dispatchRecord, type Pins } from '../audit/decision-record.js';

export const TASK_OUTCOMES = ['conversation', 'no_answer', 'voicemail', 'busy', 'not_in_service', 'wrong_person', 'promise', 'refused', 'visited_met', 'visited_not_met'] as const;

export interface TaskOutcome {
  readonly outcome: (typeof TASK_OUTCOMES)[number];
  /** The day promised, for `promise`. */
  readonly promiseOn: string | null;
}

export interface StartedTask {
  readonly allowed: boolean;
  readonly decisionSeq: number;
  readonly slot: number;
  /** Number or address in clear, only when allowed. */
  readonly dial: string | null;
  readonly verdict: Verdict;
  readonly earliest: Instant | null;
}

interface Deps {
  readonly store: Store;
  readonly desk: DeskStore;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly pins: Pins;
}

/** What the law counts an outcome as (12 CFR 1006.14(b); GB/T 45251 voice count). */
const LAW_EVENT: Readonly<Record<TaskOutcome['outcome'], LawEventType>> = {
  conversation: 'conversation', promise: 'conversation', refused: 'conversation', wrong_person: 'conversation', no_answer: 'attempted_call', voicemail: 'voicemail', busy: 'busy_signal',
  not_in_service: 'not_in_service', visited_met: 'visit', visited_not_met: 'visit',
};

async function contactInHand(transaction: SlotTransaction, contactId: number, state: string): Promise<ContactRecord> {
  const contact = await transaction.contact(contactId);
  if (contact === null) throw new Terminal('not_found', `No contact ${contactId}.`);
  if (contact.state !== state || contact.channel === 'sms') throw new Terminal('not_allowed_in_state', `This task is ${contact.state}; it must be ${state}. Load the list again.`);
  return contact;
}

/** A call or a visit begins: the gate is asked at the moment of action, the attempt is counted, and only then is the number shown. */
export async function startTask(deps: Deps, contactId: number, staffId: string): Promise<StartedTask> {
  const slot = slotOf(contactId);
  const now = deps.clock.now();
  const started = await deps.store.inSlot(slot, null, async (transaction) => {
    const contact = await contactInHand(transaction, contactId, 'waiting_for_person');
    await transaction.lockPersons([contact.personId]);
    const [record] = await transaction.cases([contact.caseId]);
    if (record === undefined) throw new Terminal('not_found', `No case ${contact.caseId}.`);
    const dossier = await transaction.dossier([record]);
    const facts = lawFacts(record, dossier);
    const proposed = { ...proposedContact(contact.channel as ProposedChannel, now, record, dossier, contact.pointId), collectorId: staffId };
    const textDigest = deps.digest('');
    const attemptNo = contact.attempts + 1;
    const outcome = gate(facts, proposed, { contactId: String(contactId), attemptNo, personId: String(record.personId), pointId: String(contact.pointId), channel: contact.channel, textDigest });
    const point = contact.pointId === null ? undefined : (await transaction.sealedPoints([contact.pointId])).get(contact.pointId);
    // The permit is spent here: the person holding the phone is the channel.
    const claims = outcome.permit?.consume(now, textDigest) ?? null;
    const allowed = claims !== null && record.state === 'open' && point !== undefined;
    const earliest = outcome.verdict.outcome === 'allowed' ? null : earliestLawfulInstant(facts, proposed, now);
    const commit: DispatchCommit = {
      now,
      decisions: [{
        at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: allowed ? 'send' : 'refuse', outcome: allowed ? 'allowed' : outcome.verdict.outcome,
        deniedBy: outcome.verdict.findings.map((f) => f.rule), record: dispatchRecord({ contact, facts, proposed, verdict: outcome.verdict, earliest, textDigest, pins: deps.pins }),
      }],
      reservations: allowed ? [{ contactId, personId: record.personId, attemptNo, provider: 'person', verifyCode: null, textSealed: null, textDigest, decision: 0 }] : [],
      events: [], contactStates: allowed ? [] : [{ id: contactId, state: 'refused' }],
      cases: allowed ? [] : [{ id: record.id, nextReviewAt: earliest?.kind === 'at' ? earliest.at : now + MS_PER_HOUR }],
    };
    const [decisionSeq] = await transaction.commitDispatch(commit);
    return { allowed, decisionSeq: decisionSeq as number, slot, dial: allowed && point !== undefined ? deps.keys.open(point.keyWrapped, point.sealed) : null, verdict: outcome.verdict, earliest: earliest?.kind === 'at' ? earliest.at : null };
  });
  if (started.dial !== null) await deps.desk.recordAccess({ at: now, staffId, action: 'start_task', subject: `contact:${contactId}`, reason: 'contact begun' });
  return started;
}

function outcomeEvents(contact: ContactRecord, debtIds: readonly string[], outcome: TaskOutcome, tz: string, now: Instant, staffId: string): readonly NewEvent[] {
  const key = `task:${contact.id}`;
  const channel = contact.channel === 'visit' ? ('visit' as const) : ('call' as const);
  const base = { at: now, tz, channel, debtIds, collectorId: staffId, ...(contact.pointId === null ? {} : { number: String(contact.pointId) }) };
  const events: NewEvent[] = [{ personId: contact.personId, sourceKey: `${key}:outcome`, event: { ...base, type: LAW_EVENT[outcome.outcome], voice: 'human', detail: outcome.outcome } }];
  if (outcome.outcome === 'promise') {
    const day = outcome.promiseOn !== null && isLocalDate(outcome.promiseOn) ? startOfLocalDay(tz, outcome.promiseOn) : now;
    events.push({ personId: contact.personId, sourceKey: `${key}:promise`, event: { ...base, type: 'hold_placed', hold: 'promise', until: Math.max(now, day) + 2 * MS_PER_DAY, detail: 'desk:promise' } });
  }
  if (outcome.outcome === 'wrong_person') events.push({ personId: contact.personId, sourceKey: `${key}:wrong`, event: { ...base, type: 'hold_placed', hold: 'wrong_person', detail: 'desk:wrong_person' } });
  return events;
}

/** What came of it. Told once; a second telling is refused, so that the count stays right. */
export async function recordTaskOutcome(deps: Pick<Deps, 'store' | 'clock'>, contactId: number, staffId: string, outcome: TaskOutcome): Promise<void> {
  const now = deps.clock.now();
  await deps.store.inSlot(slotOf(contactId), null, async (transaction) => {
    const contact = await contactInHand(transaction, contactId, 'attempting');
    const [record] = await transaction.cases([contact.caseId]);
    if (record === undefined) throw new Terminal('not_found', `No case ${contact.caseId}.`);
    const dossier = await transaction.dossier([record]);
    if (!(await transaction.finishTask(now, contactId, outcome.outcome))) throw new Terminal('not_allowed_in_state', 'The outcome was told already, or the task lapsed.');
    const tz = dossier.persons.get(record.personId)?.timeZone ?? 'UTC';
    const debtIds = (dossier.debts.get(record.id) ?? []).map((d) => String(d.id));
    await transaction.addEvents(now, outcomeEvents(contact, debtIds, outcome, tz, now, staffId));
    await transaction.touch([contact.personId]);
  });
}
