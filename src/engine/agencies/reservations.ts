import { pinned, type TemplateBook } from '../../domain/contact/template-book.js';
import { slotOf, type SlotId } from '../../domain/id/slot-id.js';
import { MS_PER_MINUTE, type Instant } from '../../domain/time/instant.js';
import type { Facts, Proposed } from '../../law/facts.js';
import { earliestLawfulInstant, gate, judge } from '../../law/gate.js';
import type { Earliest, Verdict } from '../../law/verdict.js';
import { dispatchRecord, recordedVerdict, type Pins, type RecordedVerdict } from '../audit/decision-record.js';
import { assertFits, outcomeEvents, type ContactOutcome } from '../desk/contact-outcome.js';
import { lawFacts, madeContact } from '../facts/law-facts.js';
import { OUTSIDE_STEP, type AgencyRecord } from '../ports/agencies.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore, Inbox } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Digest, Keys } from '../ports/keys.js';
import type { SlotTransaction, Store } from '../ports/store.js';
import { byOf, outsideProposed, type OutsideContact } from './outside-contact.js';
import { caseOfAgency, slotOfAsked, type AgencyCase, type CaseOrDebt } from './placed-debts.js';

export interface AgencyDeps {
  readonly store: Store;
  readonly inbox: Inbox;
  readonly desk: DeskStore;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly clock: Clock;
  /** The texts that may be used now. */
  readonly book: TemplateBook;
  readonly pins: Pins;
}

export interface ReservationRequest {
  readonly about: CaseOrDebt;
  readonly contact: OutsideContact;
}

/** What was answered; kept under the request's key without token and number, which are made again. */
interface Answer {
  readonly reservationId: SlotId | null;
  readonly slot: number;
  readonly decisionSeq: number;
  readonly caseId: SlotId;
  readonly channel: string;
  readonly pointId: SlotId | null;
  readonly expiresAt: Instant | null;
  readonly outcome: Verdict['outcome'] | 'case_not_open';
  readonly findings: RecordedVerdict['findings'];
  readonly earliest: Instant | null;
  readonly movedBy: readonly string[];
}

export interface ReservationAnswer extends Answer {
  readonly allowed: boolean;
  /** Proves to whoever tells the outcome that the contact was reserved; `null` when refused. */
  readonly token: string | null;
  /** Number or address in clear, of a point on file, while the reservation lasts. */
  readonly dial: string | null;
  /** The same request was answered before. */
  readonly repeated: boolean;
}

/** A reservation is to be used at once; this is the longest it lasts. */
const RESERVATION_MINUTES = 10;

const surfaceOf = (agency: AgencyRecord): string => `agency:${agency.id}`;

function tokenOf(deps: Pick<AgencyDeps, 'keys'>, agency: AgencyRecord, contactId: SlotId, expiresAt: Instant): string {
  return deps.keys.blind('reservation', `${agency.id}|${contactId}|${expiresAt}`).slice(0, 40);
}

/** The first whole minute at which the contact would be unlawful, or ten minutes on: a reservation made at 20:58 does not reach into the night. */
function lastsUntil(facts: Facts, proposed: Proposed): Instant {
  const first = proposed.at - (proposed.at % MS_PER_MINUTE);
  for (let minute = 1; minute < RESERVATION_MINUTES; minute += 1) {
    const at = first + minute * MS_PER_MINUTE;
    if (judge(facts, { ...proposed, at }).outcome !== 'allowed') return at;
  }
  return first + RESERVATION_MINUTES * MS_PER_MINUTE;
}

function assertWorks(agency: AgencyRecord): void {
  if (agency.endedAt !== null) throw new Terminal('agency_ended', 'This access has ended.');
  if (agency.kind === 'agency' && !agency.listed) throw new Terminal('agency_not_listed', 'This agency is not on the lender\'s published list, so it may not contact anybody (CN-C14).');
}

interface Judged {
  readonly facts: Facts;
  readonly proposed: Proposed;
  readonly verdict: Verdict;
  readonly earliest: Earliest | null;
  readonly allowed: boolean;
}

function ask(deps: AgencyDeps, file: AgencyCase, request: ReservationRequest, contactId: SlotId, now: Instant): Judged {
  const facts = lawFacts(file.record, file.dossier);
  const proposed = outsideProposed(deps.book, file, request.contact, now);
  const textDigest = deps.digest('');
  const { verdict, permit } = gate(facts, proposed, {
    contactId: String(contactId), attemptNo: 1, personId: proposed.personId, pointId: String(request.contact.pointId), channel: proposed.channel, textDigest,
  });
  // Spent here: from now on whoever asked is the channel, and the attempt counts.
  const allowed = permit !== null && permit.consume(now, textDigest) !== null && file.record.state === 'open';
  return { facts, proposed, verdict, earliest: verdict.outcome === 'allowed' ? null : earliestLawfulInstant(facts, proposed, now), allowed };
}

async function commit(deps: AgencyDeps, transaction: SlotTransaction, agency: AgencyRecord, file: AgencyCase, request: ReservationRequest, contactId: SlotId, judged: Judged, now: Instant): Promise<Answer> {
  const { record } = file;
  const { contact } = request;
  const { facts, proposed, verdict, earliest, allowed } = judged;
  const by = byOf(agency, contact);
  const textDigest = deps.digest('');
  const planned = { id: contactId, caseId: record.id, channel: contact.channel, step: OUTSIDE_STEP, template: contact.template === null ? '' : pinned(deps.book, contact.template), reasons: ['asked_from_outside'] };
  const expiresAt = allowed ? lastsUntil(facts, proposed) : null;
  const [decisionSeq] = await transaction.commitDispatch({
    now,
    decisions: [{
      at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: allowed ? 'task' : 'refuse', outcome: allowed || verdict.outcome !== 'allowed' ? verdict.outcome : 'case_not_open',
      deniedBy: verdict.findings.map((f) => f.rule), record: dispatchRecord({ contact: { ...planned, decisionSeq: 0 }, facts, proposed, verdict, earliest, textDigest, pins: deps.pins, by }),
    }],
    contacts: expiresAt === null ? [] : [{ ...planned, personId: record.personId, pointId: contact.pointId, state: 'waiting_for_person', notBefore: now, notAfter: expiresAt, decision: 0 }],
    reservations: expiresAt === null ? [] : [{
      contactId, personId: record.personId, attemptNo: 1, provider: by, verifyCode: null, textSealed: null, textDigest, decision: 0, made: madeContact(proposed, by, OUTSIDE_STEP),
    }],
    events: [], contactStates: [], cases: [],
  });
  return {
    reservationId: allowed ? contactId : null, slot: transaction.slot, decisionSeq: decisionSeq as number, caseId: record.id, channel: contact.channel, pointId: contact.pointId, expiresAt,
    outcome: allowed || verdict.outcome !== 'allowed' ? verdict.outcome : 'case_not_open', findings: recordedVerdict(verdict).findings,
    earliest: earliest?.kind === 'at' ? earliest.at : null, movedBy: earliest === null ? [] : earliest.kind === 'at' ? earliest.movedBy : earliest.because,
  };
}

/**
 * A contact from outside begins: the same gate on the same facts, in the transaction that reserves it. Allowed, it counts from
 * this instant for everybody, whatever becomes of it. `key`: the same key and content gives the first answer (law 8).
 */
export async function reserveContact(deps: AgencyDeps, agency: AgencyRecord, request: ReservationRequest, key: string): Promise<ReservationAnswer> {
  assertWorks(agency);
  const now = deps.clock.now();
  const where = await slotOfAsked(deps.inbox, request.about);
  const requestDigest = deps.digest(JSON.stringify(request));
  const given = await deps.store.inSlot(where.slot, null, async (transaction) => {
    const before = await transaction.remembered(surfaceOf(agency), key, requestDigest);
    if (before.kind === 'reused') throw new Terminal('reused_key', 'This key was already used for another request. Use a new one.', 'idempotency-key');
    const file = await caseOfAgency(transaction, agency, where);
    let answer: Answer;
    if (before.kind === 'same') answer = before.response as Answer;
    else {
      const [contactId] = transaction.takeIds(1) as [SlotId];
      answer = await commit(deps, transaction, agency, file, request, contactId, ask(deps, file, request, contactId, now), now);
      await transaction.remember(surfaceOf(agency), key, requestDigest, answer, now);
    }
    const shown = answer.expiresAt !== null && now < answer.expiresAt ? answer.pointId : null;
    const point = shown === null ? undefined : (await transaction.sealedPoints([shown])).get(shown);
    return { answer, repeated: before.kind === 'same', dial: point === undefined ? null : deps.keys.open(point.keyWrapped, point.sealed) };
  });
  const { answer, repeated, dial } = given;
  if (dial !== null) await deps.desk.recordAccess({ at: now, staffId: byOf(agency, request.contact), action: 'reserve_contact', subject: `contact:${answer.reservationId}`, reason: 'contact begun' });
  const token = answer.reservationId === null || answer.expiresAt === null ? null : tokenOf(deps, agency, answer.reservationId, answer.expiresAt);
  return { ...answer, allowed: answer.reservationId !== null, token, dial, repeated };
}

export interface ToldOutcome {
  readonly token: string;
  /** `not_made`: it was never begun; may be said while the reservation lasts, and then it does not count. */
  readonly outcome: ContactOutcome | 'not_made';
  readonly promiseOn: string | null;
  /** When it was begun; `null`: at once. */
  readonly beganAt: Instant | null;
}

export interface OutcomeAnswer {
  readonly counted: boolean;
  /** It was begun after its reservation had ended: counted, and flagged. */
  readonly unpermitted: boolean;
  readonly repeated: boolean;
}

/** What came of a reserved contact. One that is never told counts as made, outcome unknown; telling it later makes the record better, not the count smaller. */
export async function tellReservation(deps: AgencyDeps, agency: AgencyRecord, contactId: SlotId, told: ToldOutcome): Promise<OutcomeAnswer> {
  const now = deps.clock.now();
  const slot = slotOf(contactId);
  return deps.store.inSlot(slot, null, async (transaction): Promise<OutcomeAnswer> => {
    const contact = await transaction.contact(contactId);
    if (contact === null || contact.step !== OUTSIDE_STEP || tokenOf(deps, agency, contactId, contact.notAfter) !== told.token) throw new Terminal('not_found', 'No such reservation of yours, or the token is another\'s.');
    const { personId } = contact;
    await transaction.lockPersons([personId]);
    if (told.beganAt !== null && (told.beganAt > now || told.beganAt < contact.queuedAt)) {
      throw new Terminal('bad_request', 'It cannot have begun before it was reserved, or in the future. A contact that was made without asking is told to /contacts/reported.', 'beganAt');
    }
    if (told.outcome === 'not_made') {
      if (contact.state === 'cancelled') return { counted: false, unpermitted: false, repeated: true };
      if (now >= contact.notAfter) throw new Terminal('not_allowed_in_state', 'Too late to take it back: the reservation has ended, so the contact counts as made. Say "unknown" if nobody knows.');
      if ((await transaction.withdrawAttempt(now, contactId)) === null) throw new Terminal('not_allowed_in_state', 'The outcome was told already.');
      return { counted: false, unpermitted: false, repeated: false };
    }
    assertFits(contact.channel, told.outcome);
    const madeAt = told.beganAt ?? contact.queuedAt;
    const unpermitted = madeAt >= contact.notAfter;
    const ended = await transaction.finishTask(now, contactId, told.outcome, true);
    if (ended === null || ended.made === null) {
      if (contact.outcome === told.outcome) return { counted: true, unpermitted, repeated: true };
      throw new Terminal('not_allowed_in_state', 'Another outcome was told already.');
    }
    const made = unpermitted ? { ...ended.made, unpermitted: agency.id } : ended.made;
    await transaction.addEvents(now, outcomeEvents(personId, `reservation:${contactId}`, made, { outcome: told.outcome, promiseOn: told.promiseOn }, madeAt, now));
    await transaction.touch([personId]);
    return { counted: true, unpermitted, repeated: false };
  });
}
