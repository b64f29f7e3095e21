import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isOutsider, onlySeeksDebtor } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';
import { eventsOf } from '../reading/kinds.js';

/** CBA 2026 ch. 3: nobody unrelated to the debt is asked to pay; they may be asked for the debtor's whereabouts or to relay, with nothing of the debt, until they refuse. */
export const cnP6Unrelated = defineRule({
  id: 'CN-P6',
  articles: ['CN-P11'],
  title: { en: 'Unrelated third parties: ask for the debtor, disclose nothing', zh: '对债务无关第三人仅可询问联系方式或请其转告' },
  citation: 'CBA guideline (2026), ch. 3',
  force: 'G', confidence: 'high', from: '2026-01-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) || !isOutsider(proposed)) return NOT_APPLICABLE;
    if (!onlySeeksDebtor(proposed)) return against('prohibited', 'not_the_debtor');
    const refused = eventsOf(facts, 'third_party_refused').some(
      (event) => event.at <= at && (event.personId === undefined || event.personId === proposed.personId),
    );
    return refused ? against('prohibited', 'third_party_refused') : SATISFIED;
  },
});
