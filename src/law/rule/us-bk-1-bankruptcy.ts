// 11 USC 362(a)(6), 524(a)(2): from the petition on nothing is done to collect, and after a discharge nothing ever; a proof of claim is filed with the court.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { holdStands } from '../reading/hold.js';
import { usPerson } from '../reading/us-person.js';

export const usBk1Bankruptcy = defineRule({
  id: 'US-BK-1',
  articles: ['11USC362', '11USC362(a)(6)', '11USC524', '11USC524(a)(2)'],
  title: { en: 'Bankruptcy stays collection', zh: '破产程序中止催收' },
  citation: '11 USC 362(a)(6), 524(a)(2)',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    const collects = isContact(proposed) ? usPerson(proposed) !== 'professional' : proposed.channel === 'legal_action';
    if (!collects) return NOT_APPLICABLE;
    return holdStands(facts, proposed, at, 'bankruptcy') ? against('prohibited', 'automatic_stay') : SATISFIED;
  },
});
