import { pinned, type TemplateBook } from '../../domain/contact/template-book.js';
import type { Instant } from '../../domain/time/instant.js';
import { proposedContact, lawFacts } from '../facts/law-facts.js';
import { caseFacts } from '../facts/case-facts.js';
import type { Log } from '../ports/clock.js';
import { faultName } from '../ports/fault.js';
import type { CaseRecord, Dossier, Lease, NewContact, NewDecision, PointRecord, Store } from '../ports/store.js';
import type { Plan } from '../../strategy/plan/plan.js';
import { STEP_CHANNELS, POINT_OF, type StepChannel } from '../../strategy/case-facts.js';
import type { Pins } from '../audit/decision-record.js';
import { decideReview, reviewRecord, type ContactOf, type ReviewDecision, type ReviewInput } from './decide-review.js';

/** The plan in force with the texts that its steps send, and the versions that decisions pin. */
export interface PlanInForce {
  readonly plan: Plan;
  readonly book: TemplateBook;
  readonly pins: Pins;
}

export interface ReviewReport {
  readonly reviewed: number;
  readonly queued: number;
  readonly deferred: number;
  readonly failures: number;
}

/** An unexpected failure stops that case, not the run: it is looked at again after this time. */
const FAILED_AGAIN_MS = 3_600_000;

/** The first usable point that a channel needs. */
export function pointFor(points: readonly PointRecord[], channel: StepChannel): PointRecord | undefined {
  return points.find((p) => p.kind === POINT_OF[channel] && p.usable);
}

export function reviewInput(record: CaseRecord, dossier: Dossier, now: Instant): ReviewInput {
  return { at: now, caseFacts: caseFacts(record, dossier, now), lawFacts: lawFacts(record, dossier) };
}

/** How the case would be contacted by a channel, at the first usable point of the right kind. */
export function contactsOf(book: TemplateBook, record: CaseRecord, dossier: Dossier, now: Instant): ContactOf {
  const points = dossier.points.get(record.personId) ?? [];
  return (channel) => {
    const known = STEP_CHANNELS.find((c) => c === channel);
    if (known === undefined) return null;
    const { at: _at, ...contact } = proposedContact(book, known, now, record, dossier, pointFor(points, known)?.id ?? null);
    return contact;
  };
}

function newContact(record: CaseRecord, dossier: Dossier, decision: ReviewDecision, index: number): NewContact | null {
  if ((decision.choice !== 'contact' && decision.choice !== 'task') || decision.chosen === null) return null;
  const chosen = decision.judged[decision.chosen];
  if (chosen === undefined || decision.notBefore === null || decision.notAfter === null) return null;
  return {
    caseId: record.id, personId: record.personId, pointId: pointFor(dossier.points.get(record.personId) ?? [], chosen.channel as StepChannel)?.id ?? null,
    channel: chosen.channel, step: chosen.step, template: chosen.template, reasons: chosen.reasons, state: decision.choice === 'contact' ? 'queued' : 'waiting_for_person',
    notBefore: decision.notBefore, notAfter: decision.notAfter, decision: index,
  };
}

export function deniedBy(decision: ReviewDecision): readonly string[] {
  return [...new Set(decision.judged.flatMap((j) => j.verdict.findings.map((f) => f.rule)))];
}

/** Reviews the slot's due cases in one transaction: load, decide, commit. Nothing is fetched once deciding has begun. */
export async function reviewSlot(store: Store, log: Log, lease: Lease, inForce: PlanInForce, now: Instant, limit: number): Promise<ReviewReport> {
  return store.inSlot(lease.slot, lease, async (transaction) => {
    const cases = await transaction.dueCases(now, limit);
    if (cases.length === 0) return { reviewed: 0, queued: 0, deferred: 0, failures: 0 };
    const dossier = await transaction.dossier(cases);
    const decisions: NewDecision[] = [];
    const contacts: NewContact[] = [];
    const reviews: { id: number; nextReviewAt: Instant | null }[] = [];
    let failures = 0;
    for (const record of cases) {
      try {
        const input = reviewInput(record, dossier, now);
        const decision = decideReview(input, inForce.plan, contactsOf(inForce.book, record, dossier, now), (id) => pinned(inForce.book, id));
        const contact = newContact(record, dossier, decision, decisions.length);
        decisions.push({
          at: now, stage: 'review', caseId: record.id, personId: record.personId, choice: decision.choice, outcome: decision.none ?? decision.judged.at(-1)?.verdict.outcome ?? 'none',
          deniedBy: deniedBy(decision), record: reviewRecord(input, decision, inForce.pins),
        });
        if (contact !== null) contacts.push(contact);
        reviews.push({ id: record.id, nextReviewAt: decision.nextReviewAt });
      } catch (error) {
        failures += 1;
        log.error('review_failed', { case: record.id, error: faultName(error) });
        reviews.push({ id: record.id, nextReviewAt: now + FAILED_AGAIN_MS });
      }
    }
    await transaction.commitReview({ now, decisions, contacts, cases: reviews });
    return { reviewed: cases.length, queued: contacts.length, deferred: decisions.filter((d) => d.choice === 'defer').length, failures };
  });
}
