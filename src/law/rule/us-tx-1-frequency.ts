import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { isCall } from '../reading/contact.js';
import { capPerAccount, isConnectedCall } from '../reading/us-account.js';

/** Fin. Code 392.302(4): no repeated or continuous calls meant to harass; it binds creditors too and names no number. The house reads it by the federal seven in seven. */
export const usTx1Frequency = defineRule({
  id: 'US-TX-1',
  articles: ['TX-392.302', 'TX-FinCode392.302', 'FinCode392.302'],
  title: { en: 'Texas: calls not so often as to harass', zh: '得克萨斯州：通话不得频繁至骚扰' },
  citation: 'House reading of Tex. Fin. Code 392.302(4)',
  force: 'H', confidence: 'medium', from: '2021-11-30',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed)) return NOT_APPLICABLE;
    return capPerAccount(facts, proposed, at, params, isConnectedCall, 'call_count', 'presumed_violation');
  },
});
