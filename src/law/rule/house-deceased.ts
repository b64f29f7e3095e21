import type { Proposed } from '../facts.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { eventsOf } from '../reading/kinds.js';

/** House rule: after a death nobody is contacted in the name of the dead, and nobody by machine; a person may write to who acts for the estate. */
export const houseDeceased = defineRule({
  id: 'HOUSE-DECEASED',
  articles: [],
  title: { en: 'After a death: a person, and never to the dead', zh: '债务人死亡后：不得以其名义联系，且仅限人工' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const dead = eventsOf(facts, 'debtor_deceased').some((event) => event.at <= at);
    if (!dead) return SATISFIED;
    return proposed.personId === facts.person.personId || byMachine(proposed) ? against('prohibited', 'debtor_deceased') : SATISFIED;
  },
});

function byMachine(proposed: Proposed): boolean {
  return proposed.automated === true || (proposed.voice !== undefined && proposed.voice !== 'human');
}
