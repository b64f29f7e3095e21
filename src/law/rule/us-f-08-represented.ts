// 12 CFR 1006.6(b)(2): a consumer known to be represented on the debt is left to counsel.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { barredUnlessLifted } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isContact } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { eventsFor } from '../reading/events.js';

export const usF08Represented = defineRule({
  id: 'US-F-08',
  articles: ['1006.6(b)(2)', '1006.6(b)(4)', '15USC1692c(a)(2)'],
  title: { en: 'A represented consumer is contacted through counsel', zh: '已委托律师的消费者，只联系其律师' },
  citation: '12 CFR 1006.6(b)(2); 15 USC 1692c(a)(2)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const last = eventsFor(facts, proposed, at, 'attorney_representation').at(-1);
    if (last === undefined) return NOT_APPLICABLE;
    return barredUnlessLifted(
      at, windowsOnRecord(facts, proposed),
      (t) => consentsFor(facts, proposed, t, { after: last.at, hours: null }).length === 0,
      'prohibited', 'represented',
    );
  },
});
