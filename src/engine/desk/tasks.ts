import { OUTSIDE_STEP } from '../ports/agencies.js';
import type { TemplateBook } from '../../domain/contact/template-book.js';
import { textLanguage, type Template } from '../../domain/contact/templates.js';
import { slotOf } from '../../domain/id/slot-id.js';
import { MS_PER_HOUR, type Instant } from '../../domain/time/instant.js';
import type { Facts, Proposed, ProposedChannel } from '../../law/facts.js';
import { lintTemplate, type ContentFinding } from '../../law/content/lint.js';
import { refusing } from '../../law/content/publish.js';
import { earliestLawfulInstant, gate } from '../../law/gate.js';
import type { Verdict } from '../../law/verdict.js';
import { contentContext } from '../facts/content-context.js';
import { lawFacts, madeContact, proposedContact } from '../facts/law-facts.js';
import { localDateOf } from '../facts/local-date.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Digest, Keys } from '../ports/keys.js';
import type { CaseRecord, ContactRecord, DispatchCommit, Dossier, SlotTransaction, Store } from '../ports/store.js';
import { dispatchRecord, type Pins } from '../audit/decision-record.js';
import { assertFits, outcomeEvents, type TaskOutcome } from './contact-outcome.js';

export interface StartedTask {
  readonly allowed: boolean;
  readonly channel: string;
  readonly decisionSeq: number;
  readonly slot: number;
  /** Number or address in clear, only when allowed. */
  readonly dial: string | null;
  readonly verdict: Verdict;
  /** What in the script stands against it, by the rules of the person's place. */
  readonly content: readonly ContentFinding[];
  readonly earliest: Instant | null;
}

interface Deps {
  readonly store: Store;
  readonly desk: DeskStore;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly clock: Clock;
  /** The texts that may be used now. */
  readonly book: TemplateBook;
  readonly pins: Pins;
}

async function contactInHand(transaction: SlotTransaction, contactId: number, state: string): Promise<ContactRecord> {
  const contact = await transaction.contact(contactId);
  if (contact === null) throw new Terminal('not_found', `No contact ${contactId}.`);
  if (contact.state !== state || contact.channel === 'sms' || contact.step === OUTSIDE_STEP) throw new Terminal('not_allowed_in_state', `This task is ${contact.state}; it must be ${state}. Load the list again.`);
  return contact;
}

/** The script of a call or visit, by the rules of the person's place: the words spoken cannot be linted, what is laid before the speaker can. */
function scriptContent(template: Template | null, record: CaseRecord, dossier: Dossier, facts: Facts, now: Instant): readonly ContentFinding[] {
  if (template === null) return [];
  const person = dossier.persons.get(record.personId);
  const language = person?.language ?? 'en';
  return lintTemplate(template, textLanguage(language, person?.country ?? ''), person?.country ?? '', contentContext(facts, template.channel, language, localDateOf(now, person?.timeZone ?? null), [], []));
}

/** The contact as it is begun: a plan means two for a visit, but who goes says how many (CN-V1). */
function begunContact(book: TemplateBook, contact: ContactRecord, now: Instant, record: CaseRecord, dossier: Dossier, staff: number | null): Proposed {
  const { staff: _planned, ...proposed } = proposedContact(book, contact.channel as ProposedChannel, now, record, dossier, contact.pointId);
  return contact.channel === 'visit' && staff !== null ? { ...proposed, staff } : proposed;
}

/** A call or a visit begins: the gate is asked at the moment of action, the attempt is counted, and only then is the number shown. */
export async function startTask(deps: Deps, contactId: number, staffId: string, staff: number | null = null): Promise<StartedTask> {
  const slot = slotOf(contactId);
  const now = deps.clock.now();
  const started = await deps.store.inSlot(slot, null, async (transaction) => {
    const contact = await contactInHand(transaction, contactId, 'waiting_for_person');
    await transaction.lockPersons([contact.personId]);
    const [record] = await transaction.cases([contact.caseId]);
    if (record === undefined) throw new Terminal('not_found', `No case ${contact.caseId}.`);
    const dossier = await transaction.dossier([record]);
    const facts = lawFacts(record, dossier);
    const proposed = begunContact(deps.book, contact, now, record, dossier, staff);
    const template = deps.book.find(contact.template);
    const content = scriptContent(template, record, dossier, facts, now);
    const refusedBy = refusing(content, template);
    const textDigest = deps.digest('');
    const attemptNo = contact.attempts + 1;
    const outcome = gate(facts, proposed, { contactId: String(contactId), attemptNo, personId: String(record.personId), pointId: String(contact.pointId), channel: contact.channel, textDigest });
    const point = contact.pointId === null ? undefined : (await transaction.sealedPoints([contact.pointId])).get(contact.pointId);
    // The permit is spent here: the person holding the phone is the channel.
    const claims = outcome.permit?.consume(now, textDigest) ?? null;
    const allowed = claims !== null && refusedBy.length === 0 && record.state === 'open' && point !== undefined;
    const earliest = outcome.verdict.outcome === 'allowed' ? null : earliestLawfulInstant(facts, proposed, now);
    const commit: DispatchCommit = {
      now,
      decisions: [{
        at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: allowed ? 'send' : 'refuse', outcome: allowed ? 'allowed' : refusedBy.length > 0 && outcome.permit !== null ? 'content' : outcome.verdict.outcome,
        deniedBy: [...new Set([...outcome.verdict.findings.map((f) => f.rule), ...refusedBy])], record: dispatchRecord({ contact, facts, proposed, verdict: outcome.verdict, earliest, textDigest, content, pins: deps.pins }),
      }],
      reservations: allowed ? [{ contactId, personId: record.personId, attemptNo, provider: 'person', verifyCode: null, textSealed: null, textDigest, decision: 0, made: madeContact(proposed, `staff:${staffId}`, contact.step) }] : [],
      events: [], contactStates: allowed ? [] : [{ id: contactId, state: 'refused' }],
      cases: allowed ? [] : [{ id: record.id, nextReviewAt: earliest?.kind === 'at' ? earliest.at : now + MS_PER_HOUR }],
    };
    const [decisionSeq] = await transaction.commitDispatch(commit);
    return { allowed, channel: contact.channel, decisionSeq: decisionSeq as number, slot, dial: allowed && point !== undefined ? deps.keys.open(point.keyWrapped, point.sealed) : null, verdict: outcome.verdict, content: content.filter((one) => refusedBy.includes(one.rule)), earliest: earliest?.kind === 'at' ? earliest.at : null };
  });
  if (started.dial !== null) await deps.desk.recordAccess({ at: now, staffId, action: 'start_task', subject: `contact:${contactId}`, reason: 'contact begun' });
  return started;
}

/** What came of it. Told once; a second telling is refused, so that the count stays right. It counts from when it was begun, not from the telling. */
export async function recordTaskOutcome(deps: Pick<Deps, 'store' | 'clock'>, contactId: number, staffId: string, outcome: TaskOutcome): Promise<void> {
  const now = deps.clock.now();
  await deps.store.inSlot(slotOf(contactId), null, async (transaction) => {
    const contact = await contactInHand(transaction, contactId, 'attempting');
    assertFits(contact.channel, outcome.outcome);
    await transaction.lockPersons([contact.personId]);
    const ended = await transaction.finishTask(now, contactId, outcome.outcome);
    if (ended === null || ended.made === null) throw new Terminal('not_allowed_in_state', 'The outcome was told already, or the task lapsed.');
    await transaction.addEvents(now, outcomeEvents(contact.personId, `task:${contact.id}`, { ...ended.made, by: `staff:${staffId}` }, outcome, ended.reservedAt, now));
    await transaction.touch([contact.personId]);
  });
}
