// 12 CFR 1006.18(e): the first communication says that it is an attempt to collect a debt and what the information is for; later ones that it is from a debt collector.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { usPerson } from '../reading/us-person.js';

export const usFC01Disclosures = defineRule({
  id: 'US-C-01',
  articles: ['1006.18', '1006.18(e)', '1006.18(e)(1)', '1006.18(e)(2)'],
  title: { en: 'A debt collector says that it is one', zh: '须表明债务催收人身份' },
  citation: '12 CFR 1006.18(e)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ proposed }) => {
    // A limited-content message is no communication and must not carry it: US-C-02.
    if (!isContact(proposed) || proposed.treatAs === 'limited_content_message' || usPerson(proposed) !== 'consumer') return NOT_APPLICABLE;
    return proposed.content?.['miniMiranda'] === false ? against('prohibited', 'disclosure_missing') : SATISFIED;
  },
});
