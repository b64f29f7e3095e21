import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { deadOrIncapable, lostSince } from '../reading/cn-lost.js';
import { isOutsider, onlySeeksDebtor } from '../reading/cn-person.js';
import { isContact } from '../reading/contact.js';

/** NIFA 2018 art. 14: only the contact whom the debtor named, only when the debtor is lost, and only to find the debtor again. */
export const cnP4AgreedContact = defineRule({
  id: 'CN-P4',
  articles: ['NIFA-2018-14'],
  title: { en: 'Only the contact whom the debtor named, only to find the debtor', zh: '仅可联系债务人事先同意的联系人，且仅为重新取得联系' },
  citation: 'NIFA convention (2018), art. 14',
  force: 'N', confidence: 'high', from: '2018-03-28',
  params: { failedDials: 'whole', tz: 'zone' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed) || !isOutsider(proposed)) return NOT_APPLICABLE;
    if (proposed.role !== 'contact' && proposed.personId !== 'emergency_contact') return against('prohibited', 'contact_not_agreed');
    if (!onlySeeksDebtor(proposed)) return against('prohibited', 'not_the_debtor');
    if (deadOrIncapable(facts, at)) return SATISFIED;
    const since = lostSince(facts, at, params);
    if (since === null) return against('prohibited', 'debtor_not_lost');
    return since <= at ? SATISFIED : against('prohibited', 'debtor_not_yet_lost', since);
  },
});
