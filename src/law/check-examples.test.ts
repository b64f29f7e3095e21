import { describe, expect, it } from 'vitest';
import { checkExamples, isoWithOffset } from './check-examples.js';

const night = {
  id: 'night', jurisdiction: 'US-federal', scope: ['1006.6(b)(1)'],
  consumer: { state: 'OH', locations: [{ basis: 'residence', tz: 'America/New_York' }] },
  debts: [{ id: 'D1', type: 'credit_card' }], events: [],
  proposed: { at: '2026-03-10T22:00:00', tz: 'America/New_York', channel: 'call', debtId: 'D1' },
};

describe('checking a file of examples', () => {
  it('gives verdict, rules and the earliest lawful instant in the zone of the proposal', () => {
    expect(checkExamples([night])).toEqual([
      { id: 'night', verdict: 'prohibited', rules: ['US-F-01'], earliest: '2026-03-11T08:00:00-04:00', reason: ['outside_hours'] },
    ]);
  });

  it('gives the proposed instant itself when it is lawful', () => {
    const [result] = checkExamples([{ ...night, proposed: { ...night.proposed, at: '2026-03-10T12:00:00' } }]);
    expect(result).toMatchObject({ verdict: 'allowed', rules: ['US-F-01'], earliest: '2026-03-10T12:00:00-04:00' });
  });

  it('says null when it is never lawful', () => {
    const [result] = checkExamples([{ ...night, scope: ['1006.22(f)'], proposed: { ...night.proposed, channel: 'postcard' } }]);
    expect(result).toMatchObject({ verdict: 'prohibited', rules: ['US-F-27'], earliest: null });
  });

  it('makes an unreadable example an error of its own, and runs the others', () => {
    const bad = { ...night, id: 'bad', events: [{ type: 'foo', at: '2026-03-02T12:00:00', tz: 'America/New_York' }] };
    expect(checkExamples([night, bad, null, night]).map(({ id, verdict, error }) => [id, verdict, error])).toEqual([
      ['night', 'prohibited', undefined],
      ['bad', 'error', 'events[0].type: unknown event type "foo"'],
      ['#2', 'error', '[2]: expected an object, got null'],
      ['night', 'prohibited', undefined],
    ]);
  });

  it('survives an example that breaks in the judging', () => {
    const hostile = { ...night, get proposed(): never { throw new Error('no such thing'); } };
    expect(checkExamples([hostile, night]).map(({ verdict, error }) => [verdict, error])).toEqual([
      ['error', 'could not be judged: no such thing'], ['prohibited', undefined],
    ]);
  });

  it('stays with the calendar at the end of the years it knows', () => {
    const [result] = checkExamples([{ ...night, proposed: { ...night.proposed, at: '2199-12-30T22:00:00' } }]);
    expect(['prohibited', 'error']).toContain(result?.verdict);
  });

  it.each([[null, 'null'], [{ a: 1 }, 'an object'], ['x', 'string']])('says of a file that is not a list: %j', (json, got) => {
    expect(checkExamples(json)).toEqual([{ id: '#file', verdict: 'error', rules: [], earliest: null, error: `expected an array of examples, got ${got}` }]);
  });

  it('writes instants with the offset of the zone', () => {
    expect(isoWithOffset(Date.parse('2026-07-01T12:00:00Z'), 'Asia/Kolkata')).toBe('2026-07-01T17:30:00+05:30');
    expect(isoWithOffset(Date.parse('2026-01-01T12:00:00.250Z'), 'America/New_York')).toBe('2026-01-01T07:00:00.250-05:00');
    expect(isoWithOffset(Date.parse('2026-01-01T12:00:00Z'), 'Europe/London')).toBe('2026-01-01T12:00:00+00:00');
  });
});
