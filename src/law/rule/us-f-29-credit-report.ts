// 12 CFR 1006.30(a)(1), comments 30(a)(1)-1..3: furnish only after talking with the consumer, or after a letter or e-message and a wait in which none came back.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { LawEvent } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay, localDayToInstant, localMsOfDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { bySameCollector, concernsDebts, personOf } from '../reading/events.js';

const SENT: readonly string[] = ['letter', 'validation_notice', 'email', 'sms', 'push'];

export const usF29CreditReport = defineRule({
  id: 'US-F-29',
  articles: ['1006.30(a)', '1006.30(a)(1)', '1006.30(a)(1)(i)', '1006.30(a)(1)(ii)', '1006.30'],
  title: { en: 'Before furnishing: a talk, or a letter and 14 days', zh: '报送征信前：须已交谈，或已发函并等待14日' },
  citation: '12 CFR 1006.30(a)(1); comments 30(a)(1)-1..3',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { waitDays: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel !== 'credit_report') return NOT_APPLICABLE;
    const events = facts.events.filter(
      (event) => event.at <= at && personOf(event, facts) === facts.person.personId && bySameCollector(event, proposed),
    );
    // Each debt that would be furnished needs its own ground; the last one ready decides.
    const debts = proposed.debtIds.length > 0 ? proposed.debtIds : facts.debts.map((debt) => debt.id);
    let until: Instant | null = at;
    for (const debt of debts.length > 0 ? debts : ['']) {
      const ready = readyFrom(events.filter((event) => debt === '' || concernsDebts(event, [debt])), params.waitDays);
      if (ready === null) return against('prohibited', 'not_told_before_furnishing');
      until = Math.max(until, ready);
    }
    return until <= at ? SATISFIED : against('prohibited', 'wait_after_notice', until);
  },
});

/** First instant from which one of the grounds holds, or `null`. */
function readyFrom(events: readonly LawEvent[], waitDays: number): Instant | null {
  const grounds: Instant[] = [];
  for (const event of events) {
    if (event.type === 'consumer_call' || (event.type === 'conversation' && event.result !== 'busy_now')) grounds.push(event.at);
    if (!SENT.includes(event.type) || event.purpose === 'optout_confirmation') continue;
    // Full days: to the same hour by the clock, so that a letter of the afternoon is not cut short.
    const over = localDayToInstant(event.tz, localDay(event.tz, event.at) + waitDays, localMsOfDay(event.tz, event.at));
    const returned = events.some((back) => back.type === 'undeliverable_notice' && back.at >= event.at && back.at <= over && sameRoute(back, event));
    if (!returned) grounds.push(over);
  }
  return grounds.length === 0 ? null : Math.min(...grounds);
}

function sameRoute(back: LawEvent, sent: LawEvent): boolean {
  const numbers = back.number === undefined || sent.number === undefined || back.number === sent.number;
  return numbers && (back.channel === undefined || sent.channel === undefined || back.channel === sent.channel);
}
