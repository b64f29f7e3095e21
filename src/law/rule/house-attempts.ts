import { defineRule, NOT_APPLICABLE } from '../rule.js';
import type { LawEvent } from '../facts.js';
import { isContact } from '../reading/contact.js';
import { dayCap, oursToPerson } from '../reading/count.js';
import { candidateZones } from '../reading/events.js';

/** House rule: so many attempts at one person a day by all media together: six per number is six per number, not six times every number. */
export const houseAttempts = defineRule({
  id: 'HOUSE-ATTEMPTS',
  articles: [],
  title: { en: 'Cap on all attempts a day', zh: '每日联系总次数上限' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || proposed.purpose === 'optout_confirmation') return NOT_APPLICABLE;
    return dayCap(facts, at, candidateZones(facts, proposed), params, (event) => !isNotice(event) && oursToPerson(event, facts, proposed), 'attempts_day_cap');
  },
});

/** Letters, notices that the law asks for and the confirmation of a stop press nobody. */
function isNotice(event: LawEvent): boolean {
  return event.type === 'letter' || event.type === 'validation_notice' || event.type === 'verification_sent' || event.purpose === 'optout_confirmation';
}
