import type { Instant } from '../../domain/time/instant.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import type { Facts } from '../facts.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { debtsThatMayBe, isAbout } from '../reading/cn-debt.js';
import { isContact, isPaper } from '../reading/contact.js';

/**
 * NRS 649.366: on a medical debt a written notice comes at least 60 days before any action to collect. Recalled, not
 * read, so strictly: a letter or a validation notice by post is such a notice, its day being the first; nothing else may
 * be done about the debt until the days are over.
 */
export const usNv1MedicalNotice = defineRule({
  id: 'US-NV-1',
  articles: ['NV-649.366', 'NRS649.366', 'NV-NRS649.366'],
  title: { en: 'Nevada: 60 days of notice on a medical debt', zh: '内华达州：医疗债务催收前60日书面通知' },
  citation: 'NRS 649.366 (recalled)',
  force: 'L', confidence: 'low', from: '2021-11-30',
  params: { days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    const acts = isContact(proposed) || proposed.channel === 'legal_action' || proposed.channel === 'credit_report';
    const medical = debtsThatMayBe(facts, proposed, 'medical');
    if (!acts || medical.length === 0) return NOT_APPLICABLE;
    let free: Instant = at;
    for (const debt of medical) {
      const over = noticeOver(facts, debt.id, at, params.days);
      // The notice itself is what comes first.
      if (over === null) return isPaper(proposed) && proposed.purpose === 'validation_notice' ? SATISFIED : against('prohibited', 'medical_notice_missing');
      free = Math.max(free, over);
    }
    return free <= at ? SATISFIED : against('prohibited', 'medical_notice_running', free);
  },
});

/** When the days of the first notice that did not come back are over; `null`: none is on record. */
function noticeOver(facts: Facts, debtId: string, at: Instant, days: number): Instant | null {
  const about = facts.events.filter((event) => event.at <= at && isAbout(event, debtId));
  const back = about.findLast((event) => event.type === 'undeliverable_notice');
  const sent = about.find((event) => (event.type === 'letter' || event.type === 'validation_notice') && (event.channel ?? 'mail') === 'mail' && (back === undefined || event.at > back.at));
  return sent === undefined ? null : startOfDay(sent.tz, localDay(sent.tz, sent.at) + days);
}
