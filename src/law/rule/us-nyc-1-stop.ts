import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isContact, isOurs, mediumOf } from '../reading/contact.js';
import { personOf } from '../reading/events.js';
import { electronicConsentStands, refusesMedium } from '../reading/us-electronic-consent.js';
import { eventsOf, kinds } from '../reading/kinds.js';

const STOPS = kinds('sms_stop', 'medium_optout', 'cease_notice');

/** 6 RCNY 5-77 as amended: a request to stop is honoured per medium; one confirmation. */
export const usNyc1Stop = defineRule({
  id: 'US-NYC-1-STOP',
  articles: ['NYC', 'US-NYC-1', 'NYC-6RCNY5-77', '6RCNY5-77', '6RCNY5-77(b)(1)(iv)'],
  title: { en: 'New York City: a medium refused is not used', zh: '纽约市：不得使用当事人拒绝的方式' },
  citation: '6 RCNY 5-77 as amended, effective 2026-09-01',
  force: 'R', confidence: 'medium', from: '2026-09-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const medium = mediumOf(proposed.channel);
    const stop = eventsOf(facts, STOPS).findLast((event) => event.at <= at && personOf(event, facts) === proposed.personId && refusesMedium(event, medium));
    if (stop === undefined || electronicConsentStands(facts, { ...proposed, debtIds: [] }, at)) return SATISFIED;
    const confirmed = facts.events.some((event) => event.at >= stop.at && event.at <= at && isOurs(event) && event.purpose === 'optout_confirmation');
    return proposed.purpose === 'optout_confirmation' && !confirmed ? SATISFIED : against('prohibited', 'medium_refused');
  },
});
