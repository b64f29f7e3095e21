import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, MAPPING, openTown, shanghai, type Row, type Town } from '../fixtures/town.js';

forEachDatabase('limits', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
  });
  afterAll(() => town.leave());
  const at = (local: string) => town.clock.set(shanghai(local));
  const lastDecision = async (ref: string) => {
    const { id } = await town.caseOf(ref);
    return (await town.house.database.query<{ choice: string; stage: string; outcome: string; denied_by: readonly string[] }>('select choice, stage, outcome, denied_by from dunwell.decision where case_id = $1 order by seq desc limit 1', [id]))[0];
  };
  const textsTo = async (ref: string) => (await town.texts(await town.numberOf(ref))).length;

  describe('hours in China', () => {
    it.each([
      // Reviewed at; texts then; the next review, or null where it is the plan's.
      ['2026-11-24T07:59:59', 0, '2026-11-24T08:00:00'],
      ['2026-11-24T08:00:00', 1, null],
      ['2026-11-24T21:59:59', 1, null],
      ['2026-11-24T22:00:00', 0, '2026-11-25T08:00:00'],
      ['2026-11-24T23:59:59', 0, '2026-11-25T08:00:00'],
      ['2026-11-25T00:00:00', 0, '2026-11-25T08:00:00'],
    ] as const)('a case reviewed at %s gives %i text and is reviewed next at %s', async (local, texts, next) => {
      at(local);
      const ref = `H-${local}`;
      await town.import(csv([{ ref }]), `${local.replaceAll(':', '')}.csv`);
      await town.house.api.tick();
      expect(await textsTo(ref)).toBe(texts);
      if (next === null) return;
      expect(await town.caseOf(ref)).toMatchObject({ nextReviewAt: shanghai(next), state: 'open' });
      expect(await lastDecision(ref)).toMatchObject({ choice: 'defer', denied_by: ['CN-T1', 'CN-T2'] });
      at(next);
      town.clock.advance(-1);
      await town.house.api.tick();
      expect(await textsTo(ref)).toBe(0);
      town.clock.advance(1);
      await town.house.api.tick();
      expect(await textsTo(ref)).toBe(1);
    });

    it.each([['2026-11-27T21:59:59', 'send', 1], ['2026-11-27T22:00:00', 'refuse', 0]] as const)('a text that was queued by day and leaves at %s: %s', async (local, choice, texts) => {
      const ref = `Q-${local}`;
      at('2026-11-26T23:00:00');
      await town.import(csv([{ ref }]), `${local.replaceAll(':', '')}.csv`);
      await town.house.api.tick();
      at('2026-11-27T21:00:00');
      await town.queueText(ref);
      at(local);
      await town.house.api.tick();
      expect(await lastDecision(ref)).toMatchObject({ stage: 'dispatch', choice });
      expect(await textsTo(ref)).toBe(texts);
      if (texts === 0) expect(await town.caseOf(ref)).toMatchObject({ nextReviewAt: shanghai('2026-11-28T08:00:00') });
    });
  });

  it('one person, two lenders: one text a day between them', async () => {
    const id = '990000198001015544';
    at('2026-12-01T10:00:00');
    await town.house.api.intake.saveCreditor({ id: 'second', nameEn: 'Second Bank', nameZh: '第二银行', jurisdiction: 'CN', phone: '95501', hasMapping: false });
    await town.import(csv([{ ref: 'ONE', id, since: '2026-11-20' }]), 'one.csv');
    await town.import(csv([{ ref: 'TWO', id, since: '2026-11-20', phone: await town.numberOf('ONE') }]), 'two.csv', { creditorId: 'second' });
    await town.house.api.tick();
    expect(await textsTo('ONE')).toBe(1);
    expect((await town.house.database.query(`select denied_by from dunwell.decision where choice = 'refuse' order by at desc limit 1`))[0]).toEqual({ denied_by: ['HOUSE-SMS-DAY'] });
    at('2026-12-01T21:00:00');
    await town.house.api.tick();
    expect(await textsTo('ONE')).toBe(1);
    at('2026-12-02T08:00:00');
    await town.house.api.tick();
    expect(await textsTo('ONE')).toBe(2);
  });

  it('one person, two numbers, a stop from either: both are left alone', async () => {
    at('2026-12-01T10:00:00');
    const mapping = { ...MAPPING, borrower: { ...MAPPING.borrower, phones: [{ label: 'mobile', column: 'phone' }, { label: 'home', column: 'state' }] } };
    const { state: _state, ...borrower } = mapping.borrower as Record<string, unknown>;
    await town.import(csv([{ ref: 'DUO', state: '+8615455550002', phone: '+8615455550001', since: '2026-11-20' }]), 'duo.csv', { mapping: { ...mapping, borrower } });
    await town.reply('+8615455550002', 'TD');
    for (let day = 0; day < 9; day += 1) {
      await town.house.api.tick();
      town.clock.advance(MS_PER_DAY);
    }
    expect([(await town.texts('+8615455550001')).length, (await town.texts('+8615455550002')).length]).toEqual([0, 0]);
  });

  it.each([
    ['country unknown', { country: '' }, 'HOUSE-GATE'],
    ['texts refused', { consent: 'no' }, 'HOUSE-OPTOUT'],
    ['American, consent to automated texts unknown', { country: 'US', state: 'CA', tz: 'America/Los_Angeles', language: 'en', phone: '+12135550145', consent: '' }, 'US-T-02'],
  ] as readonly (readonly [string, Partial<Row>, string])[])('%s: never a text, and the decision names the rule', async (name, row, rule) => {
    at('2026-12-08T10:00:00');
    const ref = `M-${rule}`;
    await town.import(csv([{ ref, since: '2026-12-01', ...row }]), `${name}.csv`);
    for (let day = 0; day < 9; day += 1) {
      await town.house.api.tick();
      expect(await textsTo(ref)).toBe(0);
      town.clock.advance(MS_PER_DAY + MS_PER_HOUR);
    }
    const { id } = await town.caseOf(ref);
    const rules = await town.house.database.query<{ denied_by: readonly string[] }>('select denied_by from dunwell.decision where case_id = $1', [id]);
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.every((r) => r.denied_by.includes(rule))).toBe(true);
  });

  it('nobody to write to is no failure: the case waits, with its reason', async () => {
    at('2026-12-08T10:00:00');
    await town.import(csv([{ ref: 'NO-NUMBER', phone: '', since: '2026-12-01' }]), 'no-number.csv');
    expect((await town.house.api.tick()).failures).toBe(0);
    expect(await lastDecision('NO-NUMBER')).toMatchObject({ choice: 'none', outcome: 'no_reachable_point' });
  });

  // 12 CFR 1006.6(b)(1)(i): after 8 o'clock and before 9 in the evening, where the consumer is.
  it.each([['07:59:59', 0], ['08:00:00', 1], ['20:59:59', 1], ['21:00:00', 0]] as const)('California at %s: %i text', async (time, texts) => {
    town.clock.set(Date.parse(`2026-12-08T${time}-08:00`));
    const ref = `CA-${time}`;
    await town.import(csv([{ ref, country: 'US', state: 'CA', tz: 'America/Los_Angeles', language: 'en', phone: `+1213555014${texts}`, since: '2026-11-20', who: ref }]), `${time.replaceAll(':', '')}.csv`);
    const before = await textsTo(ref);
    await town.house.api.tick();
    expect((await textsTo(ref)) - before).toBe(texts);
  });
});
