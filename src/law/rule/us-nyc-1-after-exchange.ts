import type { LawEvent } from '../facts.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { isContact } from '../reading/contact.js';
import { capPerAccount } from '../reading/us-account.js';
import { repliesInNyc } from '../reading/us-nyc.js';

/**
 * 6 RCNY 5-77 as amended: after an exchange with the consumer no further contact about that account within 7 days, its
 * date being the first, but answers. Recalled, not read: the strict reading stands until the text is. It has a name of
 * its own, so that a question about the cap of three is not answered by what nobody has read.
 */
export const usNyc1AfterExchange = defineRule({
  id: 'US-NYC-TALK',
  articles: ['NYC-after-exchange'],
  title: { en: 'New York City: no contact in 7 days after an exchange', zh: '纽约市：与消费者交谈后7日内不得再联系' },
  citation: '6 RCNY 5-77 as amended, effective 2026-09-01 (recalled)',
  force: 'R', confidence: 'low', from: '2026-09-01',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    if (repliesInNyc(facts, proposed, at)) return SATISFIED;
    return capPerAccount(facts, proposed, at, params, isExchange, 'after_exchange');
  },
});

/** They talked, whoever began it. A text that nobody answered is no exchange; one that was, is answered by a reply. */
function isExchange(event: LawEvent): boolean {
  return event.type === 'conversation' || event.type === 'consumer_call';
}
