// 12 CFR 1006.34(a)(1): validation information in the first communication or within 5 days of it; for a dead consumer, to a named person acting for the estate.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { localDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { bySameCollector, concernsDebts, eventsAboutDebts } from '../reading/events.js';
import { usPerson } from '../reading/us-person.js';

export const usF31ValidationNotice = defineRule({
  id: 'US-F-31',
  articles: ['1006.34', '1006.34(a)', '1006.34(a)(1)', '1006.34(a)(1)(i)', '1006.34(a)(1)(ii)', '15USC1692g(a)'],
  title: { en: 'Validation information within 5 days of the first communication', zh: '首次沟通后5日内提供债务核实信息' },
  citation: '12 CFR 1006.34(a)(1); comment 34(a)(1)-1',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || usPerson(proposed) === 'professional') return NOT_APPLICABLE;
    const sends = proposed.purpose === 'validation_notice';
    if (sends && proposed.personId === facts.person.personId && eventsAboutDebts(facts, proposed, at, 'debtor_deceased').length > 0) {
      return against('prohibited', 'notice_to_the_dead');
    }
    const initial = facts.events.find((event) => event.initial === true && event.at <= at && bySameCollector(event, proposed) && concernsDebts(event, proposed.debtIds));
    if (initial === undefined) return NOT_APPLICABLE;
    const notices = eventsAboutDebts(facts, proposed, at, 'validation_notice');
    if (notices.length > 0) return SATISFIED;
    const day = localDay(initial.tz, at) - localDay(initial.tz, initial.at);
    // Late is late: a notice sent now cannot keep the term, and no other contact cures it. A person must look.
    return day <= params.days ? SATISFIED : against('prohibited', sends ? 'notice_late' : 'notice_not_sent');
  },
});
