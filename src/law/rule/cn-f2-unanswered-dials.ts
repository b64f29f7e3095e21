import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { isCall } from '../reading/contact.js';
import { dayCap, isDial } from '../reading/count.js';
import { personOf, sameNumber } from '../reading/events.js';
import { eventsOf, kinds } from '../reading/kinds.js';

/** CBA 2026 ch. 3: if unanswered, no more than 6 dials a day to one number, unless agreed with the debtor. The text says "should not". */
export const cnF2UnansweredDials = defineRule({
  id: 'CN-F2',
  articles: ['CN-F3', 'CBA-2026-ch3-dials'],
  title: { en: 'At most 6 unanswered dials a day to one number', zh: '无人接听时，对同一号码每日拨打不宜超过6次' },
  citation: 'CBA guideline (2026), ch. 3',
  force: 'G', confidence: 'high', from: '2026-01-30',
  params: { max: 'count', days: 'count', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    if (agreedMore(facts, proposed, at)) return SATISFIED;
    return dayCap(facts, at, [params.tz], params, (event) => isUnanswered(event) && reaches(event, facts, proposed), 'unanswered_dials');
  },
});

/** Every dial but those that were answered. */
function isUnanswered(event: LawEvent): boolean {
  return isDial(event) && event.type !== 'conversation' && event.type !== 'dropped_call';
}

/** The count is per number: the same label, whoever was meant; without a label on both, the same person. */
function reaches(event: LawEvent, facts: Facts, proposed: Proposed): boolean {
  if (event.number !== undefined && proposed.number !== undefined) return event.number === proposed.number;
  return personOf(event, facts) === proposed.personId;
}

const AGREEMENTS = kinds('consent_more_calls', 'consent_more_calls_revoked');

function agreedMore(facts: Facts, proposed: Proposed, at: Instant): boolean {
  const said = eventsOf(facts, AGREEMENTS).findLast((event) => event.at <= at && personOf(event, facts) === proposed.personId && sameNumber(event, proposed));
  return said?.type === 'consent_more_calls' && said.givenTo === undefined && (said.until === undefined || at < said.until);
}
