// POJK 22/2023 art. 62(2): no one but the consumer, no shaming, and only at the billing address or domicile; elsewhere with prior consent.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { against, barredUnlessLifted, unknownFact } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isContact, placeOf } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { answersForDebt, isAdviser } from '../reading/person.js';

export const id02ConsumerOnly = defineRule({
  id: 'ID-02',
  articles: ['ID', 'ID-POJK22', 'ID-POJK22-62', 'ID-POJK22-conduct', 'POJK22/2023'],
  title: { en: 'Only the consumer, and only at home', zh: '仅可联系消费者本人，且限于其账单地址或住所' },
  citation: 'POJK 22/2023 art. 62(2)',
  force: 'R', confidence: 'high', from: '2023-12-22',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    if (proposed.channel === 'social_public' || proposed.channel === 'postcard') return against('prohibited', 'public_exposure');
    const owes = answersForDebt(proposed);
    if (owes === 'unknown') return unknownFact('proposed.role');
    if (!owes) return against('prohibited', 'third_party');
    return barredUnlessLifted(
      at, windowsOnRecord(facts, proposed),
      (t) => placeOf(proposed) === 'work' && consentsFor(facts, proposed, t, { place: 'work', hours: null }).length === 0,
      'prohibited', 'place_not_agreed',
    );
  },
});
