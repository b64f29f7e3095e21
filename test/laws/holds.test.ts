import { describe, expect, it } from 'vitest';
import { localToInstant } from '../../src/domain/time/zone.js';
import type { Facts, LawEvent, Proposed } from '../../src/law/facts.js';
import { judge } from '../../src/law/gate.js';
import { HOLDS, type HoldRow, type Told } from '../../src/law/holds.js';
import { lawInForce } from '../../src/law/in-force.js';

// Each pause, edge by edge: before its start the rule says nothing against, from its start on it does, up to its end and
// not a millisecond longer. Which rules keep no pause but speak of one is listed, so that none is forgotten.

const PLACES: Readonly<Record<string, { readonly tz: string; readonly country: string; readonly state?: string; readonly city?: string }>> = {
  HOUSE: { tz: 'Asia/Shanghai', country: 'CN' }, CN: { tz: 'Asia/Shanghai', country: 'CN' }, 'US-federal': { tz: 'America/New_York', country: 'US', state: 'OH' },
  'US-NY': { tz: 'America/New_York', country: 'US', state: 'NY' }, 'US-NYC': { tz: 'America/New_York', country: 'US', state: 'NY', city: 'NYC' },
  UK: { tz: 'Europe/London', country: 'GB', state: 'SCT' }, IN: { tz: 'Asia/Kolkata', country: 'IN' }, EU: { tz: 'Europe/Berlin', country: 'DE' },
};

const YEARS_10 = 3653 * 24 * 3_600_000;

function instantOf(tz: string, local: string): number {
  const [date, clock] = local.split('T') as [string, string];
  const [h, m, s] = clock.split(':') as [string, string, string];
  return localToInstant(tz, date, (Number(h) * 3600 + Number(m) * 60) * 1000 + Math.round(Number(s) * 1000));
}

function world(row: HoldRow) {
  const place = PLACES[row.place];
  if (place === undefined) throw new Error(`no place ${row.place}`);
  const { tz } = place;
  const start = instantOf(tz, row.example.start);
  const until = row.example.until === undefined ? {} : { until: instantOf(tz, row.example.until) };
  const happened = (event: Told, at: number): LawEvent => ({ tz, at, ...event });
  const factual = typeof row.starts === 'string' ? row.starts : null;
  const events: LawEvent[] = [
    ...(row.before === undefined ? [] : [happened(row.before, start - 3_600_000)]),
    ...(typeof row.starts === 'string' ? [] : [{ ...happened(row.starts, start), ...until }]),
  ];
  const facts = (held: boolean, more: readonly LawEvent[] = []): Facts => ({
    person: { personId: 'consumer', country: place.country, state: place.state ?? 'unknown', city: place.city ?? 'unknown', locations: [{ basis: 'residence', tz }] },
    debts: [{ id: 'D1', type: row.debt?.type ?? 'consumer_loan', timeBarred: row.debt?.timeBarred ?? (held && factual === 'debt is time-barred'), transferred: false, servicingAccount: 'unknown' }],
    events: [...events, ...more], unreadInbound: held && factual === 'a message is unread' ? 1 : 0,
  });
  const ask = (at: number, held = true, more: readonly LawEvent[] = []) => {
    const proposed: Proposed = { at, tz, debtIds: ['D1'], personId: 'consumer', role: 'debtor', purpose: 'collect', collectorId: 'A', ...row.stops };
    const finding = judge(facts(held, more), proposed, { jurisdictions: [row.place], scope: [row.rule] }).findings.find((one) => one.rule === row.rule);
    return finding === undefined ? 'open' : finding.until;
  };
  return { tz, start, happened, factual, ask };
}

const TITLED = HOLDS.map((row) => ({ title: `${row.place}: ${row.hold}, ended by ${row.ends.by} (${row.rule})`, row }));

describe('holds', () => {
  it.each(TITLED)('$title', ({ row }) => {
    const { tz, start, happened, factual, ask } = world(row);
    if (factual !== null) {
      expect([ask(start, false), ask(start)]).toEqual(['open', null]);
      expect(row.ends.by).toBe('fact');
      return;
    }
    const end = row.ends.by === 'never' ? start + YEARS_10 : instantOf(tz, row.example.end as string);
    // Treatment that has ended was a pause already; every other pause begins with its event.
    const alreadyHeld = row.before?.type === 'mh_crisis_moratorium_start';
    expect(ask(start - 1)).toBe(alreadyHeld ? null : 'open');
    if (row.ends.by === 'time') {
      expect([ask(start), ask(end - 1), ask(end)]).toEqual([end, end, 'open']);
    } else if (row.ends.by === 'told') {
      const more = [happened(row.ends.event, end)];
      expect([ask(start), ask(end - 1, true, more), ask(end, true, more)]).toEqual([null, null, 'open']);
    } else {
      expect([ask(start), ask(end)]).toEqual([null, null]);
    }
  });

  it('are kept by rules that are in force, in the packs that the table names', () => {
    for (const row of HOLDS) {
      expect(lawInForce().packs.some(({ pack, rules }) => pack === row.place && rules.some(({ rule }) => rule.id === row.rule)), row.rule).toBe(true);
    }
  });

  it('name every kind of hold that people can place', () => {
    const endsOnlyByLift = lawInForce().packs.flatMap(({ rules }) => rules).find(({ rule }) => rule.id === 'HOUSE-HOLD')?.params['endsOnlyByLift'] as readonly string[];
    const rows = HOLDS.filter(({ rule }) => rule === 'HOUSE-HOLD');
    const alone = new Set(rows.filter(({ ends }) => ends.by === 'time').map(({ hold }) => hold));
    expect(new Set(rows.map(({ hold }) => hold)).size).toBe(16);
    expect(rows.map(({ hold }) => hold).filter((hold) => alone.has(hold) && endsOnlyByLift.includes(hold))).toEqual([]);
    expect([...new Set(rows.map(({ hold }) => hold))].filter((hold) => !alone.has(hold)).sort()).toEqual([...endsOnlyByLift].sort());
  });
});
