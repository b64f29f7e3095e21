import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent } from '../facts.js';
import { against } from '../reading/bar.js';
import { isAbout } from '../reading/cn-debt.js';
import { isContact } from '../reading/contact.js';
import { proposedDebts, sameNumber } from '../reading/events.js';
import { eventsOf, kinds } from '../reading/kinds.js';

/** PIPL arts. 8, 46 (data must be right), as read by the house: after "not me", that number is not used for that debt until it is corrected. */
export const cnH8NotMe = defineRule({
  id: 'CN-H8',
  articles: ['PIPL-46'],
  title: { en: 'A wrong number or person is not used until corrected', zh: '非本人号码更正前不得使用' },
  citation: 'House reading of PIPL arts. 8, 46',
  force: 'H', confidence: 'high', from: '2021-11-01',
  params: { reasons: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const debts = proposedDebts(facts, proposed);
    const wrong = eventsOf(facts, DISPUTES).some(
      (event, i) =>
        event.at <= at && event.type === 'dispute' && params.reasons.includes(event.reason ?? '') && sameNumber(event, proposed) &&
        debts.some((debt) => isAbout(event, debt.id) && !corrected(facts, debt.id, event, i, at)),
    );
    return wrong ? against('prohibited', 'wrong_person') : SATISFIED;
  },
});

const DISPUTES = kinds('dispute', 'verification_sent');

function corrected(facts: Facts, debtId: string, dispute: LawEvent, from: number, at: number): boolean {
  return eventsOf(facts, DISPUTES).some((event, i) => i > from && event.at <= at && event.type === 'verification_sent' && event.at >= dispute.at && isAbout(event, debtId));
}
