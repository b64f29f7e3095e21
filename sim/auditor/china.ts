import { wall } from './clock.js';
import { answered, isCall, left, type ContactLine } from './log.js';
import { agreedHours, followed, instant, last, wantsCapacity, within, type Check, type Past } from './person.js';

const ZONE = 'Asia/Shanghai';

/** Mainland China: GB/T 45251-2025, the banking association's guideline of 2026, the card rules of 2011. */
export const CHINA: readonly Check[] = [
  { sentence: 'cn-hours', law: 'CBA guideline 2026 ch. 3; GB/T 45251-2025 5.3: nothing from 22:00 to 08:00', wrong: (contact, past) => {
    const { minute } = wall(ZONE, instant(contact.at));
    return (minute < 8 * 60 || minute >= 22 * 60) && !agreedHours(past) && contact.channel !== 'mail' ? `at ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}` : null;
  } },
  { sentence: 'cn-three-effective-calls', law: 'GB/T 45251-2025 5.3: 3 effective calls a day to one debtor', wrong: (contact, past) => {
    const n = answered(contact) ? within(contact, past, ZONE, 1, answered) : 0;
    return n > 3 ? `${n} effective calls in a day` : null;
  } },
  { sentence: 'cn-six-dials', law: 'CBA guideline 2026 ch. 3: 6 dials a day to one number', overAll: true, wrong: (contact, past) => {
    if (!isCall(contact) || contact.number === null || last(past, 'consent_more_calls') !== undefined) return null;
    const today = wall(ZONE, instant(contact.at)).day;
    const n = (past.dials.get(contact.number) ?? []).filter((at) => at <= instant(contact.at) && wall(ZONE, at).day === today).length;
    return n > 6 ? `${n} dials to one number in a day` : null;
  } },
  { sentence: 'cn-two-visitors', law: 'CBA guideline 2026 art. 22', wrong: (contact) => (contact.channel === 'visit' && contact.staff !== null && contact.staff < 2 ? `${contact.staff} visitor` : null) },
  { sentence: 'cn-instalments-agreed', law: 'card rules 2011 art. 70', wrong: (contact, past) => {
    const signed = last(past, 'instalment_agreement_signed');
    return signed === undefined || past.events.slice(past.events.indexOf(signed)).some((e) => e.type === 'instalment_agreement_defaulted') || !aboutCard(contact, past) ? null : `an instalment agreement stands since ${signed.at}`;
  } },
  { sentence: 'cn-police-order', law: 'Public Security Administration Punishments Law (2025) art. 50', wrong: (contact, past) => {
    const order = past.events.find((e) => e.type === 'no_contact_order' && (e.collectorId === undefined || e.collectorId === contact.collector));
    return order === undefined ? null : `a no-contact order of ${order.at}`;
  } },
  { sentence: 'cn-notice-before-agency', law: 'consumer protection measures 2022 art. 41', wrong: (contact, past) => {
    const placed = last(past, 'agency_placed');
    return placed === undefined || !contact.collector.startsWith('agency:') || followed(past, placed, 'agency_notified') ? null : `an agency, placed at ${placed.at}, of which the debtor was not told`;
  } },
  { sentence: 'cn-no-capacity', law: 'GB/T 45251-2025 5.3; house', wrong: wantsCapacity },
  { sentence: 'cn-assignment-told-first', law: 'Civil Code 546', wrong: (contact, past) => {
    const bought = past.debts.some((debt) => contact.debts.includes(debt.debt) && debt.flags.includes('transferred'));
    return (bought || last(past, 'debt_assigned') !== undefined) && last(past, 'assignment_notified') === undefined ? 'the debt was assigned and the debtor not told' : null;
  } },
];

function aboutCard(contact: ContactLine, past: Past): boolean {
  return left(contact) && past.debts.some((debt) => contact.debts.includes(debt.debt) && debt.product === 'credit_card');
}
