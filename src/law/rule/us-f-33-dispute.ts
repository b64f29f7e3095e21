// 12 CFR 1006.38(c)–(d): a written dispute, or a request for the original creditor, in the validation period stops collection until it is answered.
import { isUnknown } from '../../domain/unknown.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { eventsAboutDebts } from '../reading/events.js';
import { usPerson } from '../reading/us-person.js';
import { dateOf, periodEnd, type ValidationTerms } from '../reading/validation.js';
import { kinds } from '../reading/kinds.js';

const REQUESTS = kinds('dispute', 'original_creditor_request');
const ANSWERS = kinds('letter', 'email');

export const usF33Dispute = defineRule({
  id: 'US-F-33',
  articles: ['1006.38', '1006.38(a)', '1006.38(c)', '1006.38(d)', '1006.38(d)(1)', '1006.38(d)(2)', '1006.38(d)(2)(i)', '1006.38(d)(2)(ii)', '15USC1692g(b)'],
  title: { en: 'A written dispute in the period stops collection until answered', zh: '核实期内书面异议，答复前停止催收' },
  citation: '12 CFR 1006.38(c), (d); comments 38-1..3',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { receiptDays: 'count', periodDays: 'count', notCollection: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge' || proposed.channel === 'bankruptcy_proof_of_claim' || usPerson(proposed) === 'professional') return NOT_APPLICABLE;
    const asked = eventsAboutDebts(facts, proposed, at, REQUESTS).filter(
      (event) => inWriting(event) && inPeriod(event, facts, proposed, params),
    );
    if (asked.length === 0) return NOT_APPLICABLE;
    const open = asked.some((event) => !answered(event, facts, proposed, at));
    if (!open || params.notCollection.includes(proposed.purpose)) return SATISFIED;
    return against('prohibited', 'dispute_open');
  },
});

/** Comment 38-1: a letter, the response form, an e-mail or portal that the collector accepts. A form nobody noted is taken as written. */
function inWriting(event: LawEvent): boolean {
  return event.form !== 'oral';
}

function inPeriod(event: LawEvent, facts: Facts, proposed: Proposed, terms: ValidationTerms): boolean {
  const end = periodEnd(facts, proposed, event.at, terms);
  return isUnknown(end) || dateOf(event) <= end;
}

/** Verification sent after it; for a repeated dispute that was verified before, or a request for the creditor's name, any letter or e-mail of ours. */
function answered(event: LawEvent, facts: Facts, proposed: Proposed, at: Instant): boolean {
  if (eventsAboutDebts(facts, proposed, at, 'verification_sent').some((sent) => sent.at >= event.at)) return true;
  const byLetter = event.type === 'original_creditor_request' || isDuplicate(event, facts, proposed);
  return byLetter && eventsAboutDebts(facts, proposed, at, ANSWERS).some((sent) => sent.at > event.at);
}

function isDuplicate(event: LawEvent, facts: Facts, proposed: Proposed): boolean {
  const verified = eventsAboutDebts(facts, proposed, event.at, 'verification_sent').at(-1);
  if (verified === undefined) return false;
  return eventsAboutDebts(facts, proposed, verified.at, 'dispute').some((first) => first.reason === event.reason);
}
