import { minuteOf, wall } from './clock.js';
import { isCall, isText, left, type ContactLine, type EventLine } from './log.js';
import { followed, homeZone, instant, last, outside, wallsAt, within, type Check, type Past } from './person.js';

/** Holds that end only when somebody lifts them, whatever date stands beside them. */
const UNTIL_LIFTED: readonly string[] = ['stop', 'distress', 'wrong_person', 'deceased', 'minor', 'incapacity', 'bankruptcy', 'represented'];

/** Under these a person who wrote to us may be answered, once for each time they wrote; under distress they may be told of help. */
const ANSWERABLE: readonly string[] = ['promise', 'paid', 'awaiting_person', 'dispute', 'complaint', 'hardship', 'instalment_plan', 'settlement'];

/** They wrote last, by this medium: nothing of ours lies between their words and this. */
function writtenLast(contact: ContactLine, past: Past): boolean {
  if (contact.purpose !== 'answer' && contact.purpose !== 'help_line') return false;
  const words = past.events.findLast((event) => event.type === (contact.channel === 'sms' ? 'consumer_sms' : contact.channel === 'email' ? 'consumer_email' : 'none'));
  return words !== undefined && !past.contacts.some((one) => instant(one.at) >= instant(words.at));
}

const answers = (contact: ContactLine, past: Past, hold: string): boolean => (ANSWERABLE.includes(hold) || (hold === 'distress' && contact.purpose === 'help_line')) && writtenLast(contact, past);

const names = (event: EventLine, contact: ContactLine): boolean => event.debtIds === undefined || event.debtIds.length === 0 || contact.debts.length === 0 || event.debtIds.some((debt) => contact.debts.includes(debt));

function held(contact: ContactLine, past: Past): string | null {
  const at = instant(contact.at);
  for (const hold of past.events) {
    if (hold.type !== 'hold_placed' || hold.hold === undefined || !names(hold, contact) || answers(contact, past, hold.hold)) continue;
    if (hold.until !== undefined && instant(hold.until) <= at && !UNTIL_LIFTED.includes(hold.hold)) continue;
    const after = past.events.slice(past.events.indexOf(hold) + 1);
    if (!after.some((lift) => lift.type === 'hold_lifted' && lift.hold === hold.hold)) return `a hold (${hold.hold}) of ${hold.at} stands`;
  }
  return null;
}

const MEDIA: Readonly<Record<string, string>> = { text: 'sms', phone: 'call', telephone: 'call', voicemail: 'call', letter: 'mail', app: 'push' };
const medium = (name: string | undefined): string => (name === undefined ? 'all' : (MEDIA[name] ?? name));

function optedOut(contact: ContactLine, past: Past): string | null {
  for (const event of past.events) {
    const out = event.type === 'sms_stop' ? 'sms' : event.type === 'medium_optout' ? medium(event.medium) : null;
    if (out === null || (out !== 'all' && out !== contact.channel)) continue;
    const back = past.events.slice(past.events.indexOf(event) + 1).some((later) => later.type === 'resubscribed' && ['all', contact.channel].includes(medium(later.medium ?? later.channel)));
    if (!back) return `opted out of ${out} at ${event.at}`;
  }
  return null;
}

function unread(contact: ContactLine, past: Past): string | null {
  const at = instant(contact.at);
  const waiting = past.inbound.find((one) => one.kind !== 'sms_receipt' && instant(one.at) <= at && (one.read === null || instant(one.read) > at));
  return waiting === undefined ? null : `what came in at ${waiting.at} (${waiting.kind}) was not read yet`;
}

/** What the creditor's debts come to by then: entries known before the contact and in effect by its date. What reduces a debt in the very millisecond of the contact may have come after it. */
function owed(contact: ContactLine, past: Past): string | null {
  if (contact.debts.length === 0) return null;
  const { date } = wall(homeZone(past), instant(contact.at));
  const open = past.debts.filter((debt) => contact.debts.includes(debt.debt)).some((debt) => {
    const entries = debt.ledger.filter((entry) => (entry.minor > 0 ? instant(entry.known) <= instant(contact.at) : instant(entry.known) < instant(contact.at)) && entry.on <= date);
    return entries.reduce((sum, entry) => sum + entry.minor, 0) > 0;
  });
  return open ? null : 'nothing is owed on the debts it is about';
}

function inconvenient(contact: ContactLine, past: Past): string | null {
  if (contact.channel === 'mail') return null;
  for (const said of past.events) {
    if (said.type !== 'inconvenient_time_designation' || said.result === 'busy_now' || followed(past, said, 'hours_consent', 'direct_prior_consent')) continue;
    const { window } = said;
    const hit = wallsAt(past, instant(contact.at)).some(({ date, weekday, minute }) => {
      if (window === undefined) return true;
      if (window.date !== undefined && window.date !== date) return false;
      if (window.days !== undefined && !window.days.includes(weekday)) return false;
      const from = minuteOf(window.from ?? '00:00');
      const to = minuteOf(window.to ?? '24:00');
      return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
    });
    if (hit) return `at a time that the person said does not suit (${said.at})`;
  }
  return null;
}

function perDay(contact: ContactLine, past: Past, days: number, max: number, counts: (one: ContactLine) => boolean): string | null {
  if (!counts(contact)) return null;
  const n = within(contact, past, homeZone(past), days, counts);
  return n > max ? `${n} in ${days} day(s), at most ${max}` : null;
}

function callGap(contact: ContactLine, past: Past): string | null {
  if (!isCall(contact)) return null;
  const before = past.contacts.findLast((one) => isCall(one) && left(one));
  return before !== undefined && instant(contact.at) - instant(before.at) < 60 * 60_000 ? `a call ${Math.round((instant(contact.at) - instant(before.at)) / 60_000)} minutes after another` : null;
}

function dead(_contact: ContactLine, past: Past): string | null {
  return last(past, 'debtor_deceased') === undefined ? null : 'the debtor has died';
}

/** What holds in every place. Numbers without a law are the house's own, and said to be. */
export const EVERYWHERE: readonly Check[] = [
  { sentence: 'none-while-unread', law: 'house', wrong: unread },
  { sentence: 'none-while-held', law: 'house', wrong: held },
  { sentence: 'none-after-opt-out', law: 'house; 12 CFR 1006.14(h); CONC 7.9.4R', wrong: optedOut },
  { sentence: 'none-after-cease', law: '12 CFR 1006.6(c); house, in whatever form it was said', wrong: (contact, past) => {
    const cease = past.events.findLast((event) => event.type === 'cease_notice' || (event.type === 'refusal_to_pay' && event.form !== 'oral'));
    // Who writes again after that is owed the one answer to it (1006.6(c), comment 6(b)(1)-2).
    const wroteAgain = cease !== undefined && writtenLast(contact, past) && past.events.some((event) => ['consumer_sms', 'consumer_email'].includes(event.type) && instant(event.at) > instant(cease.at));
    return cease === undefined || wroteAgain || followed(past, cease, 'resubscribed', 'direct_prior_consent') ? null : `asked to cease at ${cease.at}`;
  } },
  { sentence: 'none-when-nothing-is-owed', law: '12 CFR 1006.30(b); GB/T 45251', wrong: owed },
  { sentence: 'none-to-the-dead', law: 'Civil Code (China) 1161; house', wrong: dead },
  { sentence: 'none-at-unsuitable-times', law: '12 CFR 1006.6(b)(1); CONC 7.9.4R; house', wrong: inconvenient },
  { sentence: 'debtor-only', law: 'GB/T 45251-2025 5.3; 12 CFR 1006.6(d); POJK 22/2023 art. 62', wrong: (contact) => (contact.audience === 'debtor' || ['reach_debtor', 'location_information'].includes(contact.purpose) ? null : `to a ${contact.audience} for ${contact.purpose}`) },
  { sentence: 'place-known', law: 'house', wrong: (contact, past) => (past.person.country === null || (contact.channel !== 'mail' && past.person.zones.length === 0) ? 'nobody knows which law and which hours are the person\'s' : null) },
  { sentence: 'none-at-night', law: 'house', wrong: (contact, past) => outside(contact, past, 8 * 60, 22 * 60) },
  { sentence: 'one-text-a-day', law: 'house', wrong: (contact, past) => perDay(contact, past, 1, writtenLast(contact, past) ? 4 : 1, isText) },
  { sentence: 'three-texts-a-week', law: 'house', wrong: (contact, past) => perDay(contact, past, 7, writtenLast(contact, past) ? 12 : 3, isText) },
  { sentence: 'one-visit-a-day', law: 'house', wrong: (contact, past) => perDay(contact, past, 1, 1, (one) => one.channel === 'visit') },
  { sentence: 'two-visits-a-month', law: 'house', wrong: (contact, past) => perDay(contact, past, 30, 2, (one) => one.channel === 'visit') },
  { sentence: 'eight-attempts-a-day', law: 'house', wrong: (contact, past) => (contact.channel === 'mail' ? null : perDay(contact, past, 1, 8, (one) => one.channel !== 'mail')) },
  { sentence: 'an-hour-between-calls', law: 'house', wrong: callGap },
  { sentence: 'no-two-open-at-once', law: 'house', wrong: (contact, past) => {
    const open = past.contacts.find((one) => one.contact !== undefined && one.contact === contact.contact && left(one) && (one.ended === null || instant(one.ended) > instant(contact.at)));
    return open === undefined ? null : `attempt of ${open.at} was still open`;
  } },
];

