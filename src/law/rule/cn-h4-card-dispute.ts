import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { debtsThatMayBe, lastAbout } from '../reading/cn-debt.js';
import { isContact } from '../reading/contact.js';
import { kinds } from '../reading/kinds.js';

const DISPUTES = kinds('dispute', 'verification_sent');

/** Credit-card measures art. 69 asks to mark and verify a disputed account; that nothing asserts the amount meanwhile is the house's reading. */
export const cnH4CardDispute = defineRule({
  id: 'CN-H4',
  articles: ['CC-69'],
  title: { en: 'A disputed card debt is not pressed until it is verified', zh: '信用卡争议核实期间暂停催收' },
  citation: 'House reading of the measures on credit-card business, art. 69',
  force: 'H', confidence: 'high', from: '2011-01-13',
  params: { notCollection: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if ((!isContact(proposed) && proposed.channel !== 'legal_action') || params.notCollection.includes(proposed.purpose)) return NOT_APPLICABLE;
    const cards = debtsThatMayBe(facts, proposed, 'credit_card');
    if (cards.length === 0) return NOT_APPLICABLE;
    const open = cards.some((debt) => lastAbout(facts, debt.id, at, DISPUTES)?.type === 'dispute');
    return open ? against('prohibited', 'disputed') : SATISFIED;
  },
});
