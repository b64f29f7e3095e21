import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';

/** House rule (no clause found): no visit to the place of work unless the debtor agreed to it beforehand. */
export const cnV11Workplace = defineRule({
  id: 'CN-V11',
  articles: [],
  title: { en: 'No visit to the place of work without consent', zh: '未经同意不得到工作单位上门' },
  citation: 'House rule; no clause found',
  force: 'H', confidence: 'low', from: '2020-01-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'visit' || proposed.place !== 'work') return NOT_APPLICABLE;
    return consentsFor(facts, proposed, at, { place: 'work', hours: null }).some((consent) => consent.place === 'work') ? SATISFIED : against('prohibited', 'workplace');
  },
});
