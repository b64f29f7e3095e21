// CONC 7.9.12R–7.9.14R: no visit to a customer known or suspected to be particularly vulnerable.
import type { Rule } from '../rule.js';
import { NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { eventsFor } from '../reading/events.js';

const VULNERABLE: readonly string[] = ['mental_capacity_notice', 'mh_crisis_moratorium_start'];

export const uk04Visits: Rule = {
  id: 'UK-04',
  articles: ['UK', 'CONC7', 'CONC7.9', 'CONC7.9.12', 'CONC7.9.12R', 'CONC7.9.13', 'CONC7.9.14', 'CONC7.9.14R'],
  title: { en: 'No visit to a particularly vulnerable customer', zh: '不得上门拜访特别脆弱的客户' },
  citation: 'CONC 7.9.12R-7.9.14R',
  force: 'R', confidence: 'high', from: '2014-04-01',
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'visit') return NOT_APPLICABLE;
    const vulnerable = eventsFor(facts, { ...proposed, debtIds: [] }, at).some((event) => VULNERABLE.includes(event.type));
    return vulnerable ? against('prohibited', 'visit_to_vulnerable') : SATISFIED;
  },
};
