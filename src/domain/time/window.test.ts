import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from './instant.js';
import { clockMs, firstInstantWhere, inClockSpan, inWindow, isClock, windowEdges, type ClockWindow } from './window.js';
import { localMsOfDay, localToInstant } from './zone.js';

const at = (date: string, clock: string, tz = 'Asia/Shanghai'): number => localToInstant(tz, date, clockMs(clock));

describe('clock times', () => {
  it.each([['00:00', 0], ['08:00', 28_800_000], ['21:59:59', 79_199_000], ['24:00', MS_PER_DAY]])('%s is %d ms', (text, ms) => expect(clockMs(text)).toBe(ms));
  it.each([['8:00'], ['24:01'], ['24:00:01'], ['25:00'], ['08:60'], ['08:00:60'], [''], ['noon']])('%j is none', (text) => {
    expect(isClock(text)).toBe(false);
    expect(() => clockMs(text)).toThrow(/clock time/);
  });
});

describe('half-open spans', () => {
  const [eight, ten] = [clockMs('08:00'), clockMs('22:00')];
  it.each([
    ['07:59:59', eight, ten, false], ['08:00', eight, ten, true], ['21:59:59', eight, ten, true], ['22:00', eight, ten, false],
    ['22:00', ten, eight, true], ['07:59:59', ten, eight, true], ['08:00', ten, eight, false], ['12:00', eight, eight, true],
  ])('%s in [%d, %d): %s', (clock, from, to, inside) => expect(inClockSpan(clockMs(clock), from, to)).toBe(inside));
});

describe('windows', () => {
  const friday: ClockWindow = { days: ['fri'], from: '22:00', to: '02:00' };
  it.each<[string, ClockWindow, string, string, boolean]>([
    ['opens on its day', friday, '2026-03-13', '22:00', true],
    ['runs past midnight', friday, '2026-03-14', '01:59:59', true],
    ['is half-open at its end', friday, '2026-03-14', '02:00', false],
    ['does not hold in the small hours of its own day', friday, '2026-03-13', '01:00', false],
    ['by days alone is whole days', { days: ['sun'] }, '2026-03-15', '23:59:59', true],
    ['by a date alone is that day', { date: '2026-03-15' }, '2026-03-16', '00:00', false],
    ['with neither is always', {}, '2026-03-16', '00:00', true],
    ['with only an end', { to: '09:00' }, '2026-03-16', '09:00', false],
    ['with only a start', { from: '17:00' }, '2026-03-16', '17:00', true],
  ])('%s', (_name, window, date, clock, inside) => expect(inWindow('Asia/Shanghai', window, at(date, clock))).toBe(inside));
});

describe('firstInstantWhere', () => {
  it('gives the asking itself where the test holds', () => expect(firstInstantWhere([], [], 5, () => true)).toBe(5));
  it('gives null where it never holds', () => expect(firstInstantWhere(['UTC'], [], 0, () => false, { horizonDays: 9 })).toBeNull());

  it('is exact: holds at it, and at no minute or edge before', () => {
    const clock = fc.integer({ min: 0, max: 47 }).map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
    const zones = fc.uniqueArray(fc.constantFrom('America/New_York', 'America/Los_Angeles', 'Australia/Lord_Howe', 'Asia/Shanghai'), { minLength: 1, maxLength: 2 });
    // Around both changes of the American year, in minutes.
    const start = fc.oneof(fc.integer({ min: Date.UTC(2026, 2, 6), max: Date.UTC(2026, 2, 10) }), fc.integer({ min: Date.UTC(2026, 9, 30), max: Date.UTC(2026, 10, 3) }))
      .map((instant) => Math.floor(instant / MS_PER_MINUTE) * MS_PER_MINUTE);
    fc.assert(fc.property(zones, clock, clock, start, (tzs, from, to, begin) => {
      const window = { from, to };
      const test = (instant: number): boolean => tzs.every((tz) => inWindow(tz, window, instant));
      const found = firstInstantWhere(tzs, windowEdges(window), begin, test, { horizonDays: 3 });
      const end = found ?? begin + 3 * MS_PER_DAY;
      for (let instant = begin; instant < end; instant += MS_PER_MINUTE) expect(test(instant)).toBe(false);
      if (found !== null) {
        expect(test(found)).toBe(true);
        if (found > begin) expect(test(found - 1)).toBe(false);
      }
    }), { seed: 20261124, numRuns: 300 });
  });

  it('stops at the moments it is told of', () => {
    expect(firstInstantWhere([], [], 0, (instant) => instant >= 1234, { instants: [1234, 99] })).toBe(1234);
  });

  it('agrees with the clock of one zone', () => {
    const found = firstInstantWhere(['Asia/Shanghai'], [clockMs('08:00')], at('2026-03-10', '22:00'), (t) => localMsOfDay('Asia/Shanghai', t) === clockMs('08:00'));
    expect(found).toBe(at('2026-03-11', '08:00'));
  });
});
