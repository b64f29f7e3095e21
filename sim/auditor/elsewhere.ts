import { wall } from './clock.js';
import { DAY, followed, instant, last, outside, wantsCapacity, zonesOf, type Check } from './person.js';

const h = (hour: number): number => hour * 60;

/** United Kingdom: CONC 7 and SI 2020/1311. CONC has no clock; 8 to 21 is what nobody calls unreasonable. */
export const UNITED_KINGDOM: readonly Check[] = [
  { sentence: 'uk-hours', law: 'CONC 7.9.4R; hours of the house', wrong: (contact, past) => outside(contact, past, h(8), h(21)) },
  { sentence: 'uk-dispute', law: 'CONC 7.14.1R', wrong: (_contact, past) => {
    const said = last(past, 'dispute');
    return said === undefined || followed(past, said, 'verification_sent') ? null : `disputed at ${said.at} and not answered`;
  } },
  { sentence: 'uk-capacity', law: 'CONC 7.10.1R', wrong: wantsCapacity },
  { sentence: 'uk-breathing-space', law: 'SI 2020/1311: 60 days', wrong: (contact, past) => {
    const start = last(past, 'breathing_space_start');
    return start !== undefined && instant(contact.at) < instant(start.at) + 60 * DAY && instant(contact.at) >= instant(start.at) ? `breathing space since ${start.at}` : null;
  } },
  { sentence: 'uk-crisis', law: 'SI 2020/1311: the treatment and 30 days', wrong: (contact, past) => {
    const start = last(past, 'mh_crisis_moratorium_start');
    if (start === undefined) return null;
    const ended = past.events.slice(past.events.indexOf(start)).findLast((e) => e.type === 'mh_crisis_treatment_ended');
    return ended === undefined || instant(contact.at) < instant(ended.at) + 30 * DAY ? `crisis moratorium since ${start.at}` : null;
  } },
];

/** India: RBI, 12 August 2022. Microfinance has shorter hours. */
export const INDIA: readonly Check[] = [
  { sentence: 'in-hours', law: 'RBI circular of 12 August 2022: calls from 08:00 to 19:00', wrong: (contact, past) => (contact.channel === 'call' ? outside(contact, past, h(8), h(19)) : null) },
  { sentence: 'in-microfinance-hours', law: 'RBI microfinance directions 2022: calls and visits from 09:00 to 18:00', wrong: (contact, past) =>
    ['call', 'visit'].includes(contact.channel) && past.debts.some((debt) => contact.debts.includes(debt.debt) && debt.product === 'microfinance') ? outside(contact, past, h(9), h(18)) : null },
];

/** National holidays of Indonesia that fall on the same date every year. The others move; the auditor does not know them. */
const INDONESIAN_HOLIDAYS: readonly string[] = ['01-01', '05-01', '06-01', '08-17', '12-25'];

/** Indonesia: POJK 22/2023 art. 62. */
export const INDONESIA: readonly Check[] = [
  { sentence: 'id-hours', law: 'POJK 22/2023 art. 62(2)-(3): 08:00 to 20:00', wrong: (contact, past) => outside(contact, past, h(8), h(20)) },
  { sentence: 'id-days', law: 'POJK 22/2023 art. 62(2)-(3): no Sunday, no national holiday', wrong: (contact, past) => {
    if (contact.channel === 'mail' || last(past, 'hours_consent', 'direct_prior_consent') !== undefined) return null;
    for (const zone of zonesOf(past)) {
      const { weekday, date } = wall(zone, instant(contact.at));
      if (weekday === 'sun' || INDONESIAN_HOLIDAYS.includes(date.slice(5))) return `on ${weekday} ${date} in ${zone}`;
    }
    return null;
  } },
];
