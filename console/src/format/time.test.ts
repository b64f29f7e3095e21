import { describe, expect, it } from 'vitest';
import { clockText, dateText, dayText, instantOf, instantText, isZone, offsetText } from './time.js';

describe('times on screen', () => {
  it.each([
    ['2026-11-24T08:05:09.000Z', 'brief', 'en', 'Asia/Shanghai', '24 Nov 2026, 16:05'],
    ['2026-11-24T08:05:09.000Z', 'full', 'en', 'Asia/Shanghai', '24 Nov 2026, 16:05:09 UTC+8'],
    ['2026-11-24T08:05:09.000Z', 'full', 'en', 'UTC', '24 Nov 2026, 08:05:09 UTC'],
    ['2026-11-24T08:05:09.000Z', 'full', 'zh', 'America/New_York', '2026/11/24 03:05:09 UTC-5'],
    ['2026-11-24T08:05:00.000Z', 'full', 'en', 'Asia/Shanghai', '24 Nov 2026, 16:05 UTC+8'],
    ['2026-07-24T16:00:00.000Z', 'brief', 'zh', 'Asia/Shanghai', '2026/07/25 00:00'],
    ['soon', 'brief', 'en', 'UTC', 'soon'],
  ] as const)('%s %s %s in %s reads %s', (iso, style, lang, zone, text) => {
    expect(instantText(iso, style, lang, zone)).toBe(text);
  });

  it('shows a calendar date as written, in no zone', () => {
    expect([dateText('2026-11-24', 'en'), dateText('2026-11-24', 'zh'), dateText('never', 'en')]).toEqual(['24 Nov 2026', '2026/11/24', 'never']);
    expect([dayText('2026-11-04', 'en'), dayText('2026-11-04', 'zh')]).toEqual(['4 Nov', '11/04']);
  });

  it('tells the clock and the offset of a zone', () => {
    const at = Date.parse('2026-11-24T20:00:00Z');
    expect([clockText(at, 'Asia/Kolkata'), offsetText(at, 'Asia/Kolkata'), offsetText(at, 'UTC')]).toEqual(['01:30', 'UTC+5:30', 'UTC']);
  });

  it('knows a zone when it sees one', () => {
    expect([isZone('Asia/Shanghai'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});

describe('a wall-clock time as an instant', () => {
  it.each([
    ['2026-11-24T08:00', 'Asia/Shanghai', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T08:00', 'UTC', '2026-11-24T08:00:00.000Z'],
    ['2026-07-01T08:00', 'America/New_York', '2026-07-01T12:00:00.000Z'],
    // 2026-11-01 01:30 happens twice in New York: the second one.
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T06:30:00.000Z'],
    // 2026-03-08 02:30 does not happen in New York: the reading after the jump.
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['whenever', 'UTC', null],
  ])('%s in %s is %s', (local, zone, iso) => {
    expect(instantOf(local, zone)).toBe(iso);
  });
});
