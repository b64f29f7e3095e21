import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../domain/time/instant.js';
import { localToInstant, startOfLocalDay } from '../../domain/time/zone.js';
import type { Facts, LawEvent, Proposed } from '../facts.js';
import { earliestLawfulInstant, judge } from '../gate.js';

// Public holidays as HOUSE-HOLIDAY and ID-01 read them: by table, by what was known, and never beyond the years loaded.
const ZONES = { CN: 'Asia/Shanghai', GB: 'Europe/London', US: 'America/New_York', ID: 'Asia/Jakarta' } as const;
type Country = keyof typeof ZONES;

function facts(country: Country, more: Partial<Facts> = {}): Facts {
  return {
    person: { personId: 'P', country, state: country === 'US' ? 'FL' : 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: ZONES[country] }] },
    debts: [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }], events: [], unreadInbound: 0, ...more,
  };
}
const ask = (country: Country, channel: Proposed['channel'], day: string, hour = 11): Proposed => ({
  at: localToInstant(ZONES[country], day, hour * MS_PER_HOUR), tz: ZONES[country], channel, debtIds: ['D1'], personId: 'P', role: 'debtor', purpose: 'collect', staff: 2, place: 'home',
});
const consent = (country: Country, day: string): LawEvent => ({ type: 'hours_consent', at: localToInstant(ZONES[country], '2026-01-05', 11 * MS_PER_HOUR), tz: ZONES[country], window: { date: day, from: '09:00', to: '18:00' } });

type Case = readonly [name: string, rule: string, facts: Facts, proposed: Proposed, code: string | null, until: number | null];
const CASES: readonly Case[] = [
  ['a visit in the Spring Festival', 'HOUSE-HOLIDAY', facts('CN'), ask('CN', 'visit', '2026-02-23'), 'public_holiday', startOfLocalDay(ZONES.CN, '2026-02-24')],
  ['the day after it', 'HOUSE-HOLIDAY', facts('CN'), ask('CN', 'visit', '2026-02-24'), null, null],
  ['the weekend worked before it', 'HOUSE-HOLIDAY', facts('CN'), ask('CN', 'visit', '2026-02-14'), null, null],
  ['a call in the Spring Festival is not a visit', 'HOUSE-HOLIDAY', facts('CN'), ask('CN', 'call', '2026-02-23'), null, null],
  ['a visit on a holiday that was agreed', 'HOUSE-HOLIDAY', facts('CN', { events: [consent('CN', '2026-02-23')] }), ask('CN', 'visit', '2026-02-23'), null, null],
  ['a visit on a holiday, another day agreed', 'HOUSE-HOLIDAY', facts('CN', { events: [consent('CN', '2026-02-22')] }), ask('CN', 'visit', '2026-02-23'), 'public_holiday', startOfLocalDay(ZONES.CN, '2026-02-24')],
  ['a call on a bank holiday', 'HOUSE-HOLIDAY', facts('GB'), ask('GB', 'call', '2026-05-04'), 'public_holiday', startOfLocalDay(ZONES.GB, '2026-05-05')],
  ['a letter on a bank holiday', 'HOUSE-HOLIDAY', facts('GB'), ask('GB', 'mail', '2026-05-04'), null, null],
  ['a call the day after a bank holiday', 'HOUSE-HOLIDAY', facts('GB'), ask('GB', 'call', '2026-05-05'), null, null],
  ['a visit on Juneteenth', 'HOUSE-HOLIDAY', facts('US'), ask('US', 'visit', '2026-06-19'), 'public_holiday', startOfLocalDay(ZONES.US, '2026-06-20')],
  ['a call on an Indonesian holiday', 'ID-01', facts('ID'), ask('ID', 'call', '2026-08-17'), 'outside_hours', localToInstant(ZONES.ID, '2026-08-18', 8 * MS_PER_HOUR)],
  ['the last evening before a year that is not loaded', 'ID-01', facts('ID'), ask('ID', 'call', '2026-12-31', 20), 'holidays_not_loaded', null],
  ['the last hour loaded', 'ID-01', facts('ID'), ask('ID', 'call', '2026-12-31', 19), null, null],
  ['a day that is not loaded', 'ID-01', facts('ID'), ask('ID', 'call', '2027-01-04'), 'holidays_not_loaded', null],
  ['a year published later than the facts were read', 'HOUSE-HOLIDAY', facts('CN'), { ...ask('CN', 'visit', '2026-03-02'), knownAt: Date.parse('2025-11-03T23:59:59Z') }, 'holidays_not_loaded', null],
  ['and known when they were read', 'HOUSE-HOLIDAY', facts('CN'), { ...ask('CN', 'visit', '2026-03-02'), knownAt: Date.parse('2025-11-04T00:00:00Z') }, null, null],
];

describe('public holidays', () => {
  it.each(CASES)('%s (%s)', (_, rule, known, proposed, code, until) => {
    const finding = judge(known, proposed).findings.find((one) => one.rule === rule);
    expect(finding?.code ?? null).toBe(code);
    if (code !== null) expect(finding?.until).toBe(until);
  });

  it('names the year that is missing, and never is said as such', () => {
    const proposed = ask('ID', 'call', '2026-12-31', 20);
    expect(judge(facts('ID'), proposed).findings.find((one) => one.rule === 'ID-01')?.missing).toEqual(['holidays.ID.2027']);
    expect(earliestLawfulInstant(facts('ID'), proposed, proposed.at)).toEqual({ kind: 'never', because: ['ID-01'] });
  });

  it('moves a contact over Sunday and holiday together, and says which rule moved it', () => {
    const proposed = ask('ID', 'call', '2026-08-15', 20);
    expect(earliestLawfulInstant(facts('ID'), proposed, proposed.at)).toEqual({ kind: 'at', at: localToInstant(ZONES.ID, '2026-08-18', 8 * MS_PER_HOUR), movedBy: ['ID-01'] });
  });
});
