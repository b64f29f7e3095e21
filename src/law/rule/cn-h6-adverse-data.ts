import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { lastAbout } from '../reading/cn-debt.js';
import { proposedDebts } from '../reading/events.js';
import { kinds } from '../reading/kinds.js';

const NOTICES = kinds('adverse_data_notice', 'undeliverable_notice');

/** Credit-reporting regulation art. 15: the person is told before adverse data goes to a credit bureau. */
export const cnH6AdverseData = defineRule({
  id: 'CN-H6',
  articles: ['CreditReporting-15'],
  title: { en: 'Notice before adverse data is reported', zh: '报送不良信息前须告知本人' },
  citation: 'Credit-reporting regulation, art. 15',
  force: 'L', confidence: 'high', from: '2013-03-15',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'credit_report') return NOT_APPLICABLE;
    const debts = proposedDebts(facts, proposed);
    // A notice that came back told nobody.
    const told = debts.every((debt) => lastAbout(facts, debt.id, at, NOTICES)?.type === 'adverse_data_notice');
    return debts.length > 0 && told ? SATISFIED : against('prohibited', 'adverse_data_not_notified');
  },
});
