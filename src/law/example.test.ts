import { describe, expect, it } from 'vitest';
import { readExample } from './example.js';

const good = {
  id: 'x', jurisdiction: 'US-federal', scope: ['1006.14(b)'],
  consumer: { state: 'OH', locations: [{ basis: 'residence', tz: 'America/New_York' }] },
  debts: [{ id: 'D1', type: 'credit_card' }],
  events: [{ type: 'attempted_call', at: '2026-03-02T12:00:00', tz: 'America/New_York', channel: 'call', debtId: 'D1' }],
  proposed: { at: '2026-03-10T12:00:00', tz: 'America/New_York', channel: 'call', debtId: 'D1' },
};

/** The example with one value put (or, with `undefined`, taken out) at a path. */
function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(good) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

function errorOf(value: unknown): string {
  const reading = readExample(value, 3);
  return reading.ok ? '' : reading.error;
}

describe('reading a worked example', () => {
  it('turns it into facts, a proposal and the articles to judge', () => {
    const reading = readExample({ ...good, why: 'x', riskFlags: ['y'], rebuttable: true, policySuggestion: {}, expected: 'allowed' }, 0);
    expect(reading).toEqual({
      ok: true,
      example: {
        id: 'x', expected: 'allowed', options: { jurisdictions: ['US-federal', 'US-OH'], scope: ['1006.14(b)'] },
        facts: {
          person: { personId: 'consumer', country: 'US', state: 'OH', city: 'unknown', locations: [{ basis: 'residence', tz: 'America/New_York' }] },
          debts: [{ id: 'D1', type: 'credit_card', timeBarred: false, transferred: false, servicingAccount: 'unknown' }],
          events: [{ type: 'attempted_call', at: Date.parse('2026-03-02T12:00:00-05:00'), tz: 'America/New_York', channel: 'call', debtIds: ['D1'] }],
          unreadInbound: 0,
        },
        proposed: { at: Date.parse('2026-03-10T12:00:00-04:00'), tz: 'America/New_York', channel: 'call', debtIds: ['D1'], personId: 'consumer', role: 'debtor', purpose: 'collect' },
      },
    });
  });

  it.each<readonly [readonly (string | number)[], unknown, string]>([
    [['id'], undefined, 'id: missing'],
    [['id'], 7, 'id: expected a non-empty text, got 7'],
    [['jurisdiction'], undefined, 'jurisdiction: missing'],
    [['jurisdiction'], 'Atlantis', 'jurisdiction: unknown jurisdiction "Atlantis"'],
    [['note'], 'x', 'note: unknown field'],
    [['scope'], [], 'scope: expected a list of articles or rule ids, at least one'],
    [['scope'], '1006.6', 'scope: expected a list of articles or rule ids, at least one'],
    [['expected'], 'maybe', 'expected: unknown outcome "maybe"'],
    [['consumer'], undefined, 'consumer: missing'],
    [['consumer', 'age'], 40, 'consumer.age: unknown field'],
    [['consumer', 'locations'], undefined, 'consumer.locations: missing'],
    [['consumer', 'locations', 0, 'tz'], 'Mars/Olympus', 'consumer.locations[0].tz: unknown time zone "Mars/Olympus"; use an IANA name such as America/New_York'],
    [['consumer', 'locations', 0, 'basis'], 'guess', 'consumer.locations[0].basis: unknown basis "guess"'],
    [['consumer', 'locations', 0, 'lat'], 1, 'consumer.locations[0].lat: unknown field'],
    [['debts'], undefined, 'debts: missing; events[0].debtId: no debt "D1" in debts; proposed.debtId: no debt "D1" in debts'],
    [['debts', 0, 'id'], undefined, 'debts[0].id: missing; events[0].debtId: no debt "D1" in debts; proposed.debtId: no debt "D1" in debts'],
    [['debts', 0, 'type'], 'mortgage', 'debts[0].type: unknown debt type "mortgage"'],
    [['debts', 0, 'timeBarred'], 'no', 'debts[0].timeBarred: expected true or false, got "no"'],
    [['debts', 0, 'amount'], 5, 'debts[0].amount: unknown field'],
    [['debts', 1], { id: 'D1', type: 'medical' }, 'debts[1].id: a second debt "D1"'],
    [['events'], undefined, 'events: missing'],
    [['events', 0], 'call', 'events[0]: expected an object'],
    [['events', 0, 'type'], 'carrier_pigeon', 'events[0].type: unknown event type "carrier_pigeon"'],
    [['events', 0, 'type'], undefined, 'events[0].type: missing'],
    [['events', 0, 'type'], 'hold_placed', 'events[0].type: unknown event type "hold_placed"'],
    [['events', 0, 'mood'], 'x', 'events[0].mood: unknown field'],
    [['events', 0, 'at'], '2026-02-30T12:00:00', 'events[0].at: expected a local time YYYY-MM-DDTHH:MM:SS, got "2026-02-30T12:00:00"'],
    [['events', 0, 'at'], '2026-03-02T12:00:00Z', 'events[0].at: expected a local time YYYY-MM-DDTHH:MM:SS, got "2026-03-02T12:00:00Z"'],
    [['events', 0, 'at'], undefined, 'events[0].at: missing'],
    [['events', 0, 'tz'], undefined, 'events[0].tz: missing'],
    [['events', 0, 'tz'], '+08:00', 'events[0].tz: unknown time zone "+08:00"; use an IANA name such as America/New_York'],
    [['events', 0, 'channel'], 'fax', 'events[0].channel: unknown channel "fax"'],
    [['events', 0, 'debtId'], 'D9', 'events[0].debtId: no debt "D9" in debts'],
    [['events', 0, 'debtIds'], ['D1'], 'events[0].debtIds: give debtId or debtIds, not both'],
    [['events', 0, 'window'], { hours: 3 }, 'events[0].window.hours: unknown field'],
    [['events', 0, 'window'], { days: ['funday'] }, 'events[0].window.days: expected weekdays out of mon, tue, wed, thu, fri, sat, sun, got ["funday"]'],
    [['events', 0, 'window'], { from: '25:00' }, 'events[0].window.from: expected a clock time HH:MM, got "25:00"'],
    [['events', 0, 'until'], 'soon', 'events[0].until: expected a local time YYYY-MM-DDTHH:MM:SS, got "soon"'],
    [['proposed'], undefined, 'proposed: missing'],
    [['proposed', 'at'], '2026-03-08T02:30:00', 'proposed.at: the clock in America/New_York skips "2026-03-08T02:30:00"'],
    [['proposed', 'at'], undefined, 'proposed.at: missing'],
    [['proposed', 'tz'], undefined, 'proposed.tz: missing'],
    [['proposed', 'channel'], undefined, 'proposed.channel: missing'],
    [['proposed', 'channel'], 'drone', 'proposed.channel: unknown channel "drone"'],
    [['proposed', 'purpose'], 'shame', 'proposed.purpose: unknown purpose "shame"'],
    [['proposed', 'urgency'], 1, 'proposed.urgency: unknown field'],
    [['proposed', 'content'], { joke: true }, 'proposed.content.joke: unknown field'],
    [['proposed', 'staff'], -1, 'proposed.staff: expected a whole number of 0 or more, got -1'],
    [['proposed', 'statedEndDate'], '16 December', 'proposed.statedEndDate: expected a date YYYY-MM-DD'],
  ])('names the place: %j = %j', (path, value, error) => {
    expect(errorOf(withValue(path, value))).toBe(error);
  });

  it('reports all that is wrong at once', () => {
    expect(errorOf({ id: 'x' }).split('; ')).toEqual(['jurisdiction: missing', 'consumer: missing', 'debts: missing', 'events: missing', 'proposed: missing']);
  });

  it.each([[null, '[3]: expected an object, got null'], [[], '[3]: expected an object, got a list'], ['x', '[3]: expected an object, got string']])('refuses %j', (value, error) => {
    expect(errorOf(value)).toBe(error);
  });

  it('takes the earlier of two local times when the clock shows it twice', () => {
    const reading = readExample(withValue(['proposed', 'at'], '2026-11-01T01:30:00'), 0);
    expect(reading.ok && reading.example.proposed.at).toBe(Date.parse('2026-11-01T01:30:00-04:00'));
  });

  it('puts events in order of time and keeps the order of those at one instant', () => {
    const tz = 'America/New_York';
    const events = [
      { type: 'sms', at: '2026-03-05T12:00:00', tz }, { type: 'conversation', at: '2026-03-02T12:00:00', tz }, { type: 'consent_more_calls', at: '2026-03-02T12:00:00', tz },
    ];
    const reading = readExample({ ...good, events }, 0);
    expect(reading.ok && reading.example.facts.events.map((event) => event.type)).toEqual(['conversation', 'consent_more_calls', 'sms']);
  });

  it('supplies consents only where no article is named', () => {
    const types = (value: unknown): unknown => {
      const reading = readExample(value, 0);
      return reading.ok && reading.example.facts.events.map((event) => event.type);
    };
    expect(types({ ...good, events: [] })).toEqual([]);
    expect(types(withValue(['scope'], undefined))).toEqual(['tcpa_consent', 'electronic_consent', 'attempted_call']);
  });

  it.each([
    [{ state: 'ENG' }, 'UK', 'GB', 'ENG', ['UK']],
    [{ state: 'SCT' }, 'UK', 'GB', 'SCT', ['UK']],
    [{ state: 'IN-MH' }, 'IN', 'IN', 'unknown', ['IN']],
    [{ state: 'ID-JK' }, 'ID', 'ID', 'unknown', ['ID']],
    [{ state: 'IN' }, 'US-federal', 'US', 'IN', ['US-federal', 'US-IN']],
    [{ country: 'CN' }, 'CN', 'CN', 'unknown', ['CN']],
    [{ country: 'DE' }, 'EU', 'DE', 'unknown', ['EU']],
    [{}, 'EU', 'EU', 'unknown', ['EU']],
    [{ state: 'NY' }, 'US-NYC', 'US', 'NY', ['US-federal', 'US-NY', 'US-NYC']],
    [{ state: 'NY' }, 'US-NY', 'US', 'NY', ['US-federal', 'US-NY']],
    [{}, 'US-MA', 'US', 'MA', ['US-federal', 'US-MA']],
  ])('finds the law of %j under %s', (place, jurisdiction, country, state, law) => {
    const reading = readExample({ ...good, jurisdiction, consumer: { ...place, locations: [] } }, 0);
    expect(reading.ok && reading.example.facts.person).toMatchObject({ country, state });
    expect(reading.ok && reading.example.options.jurisdictions).toEqual(law);
  });
});
