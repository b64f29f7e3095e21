import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Proposed } from '../facts.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { eventsOf } from '../reading/kinds.js';

/** House reading of Civil Code art. 1161: heirs answer only within what they received, so after a death nobody is pressed by machine, and nobody in the name of the dead. */
export const cnP12Deceased = defineRule({
  id: 'CN-P12',
  articles: ['CivilCode-1161'],
  title: { en: 'After a death: no automatic contact', zh: '债务人死亡后停止自动联系' },
  citation: 'House reading of Civil Code art. 1161',
  force: 'H', confidence: 'high', from: '2021-01-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const dead = eventsOf(facts, 'debtor_deceased').find((event) => event.at <= at);
    if (dead === undefined) return NOT_APPLICABLE;
    const theDead = proposed.personId === (dead.personId ?? facts.person.personId) || proposed.role === 'debtor' || proposed.role === 'unknown';
    return theDead || byMachine(proposed) ? against('prohibited', 'debtor_deceased') : SATISFIED;
  },
});

function byMachine(proposed: Proposed): boolean {
  return proposed.automated === true || (proposed.voice !== undefined && proposed.voice !== 'human');
}
