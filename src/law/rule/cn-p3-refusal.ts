import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { against } from '../reading/bar.js';
import { isOutsider, tellsOfDebt } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';
import { eventsOf, kinds } from '../reading/kinds.js';

/** GB/T 45251-2025 5.3: once a contact refuses, that person is left alone for good; a contact is never told of the debt. */
export const cnP3Refusal = defineRule({
  id: 'CN-P3',
  articles: ['GB/T45251-5.3-refusal'],
  title: { en: 'A contact who refused is left alone; the debt is not disclosed', zh: '联系人明确拒绝后不得再联系，不得向其透露债务' },
  citation: 'GB/T 45251-2025, 5.3',
  force: 'S', confidence: 'high', from: '2025-02-28',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) || !isOutsider(proposed)) return NOT_APPLICABLE;
    if (tellsOfDebt(proposed)) return against('prohibited', 'debt_disclosed');
    const refused = eventsOf(facts, REFUSALS).some((event) => event.at <= at && refuses(event, facts, proposed));
    return refused ? against('prohibited', 'third_party_refused') : SATISFIED;
  },
});

const REFUSALS = kinds('third_party_refused', 'sms_stop', 'medium_optout', 'cease_notice');

/** A refusal by this person; a refusal by a third party whom nobody named may be this one's. */
function refuses(event: LawEvent, facts: Facts, proposed: Proposed): boolean {
  if (event.personId === undefined || event.personId === facts.person.personId) return event.type === 'third_party_refused';
  return event.personId === proposed.personId;
}
