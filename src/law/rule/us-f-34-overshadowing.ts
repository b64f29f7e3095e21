// 12 CFR 1006.38(b)(1): in the validation period nothing may overshadow the right to dispute, such as a demand to pay within days or be sued.
import { isUnknown } from '../../domain/unknown.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { addDays } from '../../domain/time/date.js';
import { startOfLocalDay, toLocal } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { eventsAboutDebts } from '../reading/events.js';
import { usPerson } from '../reading/us-person.js';
import { periodEnd } from '../reading/validation.js';

export const usF34Overshadowing = defineRule({
  id: 'US-F-34',
  articles: ['1006.38', '1006.38(b)', '1006.38(b)(1)', '15USC1692g(b)'],
  title: { en: 'Nothing overshadows the right to dispute in the validation period', zh: '核实期内不得以威胁掩盖异议权' },
  citation: '12 CFR 1006.38(b)(1)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { receiptDays: 'count', periodDays: 'count', threats: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || usPerson(proposed) !== 'consumer') return NOT_APPLICABLE;
    const notices = eventsAboutDebts(facts, proposed, at, 'validation_notice');
    const notice = notices.at(-1);
    if (notice === undefined) return NOT_APPLICABLE;
    if (!params.threats.includes(proposed.purpose)) return SATISFIED;
    const end = periodEnd(facts, proposed, at, params);
    if (isUnknown(end)) return against('prohibited', 'overshadows_dispute_right');
    if (toLocal(notice.tz, at).date > end) return SATISFIED;
    return against('prohibited', 'overshadows_dispute_right', startOfLocalDay(notice.tz, addDays(end, 1)));
  },
});
