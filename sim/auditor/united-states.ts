import { wall } from './clock.js';
import { connected, isCall, isText, talked, unclear, type ContactLine } from './log.js';
import { DAY, followed, instant, last, outside, overPerDebt, sharesDebt, zonesOf, type Check, type Past } from './person.js';

const h = (hour: number, minute = 0): number => hour * 60 + minute;
const electronic = (one: ContactLine): boolean => ['sms', 'email', 'push'].includes(one.channel);
const moreCalls = (past: Past): boolean => last(past, 'consent_more_calls', 'direct_prior_consent') !== undefined;

/** The talk's own date is day 1, so the next call may be made on day 8. */
function afterTalk(contact: ContactLine, past: Past): string | null {
  if (!isCall(contact) || moreCalls(past)) return null;
  for (const zone of zonesOf(past)) {
    const today = wall(zone, instant(contact.at)).day;
    const talk = past.contacts.find((one) => talked(one) && contact.debts.some((debt) => sharesDebt(one, debt)) && today - wall(zone, instant(one.at)).day < 7);
    if (talk !== undefined) return `called within 7 days of the talk of ${talk.at}`;
    const called = past.events.find((e) => e.type === 'consumer_call' && today - wall(zone, instant(e.at)).day < 7);
    if (called !== undefined) return `called within 7 days of the talk of ${called.at}`;
  }
  return null;
}

/** Inside the validation period for certain: 5 days for the post and 30 to dispute, weekends left aside. */
function disputed(_contact: ContactLine, past: Past): string | null {
  const said = past.events.findLast((e) => (e.type === 'dispute' || e.type === 'original_creditor_request') && e.form !== 'oral');
  if (said === undefined || followed(past, said, 'verification_sent')) return null;
  const notice = past.events.find((e) => e.type === 'validation_notice');
  return notice === undefined || instant(said.at) <= instant(notice.at) + 35 * DAY ? `disputed at ${said.at} and not verified` : null;
}

const US: readonly Check[] = [
  { sentence: 'us-hours', law: '12 CFR 1006.6(b)(1); 15 USC 1692c(a)(1): 08:00 to 21:00 wherever the person may be', wrong: (contact, past) => outside(contact, past, h(8), h(21)) },
  { sentence: 'us-seven-in-seven', law: '12 CFR 1006.14(b)(2)(i)(A)', wrong: (contact, past) => (moreCalls(past) ? null : overPerDebt(contact, past, 7, 7, connected)) },
  { sentence: 'us-after-a-talk', law: '12 CFR 1006.14(b)(2)(i)(B)', wrong: afterTalk },
  { sentence: 'us-dispute', law: '12 CFR 1006.38(c), (d)', wrong: disputed },
  { sentence: 'us-attorney', law: '12 CFR 1006.6(b)(2)', wrong: (_contact, past) => (last(past, 'attorney_representation') === undefined ? null : 'represented by an attorney') },
  { sentence: 'us-text-consent', law: '47 USC 227(b)(1)(A)', wrong: (contact, past) => (isText(contact) && contact.by === 'robot' && last(past, 'tcpa_consent') === undefined ? 'a text by machine without consent' : null) },
];

const MA: readonly Check[] = [
  { sentence: 'ma-two-in-seven', law: '940 CMR 7.04(1)(f); 209 CMR 18.16(1)', wrong: (contact, past) => overPerDebt(contact, past, 7, 2, (one) => (isText(one) || connected(one)) && one.outcome !== 'unable_to_reach') },
];
const WA: readonly Check[] = [
  { sentence: 'wa-three-a-week', law: 'RCW 19.16.250(13)', wrong: (contact, past) => overPerDebt(contact, past, 7, 3, (one) => electronic(one) || talked(one) || unclear(one) || one.outcome === 'voicemail') },
];
const DC: readonly Check[] = [
  { sentence: 'dc-four-calls', law: 'D.C. Code 28-3814', wrong: (contact, past) => overPerDebt(contact, past, 7, 4, connected) },
  { sentence: 'dc-five-messages', law: 'D.C. Code 28-3814', wrong: (contact, past) => overPerDebt(contact, past, 7, 5, electronic) },
  { sentence: 'dc-message-consent', law: 'D.C. Code 28-3814', wrong: (contact, past) => (electronic(contact) && !['optout_confirmation', 'ask_consent'].includes(contact.purpose) && last(past, 'electronic_consent', 'tcpa_consent', 'direct_prior_consent') === undefined ? 'a message without consent' : null) },
];
const NYC: readonly Check[] = [
  { sentence: 'nyc-three-in-seven', law: '6 RCNY 5-77', wrong: (contact, past) => overPerDebt(contact, past, 7, contact.at < '2026-09-01T04' ? 2 : 3, (one) => electronic(one) || isCall(one) || one.channel === 'visit') },
];
const WV: readonly Check[] = [
  { sentence: 'wv-thirty-calls', law: 'W. Va. Code 46A-2-125(d)', wrong: (contact, past) => overPerDebt(contact, past, 7, 30, connected) },
  { sentence: 'wv-ten-talks', law: 'W. Va. Code 46A-2-125(d)', wrong: (contact, past) => overPerDebt(contact, past, 7, 10, talked) },
];

/** Federal law, and what the state and the city add. */
export function unitedStates(state: string | null, city: string | null): readonly Check[] {
  const states: Readonly<Record<string, readonly Check[]>> = { MA, WA, DC, WV };
  return [...US, ...(state === null ? [] : (states[state] ?? [])), ...(city === 'NYC' ? NYC : [])];
}
