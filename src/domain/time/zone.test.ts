import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './instant.js';
import {
  isValidZone, localDayToInstant, localToInstant, nextLocalTimeAtOrAfter, nextOffsetChange, startOfLocalDay, toLocal, zoneOffset,
} from './zone.js';
import { epochDay } from './date.js';

// The Temporal polyfill is the judge: another author's reading of the same zone database.
const ZONES = [
  'UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Jakarta', 'Asia/Tehran', 'America/New_York', 'America/Los_Angeles', 'America/Phoenix',
  'America/St_Johns', 'America/Santiago', 'America/Havana', 'Europe/London', 'Europe/Dublin', 'Africa/Casablanca', 'Africa/Cairo', 'Asia/Beirut',
  'Australia/Lord_Howe', 'Australia/Adelaide', 'Pacific/Apia', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Antarctica/Troll',
];
const FROM = Date.UTC(2011, 0, 1);
const TO = Date.UTC(2036, 0, 1);
const SEED = { seed: 20261124 };

/** Instants within hours of an offset change, where errors live. */
function nearChanges(tz: string): number[] {
  const changes: number[] = [];
  for (let at: number | null = nextOffsetChange(tz, FROM, TO); at !== null; at = nextOffsetChange(tz, at, TO)) changes.push(at);
  return changes;
}
const CHANGES = new Map(ZONES.map((tz) => [tz, nearChanges(tz)]));

const zoneAndInstant = fc.constantFrom(...ZONES).chain((tz) => {
  const anywhere = fc.integer({ min: FROM, max: TO });
  const changes = CHANGES.get(tz) ?? [];
  if (changes.length === 0) return fc.tuple(fc.constant(tz), anywhere);
  const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -26 * MS_PER_HOUR, max: 26 * MS_PER_HOUR })).map(([change, by]) => change + by);
  const close = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -2, max: 2 })).map(([change, by]) => change + by);
  return fc.tuple(fc.constant(tz), fc.oneof(anywhere, near, close));
});

function zoned(tz: string, instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(tz);
}

/** The wall time `ms` after midnight of `date`, as Temporal reads it. */
function wall(date: string, ms: number): Temporal.PlainDateTime {
  return Temporal.PlainDate.from(date).toPlainDateTime('00:00').add({ milliseconds: ms });
}

describe('local time', () => {
  it('knows every offset change that Temporal knows', () => {
    for (const tz of ZONES) {
      const expected: number[] = [];
      let at = zoned(tz, FROM).getTimeZoneTransition('next');
      for (; at !== null && at.epochMilliseconds <= TO; at = at.getTimeZoneTransition('next')) {
        if (zoneOffset(tz, at.epochMilliseconds) !== zoned(tz, at.epochMilliseconds - 1).offsetNanoseconds / 1e6) expected.push(at.epochMilliseconds);
      }
      expect([tz, CHANGES.get(tz)]).toEqual([tz, expected]);
    }
  });

  it('agrees with Temporal on offset, date, clock and weekday at any instant', () => {
    fc.assert(fc.property(zoneAndInstant, ([tz, instant]) => {
      const expected = zoned(tz, instant);
      expect(zoneOffset(tz, instant)).toBe(expected.offsetNanoseconds / 1e6);
      const clock = expected.toPlainTime();
      expect(toLocal(tz, instant)).toEqual({
        date: expected.toPlainDate().toString(), weekday: expected.dayOfWeek,
        msOfDay: clock.hour * MS_PER_HOUR + clock.minute * MS_PER_MINUTE + clock.second * 1000 + clock.millisecond,
      });
    }), { ...SEED, numRuns: 3000 });
  });

  it('finds the instant of a local time: in a gap the first instant after it, in a fold the earlier or the later', () => {
    fc.assert(fc.property(zoneAndInstant, fc.integer({ min: 0, max: MS_PER_DAY - 1 }), ([tz, instant], ms) => {
      const { date } = toLocal(tz, instant);
      for (const msOfDay of [ms, toLocal(tz, instant).msOfDay]) {
        const time = wall(date, msOfDay);
        const earlier = time.toZonedDateTime(tz, { disambiguation: 'earlier' });
        const later = time.toZonedDateTime(tz, { disambiguation: 'later' });
        const inGap = !earlier.toPlainDateTime().equals(time);
        // Temporal moves a skipped time by the length of the gap; ours stops at its end.
        const gapEnd = inGap ? (earlier.getTimeZoneTransition('next') as Temporal.ZonedDateTime).epochMilliseconds : null;
        expect(localToInstant(tz, date, msOfDay)).toBe(gapEnd ?? earlier.epochMilliseconds);
        expect(localToInstant(tz, date, msOfDay, 'later')).toBe(gapEnd ?? later.epochMilliseconds);
      }
    }), { ...SEED, numRuns: 2000 });
  });

  it('starts each day where Temporal does', () => {
    fc.assert(fc.property(zoneAndInstant, ([tz, instant]) => {
      const local = zoned(tz, instant);
      expect(startOfLocalDay(tz, local.toPlainDate().toString())).toBe(local.startOfDay().epochMilliseconds);
    }), { ...SEED, numRuns: 2000 });
  });

  it('takes 24:00 as the midnight that ends the day', () => {
    expect(localDayToInstant('Asia/Shanghai', epochDay('2026-03-10'), MS_PER_DAY)).toBe(startOfLocalDay('Asia/Shanghai', '2026-03-11'));
  });

  it('finds the next time by the clock, never before the asking and never skipping one', () => {
    fc.assert(fc.property(zoneAndInstant, fc.integer({ min: 0, max: 1439 }), ([tz, from], minute) => {
      const ms = minute * MS_PER_MINUTE;
      const next = nextLocalTimeAtOrAfter(tz, from, ms);
      expect(next).toBeGreaterThanOrEqual(from);
      const shown = toLocal(tz, next).msOfDay;
      expect(shown === ms || (CHANGES.get(tz) ?? []).includes(next)).toBe(true);
      const first = Math.ceil(from / MS_PER_MINUTE) * MS_PER_MINUTE;
      for (let at = first; at < Math.min(next, first + 3 * MS_PER_DAY); at += 15 * MS_PER_MINUTE) expect(toLocal(tz, at).msOfDay).not.toBe(ms);
    }), { ...SEED, numRuns: 300 });
  });
});

describe('zones', () => {
  it.each([['Asia/Shanghai', true], ['America/New_York', true], ['UTC', true], ['Mars/Olympus', false], ['', false], ['+08:00', false], ['8', false]])('%j valid: %s', (tz, valid) => {
    expect(isValidZone(tz)).toBe(valid);
    expect(isValidZone(tz)).toBe(valid);
  });

  it('refuses an unknown zone instead of guessing one', () => {
    expect(() => zoneOffset('Mars/Olympus', 0)).toThrow(/no such time zone/);
  });

  it('refuses years that it does not know', () => {
    expect(() => zoneOffset('Asia/Shanghai', Date.UTC(1899, 0, 1))).toThrow(/1900 to 2199/);
    expect(() => zoneOffset('Asia/Shanghai', Number.NaN)).toThrow(/1900 to 2199/);
  });
});
