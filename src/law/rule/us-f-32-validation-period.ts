// 12 CFR 1006.34(b)(5): the end date stated in the notice gives 30 days after a receipt assumed at least 5 business days after sending.
import { isUnknown } from '../../domain/unknown.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { toLocal } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { holidaysNotLoaded, knownAt, US_HOLIDAYS } from '../reading/holidays.js';
import { validationEnd } from '../reading/validation.js';

export const usF32ValidationPeriod = defineRule({
  id: 'US-F-32',
  articles: ['1006.34', '1006.34(b)(5)', '1006.34(c)', '1006.34(c)(3)'],
  title: { en: 'The stated end of the validation period is not too early', zh: '通知所载核实期截止日不得过早' },
  citation: '12 CFR 1006.34(b)(5)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { receiptDays: 'count', periodDays: 'count' },
  judge: ({ proposed, at, params }) => {
    if (proposed.statedEndDate === undefined) return NOT_APPLICABLE;
    const earliest = validationEnd(toLocal(proposed.tz, at).date, params, knownAt(proposed));
    if (isUnknown(earliest)) return holidaysNotLoaded(US_HOLIDAYS, toLocal(proposed.tz, at).date, knownAt(proposed));
    return proposed.statedEndDate >= earliest ? SATISFIED : against('prohibited', 'end_date_too_early');
  },
});
