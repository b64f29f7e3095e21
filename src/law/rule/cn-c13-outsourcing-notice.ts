import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { agencyTold } from '../reading/agency.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { proposedDebts } from '../reading/events.js';

/** Consumer-protection measures (2022 No. 9) art. 41: before collection is given to an agency the debtor is told. */
export const cnC13OutsourcingNotice = defineRule({
  id: 'CN-C13',
  articles: ['CP-41'],
  title: { en: 'Notice before collection is given to an agency', zh: '委托外部机构催收前须告知债务人' },
  citation: 'Measures on consumer protection of banking and insurance institutions (CBIRC 2022 No. 9), art. 41',
  force: 'R', confidence: 'high', from: '2023-03-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    return proposedDebts(facts, proposed).every((debt) => agencyTold(facts, debt.id, at)) ? SATISFIED : against('prohibited', 'outsourcing_not_notified');
  },
});
