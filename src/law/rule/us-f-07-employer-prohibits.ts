// 12 CFR 1006.6(b)(3): not at the place of work once the collector knows, or has reason to know, that the employer forbids it.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { barredUnlessLifted } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isContact, placeOf } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { eventsOfPerson } from '../reading/events.js';

export const usF07EmployerProhibits = defineRule({
  id: 'US-F-07',
  articles: ['1006.6(b)(3)', '1006.6(b)(4)', '15USC1692c(a)(3)'],
  title: { en: 'No contact at work where the employer forbids it', zh: '雇主禁止的，不得在工作场所联系' },
  citation: '12 CFR 1006.6(b)(3); 15 USC 1692c(a)(3)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) || placeOf(proposed) !== 'work') return NOT_APPLICABLE;
    const known = eventsOfPerson(facts, proposed, at, 'employer_prohibits');
    const last = known.at(-1);
    if (last === undefined) return NOT_APPLICABLE;
    return barredUnlessLifted(
      at, windowsOnRecord(facts, proposed),
      (t) => consentsFor(facts, proposed, t, { place: 'work', after: last.at, hours: null }).length === 0,
      'prohibited', 'employer_prohibits',
    );
  },
});
