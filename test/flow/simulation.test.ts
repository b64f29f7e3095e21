import { rewriteRecords } from '../fixtures/chain.js';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/engine/ports/database.js';
import { openSimDatabase, simulate, type SimReport } from '../../sim/run.js';
import { shrink, type KeptRun } from '../../sim/shrink.js';
import { Agenda } from '../../sim/world/agenda.js';
import { Chance } from '../../sim/world/chance.js';
import { FAULTS, type Fault } from '../../sim/world/faults.js';
import type { World, WorldOptions } from '../../sim/world/world.js';

const kept: readonly KeptRun[] = readdirSync('sim/runs').filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(`sim/runs/${name}`, 'utf8')) as KeptRun);
const all = new Set<Fault>(FAULTS);
const counted = ({ counts, contacts, decisions }: SimReport) => ({ counts, contacts, decisions });

describe('a simulated world', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openSimDatabase();
  });
  afterAll(() => database.close());

  it.each([{ seed: 11, days: 3, persons: 30 }, { seed: 12, days: 3, persons: 30 }])('breaks no rule: %j', async (size) => {
    const report = await simulate(database, { ...size, faults: all });
    expect(report.findings).toEqual([]);
    // A world in which nothing happens proves nothing.
    expect(report.contacts).toBeGreaterThan(10);
    expect(report.counts.texts).toBeGreaterThan(5);
    expect(report.decisions).toBeGreaterThan(50);
  }, 120_000);

  it('is the same again from the same seed', async () => {
    const size: WorldOptions = { seed: 13, days: 1, persons: 12, faults: all };
    expect(counted(await simulate(database, size))).toEqual(counted(await simulate(database, size)));
  }, 120_000);

  it.each(kept.map((run) => ({ run, name: `${run.seed}: ${run.found[0]?.slice(0, 60) ?? ''}` })))('that failed once does not fail again: $name', async ({ run }) => {
    expect((await simulate(database, { ...run, faults: new Set(run.faults) })).findings).toEqual([]);
  }, 120_000);

  /** A contact behind the gate's back: the attempt as it stands, moved into the night, or to the same day once more. */
  const planted: readonly (readonly [string, string, RegExp])[] = [
    ['a text at night', `update dunwell.attempt set reserved_at = reserved_at + 12 * 3600000 where (slot, contact_id) in (select slot, id from dunwell.contact where channel = 'sms' and attempts > 0)`, /hours|none-at-night/],
    ['a text after the borrower said stop', `insert into dunwell.person_event (slot, id, person_id, at, type, data, recorded_at, source_key)
       select slot, 1, person_id, min(reserved_at) - 1, 'sms_stop', '{"tz":"UTC","medium":"sms"}', min(reserved_at) - 1, 'planted' from dunwell.attempt where provider = 'made-up' and state <> 'refused' group by slot, person_id order by 1, 3 limit 1`, /none-after-opt-out/],
    ['a text while a reply was unread', `insert into dunwell.inbound (slot, id, kind, provider, provider_event_id, body_digest, person_id, body_sealed, received_at, read_at)
       select slot, 1, 'sms_reply', 'p', 'planted', '', person_id, '', min(reserved_at) - 1, max(reserved_at) + 1 from dunwell.attempt where provider = 'made-up' and state <> 'refused' group by slot, person_id order by 1, 3 limit 1`, /none-while-unread/],
    ['a text after all was paid', `insert into dunwell.ledger_entry (slot, debt_id, seq, kind, amount_minor, effective_on, recorded_at, kept_at, source, source_key)
       select d.slot, d.id, 999, 'payment', -99000000, '2020-01-01', 1, 1, 'p', 'planted' from dunwell.debt d where exists (select 1 from dunwell.attempt a where a.slot = d.slot and a.person_id = d.person_id and a.state <> 'refused')`, /none-when-nothing-is-owed/],
    ['a text that the log forgot', `delete from dunwell.attempt where provider = 'made-up' and state <> 'refused'`, /the log knows nothing of it/],
  ];
  it.each(planted)('with %s is found out', async (_, sql, found) => {
    const meddle = async (_world: World) => { expect(await database.execute(sql)).toBeGreaterThan(0); };
    const report = await simulate(database, { seed: 14, days: 1, persons: 14, faults: new Set() }, meddle);
    expect(report.findings.join('\n')).toMatch(found);
  }, 120_000);

  it('with a decision altered is found out', async () => {
    const alter = (text: string) => text.replace('"unreadInbound":0', '"unreadInbound":1');
    const meddle = async (_world: World) => {
      const [first] = await database.query<{ slot: number }>('select slot from dunwell.decision_block where first_seq = 1 limit 1');
      expect(await rewriteRecords(database, first?.slot ?? -1, 1, alter)).toBe(1);
    };
    const report = await simulate(database, { seed: 14, days: 1, persons: 14, faults: new Set() }, meddle);
    expect(report.findings.join('\n')).toMatch(/altered|replays otherwise/);
  }, 120_000);
});

describe('a run that fails', () => {
  it('is made smaller while it still fails the same way', async () => {
    const tried: WorldOptions[] = [];
    const run = async (options: WorldOptions): Promise<SimReport> => {
      tried.push(options);
      const fails = options.days >= 3 && options.persons >= 5 && options.faults.has('kill');
      return { ...options, faults: [...options.faults], findings: fails ? ['us-hours: somebody'] : ['other: thing'], others: 0, contacts: 0, decisions: 0, counts: {} as SimReport['counts'], seconds: 0 };
    };
    const small = await shrink(run, await run({ seed: 9, days: 30, persons: 200, faults: all }), 100);
    expect(small).toEqual({ seed: 9, days: 3, persons: 6, faults: ['kill'], found: ['us-hours: somebody'] });
    expect(tried.length).toBeLessThan(60);
  });
});

describe('the agenda and its chance', () => {
  it('gives things in order of time, ties in the order in which they were put down', async () => {
    const chance = new Chance(5);
    const agenda = new Agenda();
    const said: number[] = [];
    const wanted = Array.from({ length: 300 }, (_, i) => ({ at: chance.whole(0, 40), i }));
    for (const { at, i } of wanted) agenda.add(at, async () => void said.push(i));
    for (let item = agenda.next(); item !== undefined; item = agenda.next()) await item.what();
    expect(said).toEqual([...wanted].sort((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i));
    expect(agenda.size).toBe(0);
  });

  it('draws evenly, the same from the same seed, and apart when forked', () => {
    const draw = (chance: Chance) => Array.from({ length: 2_000 }, () => chance.whole(0, 9));
    const counts = draw(new Chance(1)).reduce((sum: number[], n) => sum.with(n, (sum[n] ?? 0) + 1), Array<number>(10).fill(0));
    for (const n of counts) expect(n).toBeGreaterThan(140);
    expect(draw(new Chance(1))).toEqual(draw(new Chance(1)));
    expect(draw(new Chance(1).fork('a'))).not.toEqual(draw(new Chance(1).fork('b')));
  });
});
