// CONC 7.9.12R–7.9.14R: no visit to a customer known or suspected to be particularly vulnerable.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { eventsOfPerson } from '../reading/events.js';
import { kinds } from '../reading/kinds.js';

const VULNERABLE = kinds('mental_capacity_notice', 'mh_crisis_moratorium_start');

export const uk04Visits = defineRule({
  id: 'UK-04',
  articles: ['UK', 'CONC7', 'CONC7.9', 'CONC7.9.12', 'CONC7.9.12R', 'CONC7.9.13', 'CONC7.9.14', 'CONC7.9.14R'],
  title: { en: 'No visit to a particularly vulnerable customer', zh: '不得上门拜访特别脆弱的客户' },
  citation: 'CONC 7.9.12R-7.9.14R',
  force: 'R', confidence: 'high', from: '2014-04-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'visit') return NOT_APPLICABLE;
    const vulnerable = eventsOfPerson(facts, proposed, at, VULNERABLE).length > 0;
    return vulnerable ? against('prohibited', 'visit_to_vulnerable') : SATISFIED;
  },
});
