// RBI circular of 12 Aug 2022: no intrusion on family, referees and friends, no improper messages on social media.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { answersForDebt, isAdviser } from '../reading/person.js';

export const in01Conduct = defineRule({
  id: 'IN-01C',
  articles: ['IN', 'IN-RBI-conduct', 'IN-RBI'],
  title: { en: 'Family, referees and friends are left alone', zh: '不得打扰亲属、推荐人与朋友' },
  citation: 'RBI circular of 12 Aug 2022; Responsible Business Conduct Directions 2025',
  force: 'R', confidence: 'high', from: '2022-08-12',
  params: {},
  judge: ({ proposed }) => {
    if (!isContact(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    if (proposed.channel === 'social_public' || proposed.channel === 'postcard') return against('prohibited', 'public_exposure');
    const owes = answersForDebt(proposed);
    if (owes === 'unknown') return unknownFact('proposed.role');
    return owes ? SATISFIED : against('prohibited', 'third_party');
  },
});
