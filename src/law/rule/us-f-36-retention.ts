// 12 CFR 1006.100: evidence is kept until 3 years after the last collection activity on the debt; a recording until 3 years after its call.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { addDays, addYears } from '../../domain/time/date.js';
import { startOfLocalDay } from '../../domain/time/zone.js';
import type { Instant } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { inboundMedium, isOurs } from '../reading/contact.js';
import { concernsDebts } from '../reading/events.js';
import { dateOf } from '../reading/validation.js';

export const usF36Retention = defineRule({
  id: 'US-F-36',
  articles: ['1006.100', '1006.100(a)', '1006.100(b)'],
  title: { en: 'Records are kept for 3 years', zh: '记录保存至最后一次催收活动后3年' },
  citation: '12 CFR 1006.100; comment 100-1',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { years: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel !== 'data_purge') return NOT_APPLICABLE;
    const activity = facts.events.filter((event) => event.at <= at && concernsDebts(event, proposed.debtIds) && (isOurs(event) || inboundMedium(event) !== null));
    const recording = /record/i.test(proposed.record ?? '');
    const recorded = activity.filter((event) => event.recorded === true);
    const last = (recording && recorded.length > 0 ? recorded : activity).at(-1);
    if (last === undefined) return SATISFIED;
    // Whole days: the anniversary itself is still kept.
    const free: Instant = startOfLocalDay(last.tz, addDays(addYears(dateOf(last), params.years), 1));
    return at >= free ? SATISFIED : against('prohibited', 'record_still_kept', free);
  },
});
