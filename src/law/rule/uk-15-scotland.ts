// Bankruptcy (Scotland) Act 2016, ss. 195-198: the statutory moratorium stops diligence for six months. It is no ban on contact.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isUnknown } from '../../domain/unknown.js';
import { addMonths, dateOfEpochDay } from '../../domain/time/date.js';
import { localDay, startOfLocalDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { eventsAboutDebts } from '../reading/events.js';

export const uk15Scotland = defineRule({
  id: 'UK-15',
  articles: ['UK-SCT', 'UK-Scotland', 'Bankruptcy(Scotland)Act2016'],
  title: { en: 'Scotland: no enforcement in six months of moratorium', zh: '苏格兰：法定暂停期六个月内不得强制执行' },
  citation: 'Bankruptcy (Scotland) Act 2016, ss. 195-198',
  force: 'L', confidence: 'low', from: '2016-11-30',
  params: { months: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel !== 'legal_action') return NOT_APPLICABLE;
    const { state } = facts.person;
    if (!isUnknown(state) && !/^(GB-)?SCT$/i.test(state)) return NOT_APPLICABLE;
    const starts = eventsAboutDebts(facts, proposed, at, 'breathing_space_start');
    if (starts.length === 0) return NOT_APPLICABLE;
    const free = Math.max(...starts.map((start) => startOfLocalDay(start.tz, addMonths(dateOfEpochDay(localDay(start.tz, start.at)), params.months))));
    if (at >= free) return SATISFIED;
    return isUnknown(state) ? against('prohibited', 'unknown_fact', free, ['person.state']) : against('prohibited', 'moratorium', free);
  },
});
