// 12 CFR 1006.6(b)(1)(i), comment 6(b)(1)(i)-2: from 08:00 and before 21:00 wherever the consumer may be; for a message, when it is sent.
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { consentsFor, locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { usPerson } from '../reading/us-person.js';
import { clockMs } from '../../domain/time/window.js';

export const usF01Hours = defineRule({
  id: 'US-F-01',
  articles: ['1006.6(b)(1)(i)', '1006.6(b)(4)', '1006.6(b)(1)', 'US-F-02', 'US-F-05', 'US-F-09', '15USC1692c(a)(1)'],
  title: { en: 'Contact between 08:00 and 21:00, in every place where the consumer may be', zh: '联系时间：消费者可能所在的每一地均须在8时至21时之间' },
  citation: '12 CFR 1006.6(b)(1)(i); comment 6(b)(1)(i)-2; 15 USC 1692c(a)(1)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    // A letter has no hour. Professionals (counsel, creditor) are not consumers; anybody else gets the same night's rest.
    if (!isContact(proposed) || isPaper(proposed) || usPerson(proposed) === 'professional') return NOT_APPLICABLE;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(
      at, windowsOnRecord(facts, proposed, [hours.from, hours.to]),
      (t) => !openEverywhere(facts, proposed, t, hours) && consentsFor(facts, proposed, t, { time: true, hours }).length === 0,
      'prohibited', 'outside_hours',
    );
  },
});
