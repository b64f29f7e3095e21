// 12 CFR 1006.6(d)(1)–(2): the debt is nobody else's business; a third party may be asked where the consumer is, and nothing more.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { usPerson } from '../reading/us-person.js';

export const usF11ThirdParty = defineRule({
  id: 'US-F-11',
  articles: ['1006.6(d)', '1006.6(d)(1)', '1006.6(d)(2)', '1006.6(a)', '15USC1692c(b)'],
  title: { en: 'No communication with third parties', zh: '不得就债务联系第三人' },
  citation: '12 CFR 1006.6(d)(1)-(2); 15 USC 1692c(b)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ proposed }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const person = usPerson(proposed);
    if (person === 'unknown') return unknownFact('proposed.role');
    if (person !== 'third_party' || proposed.purpose === 'location_information') return SATISFIED;
    return against('prohibited', 'third_party');
  },
});
