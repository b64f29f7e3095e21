import { pinned } from '../../domain/contact/template-book.js';
import type { Instant } from '../../domain/time/instant.js';
import { judge } from '../../law/gate.js';
import { dispatchRecord, recordedVerdict, type RecordedVerdict } from '../audit/decision-record.js';
import { assertFits, outcomeEvents, type ContactOutcome } from '../desk/contact-outcome.js';
import { lawFacts, madeContact } from '../facts/law-facts.js';
import { OUTSIDE_STEP, type AgencyRecord } from '../ports/agencies.js';
import { Terminal } from '../ports/errors.js';
import { byOf, outsideProposed, type OutsideContact } from './outside-contact.js';
import { caseOfAgency, slotOfAsked, type CaseOrDebt } from './placed-debts.js';
import type { AgencyDeps } from './reservations.js';

export interface ReportedContact {
  /** The agency's own id: told twice, it counts once. */
  readonly externalId: string;
  readonly about: CaseOrDebt;
  readonly contact: OutsideContact;
  readonly at: Instant;
  readonly outcome: ContactOutcome;
  readonly promiseOn: string | null;
}

export interface ReportAnswer {
  readonly slot: number;
  readonly decisionSeq: number;
  /** What the gate would have said at that instant, on what is known now of the time before. */
  readonly outcome: string;
  readonly findings: RecordedVerdict['findings'];
  readonly repeated: boolean;
}

/**
 * A contact that was made without asking, told late, in any order or twice. It counts from when it happened, and it is kept as
 * unpermitted for compliance, with what the gate would have said. Debts that were with the agency at any time may be told of.
 */
export async function reportContact(deps: AgencyDeps, agency: AgencyRecord, report: ReportedContact): Promise<ReportAnswer> {
  const now = deps.clock.now();
  if (report.at > now) throw new Terminal('in_the_future', 'A contact that was made is in the past. To make one, reserve it.', 'at');
  assertFits(report.contact.channel, report.outcome);
  const where = await slotOfAsked(deps.inbox, report.about);
  const surface = `agency-report:${agency.id}`;
  const requestDigest = deps.digest(JSON.stringify(report));
  return deps.store.inSlot(where.slot, null, async (transaction) => {
    const before = await transaction.remembered(surface, report.externalId, requestDigest);
    if (before.kind === 'reused') throw new Terminal('reused_key', 'Another contact was told under this id.', 'externalId');
    if (before.kind === 'same') return { ...(before.response as ReportAnswer), repeated: true };
    const file = await caseOfAgency(transaction, agency, where, true);
    const { record } = file;
    const facts = lawFacts(record, file.dossier);
    const proposed = outsideProposed(deps.book, file, report.contact, report.at);
    const verdict = judge(facts, proposed);
    const by = byOf(agency, report.contact);
    const key = `reported:${agency.id}:${report.externalId}`;
    const [id] = transaction.takeIds(1);
    const contact = { id: id as number, caseId: record.id, channel: proposed.channel, step: OUTSIDE_STEP, template: report.contact.template === null ? '' : pinned(deps.book, report.contact.template), reasons: ['made_without_asking'], decisionSeq: 0 };
    const [decisionSeq] = await transaction.commitDispatch({
      now,
      decisions: [{
        at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: 'refuse', outcome: 'unpermitted', deniedBy: verdict.findings.map((f) => f.rule),
        record: dispatchRecord({ contact, facts, proposed, verdict, earliest: null, textDigest: deps.digest(''), pins: deps.pins, by, reported: true }),
      }],
      reservations: [], contactStates: [], cases: [],
      events: outcomeEvents(record.personId, key, { ...madeContact(proposed, by, OUTSIDE_STEP), unpermitted: agency.id }, { outcome: report.outcome, promiseOn: report.promiseOn }, report.at, now),
    });
    await transaction.touch([record.personId]);
    const answer: ReportAnswer = { slot: transaction.slot, decisionSeq: decisionSeq as number, outcome: verdict.outcome, findings: recordedVerdict(verdict).findings, repeated: false };
    await transaction.remember(surface, report.externalId, requestDigest, answer, now);
    return answer;
  });
}
