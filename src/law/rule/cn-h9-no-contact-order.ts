import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { eventsOf } from '../reading/kinds.js';

/** Public-security penalties law (2025) art. 50(2): a no-contact order binds the collector it names. In force from 1 January 2026. */
export const cnH9NoContactOrder = defineRule({
  id: 'CN-H9',
  articles: ['PSPL-50'],
  title: { en: 'A police no-contact order binds the collector', zh: '公安机关禁止接触令' },
  citation: 'Public-security penalties law (2025), art. 50(2)',
  force: 'L', confidence: 'high', from: '2026-01-01',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed)) return NOT_APPLICABLE;
    const asked = proposed.collectorId;
    // An order that names nobody binds all; when it is not said who makes the contact, any order may bind.
    const orders = eventsOf(facts, 'no_contact_order').filter(
      (event) =>
        event.at <= at && (event.until === undefined || at < event.until) &&
        (event.collectorId === undefined || asked === undefined || event.collectorId === asked),
    );
    if (orders.length === 0) return SATISFIED;
    const ends = orders.map((order) => order.until);
    const until = ends.every((end) => end !== undefined) ? Math.max(...ends) : null;
    const known = orders.some((order) => order.collectorId === undefined || order.collectorId === asked);
    return known ? against('prohibited', 'no_contact_order', until) : against('prohibited', 'unknown_fact', until, ['proposed.collectorId']);
  },
});
