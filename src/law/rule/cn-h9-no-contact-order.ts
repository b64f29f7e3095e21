// Public-security penalties law (2025) art. 50(2): a no-contact order binds the collector it names. In force from 1 January 2026.
import type { Rule } from '../rule.js';
import { NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';

export const cnH9NoContactOrder: Rule = {
  id: 'CN-H9',
  articles: ['PSPL-50'],
  title: { en: 'A police no-contact order binds the collector', zh: '公安机关禁止接触令' },
  citation: 'Public-security penalties law (2025), art. 50(2)',
  force: 'L', confidence: 'high', from: '2026-01-01',
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const orders = facts.events.filter((event) => event.type === 'no_contact_order' && event.at <= at && (event.until === undefined || at < event.until));
    if (orders.length === 0) return SATISFIED;
    const binding = orders.filter((order) => order.collectorId === undefined || order.collectorId === proposed.collectorId);
    if (binding.length > 0) {
      const ends = binding.map((order) => order.until);
      return against('prohibited', 'no_contact_order', ends.every((end) => end !== undefined) ? Math.max(...ends) : null);
    }
    return proposed.collectorId === undefined ? unknownFact('proposed.collectorId') : SATISFIED;
  },
};
