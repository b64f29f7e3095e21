import { defineRule, SATISFIED } from '../rule.js';
import { isUnknown } from '../../domain/unknown.js';
import { unknownFact } from '../reading/bar.js';
import { locationsUnknown } from '../reading/consent.js';
import { isContact } from '../reading/contact.js';

/** House rule: who is reached, where they may be and about which debts must be known; a missing fact is no leave. */
export const houseFacts = defineRule({
  id: 'HOUSE-FACTS',
  articles: [],
  title: { en: 'Facts that every contact needs', zh: '任何联系所需的事实' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: {},
  judge: ({ facts, proposed }) => {
    const missing: string[] = [];
    if (isUnknown(proposed.role)) missing.push('proposed.role');
    if (isContact(proposed) && locationsUnknown(facts)) missing.push('person.locations');
    if (facts.debts.length === 0) missing.push('debts');
    for (const id of proposed.debtIds) if (!facts.debts.some((debt) => debt.id === id)) missing.push(`debts.${id}`);
    return missing.length > 0 ? unknownFact(...missing) : SATISFIED;
  },
});
