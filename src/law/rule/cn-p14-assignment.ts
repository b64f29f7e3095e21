import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Instant } from '../../domain/time/instant.js';
import type { DebtFacts, Facts } from '../facts.js';
import { against, unknownFact } from '../reading/bar.js';
import { lastAbout } from '../reading/cn-debt.js';
import { isContact } from '../reading/contact.js';
import { proposedDebts } from '../reading/events.js';
import { kinds } from '../reading/kinds.js';

const ASSIGNMENTS = kinds('debt_assigned', 'assignment_notified');

/** Civil Code art. 546: until the debtor was told of it, an assignment does not bind the debtor, so the buyer may not collect. */
export const cnP14Assignment = defineRule({
  id: 'CN-P14',
  articles: ['CivilCode-546'],
  title: { en: 'No collection by a buyer before the notice of assignment', zh: '债权转让未通知债务人前不得催收' },
  citation: 'Civil Code art. 546',
  force: 'L', confidence: 'high', from: '2021-01-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if ((!isContact(proposed) && proposed.channel !== 'legal_action') || proposed.purpose === 'assignment_notice') return NOT_APPLICABLE;
    let unknown = false;
    for (const debt of proposedDebts(facts, proposed)) {
      const told = assignmentTold(facts, debt, at);
      if (told === false) return against('prohibited', 'assignment_not_notified');
      if (told === 'unknown') unknown = true;
    }
    return unknown ? unknownFact('debts.transferred') : SATISFIED;
  },
});

/** True: not assigned, or assigned and told since. The last of the two events on record decides. */
function assignmentTold(facts: Facts, debt: DebtFacts, at: Instant): boolean | 'unknown' {
  const last = lastAbout(facts, debt.id, at, ASSIGNMENTS);
  if (last !== null) return last.type === 'assignment_notified';
  return debt.transferred === 'unknown' ? 'unknown' : !debt.transferred;
}
