import { afterAll, beforeAll, expect, it } from 'vitest';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, MAPPING, openTown, shanghai, type Town } from '../fixtures/town.js';

forEachDatabase('a ledger', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
  });
  afterAll(() => town.leave());
  const balanceOf = async (ref: string) =>
    (await town.house.database.query<{ minor: number }>(
      `select coalesce(sum(e.amount_minor), 0)::bigint as minor from dunwell.debt d left join dunwell.ledger_entry e on e.slot = d.slot and e.debt_id = d.id where d.external_ref = $1`, [ref],
    ))[0]?.minor;

  it('follows a lender who states an earlier sum again', async () => {
    await town.import(csv([{ ref: 'G-1', owed: '1000.00' }]), 'monday.csv');
    await town.import(csv([{ ref: 'G-1', owed: '900.00' }, { ref: 'G-x' }]), 'tuesday.csv');
    expect(await balanceOf('G-1')).toBe(90_000);
    await town.import(csv([{ ref: 'G-1', owed: '1000.00' }, { ref: 'G-y' }]), 'wednesday.csv');
    expect(await balanceOf('G-1')).toBe(100_000);
  });

  it('takes a payment for the loan that it names, never for another of the same person', async () => {
    const id = '990000198001017788';
    await town.import(csv([{ ref: 'N-late', id }, { ref: 'N-current', id, since: '' }]), 'two-loans.csv');
    await town.house.api.tick();
    expect((await town.pay('N-current', 5_000, 'pay-current')).status).toBe(200);
    await town.house.api.tick();
    expect(await balanceOf('N-late')).toBe(123_456);
  });

  it('takes a payment in one currency from a person who also owes in another', async () => {
    const id = '990000198001017799';
    await town.house.api.intake.saveCreditor({ id: 'abroad', nameEn: 'Bank Abroad', nameZh: '境外银行', jurisdiction: 'CN', phone: '1', hasMapping: false });
    await town.import(csv([{ ref: 'Y-cny', id }]), 'cny.csv');
    await town.import(csv([{ ref: 'Y-usd', id }]), 'usd.csv', { creditorId: 'abroad', mapping: { ...MAPPING, loan: { ...MAPPING.loan, currency: { constant: 'USD' } } } });
    expect((await town.pay('Y-cny', 23_456, 'pay-y')).status).toBe(200);
    await town.house.api.tick();
    expect([await balanceOf('Y-cny'), await balanceOf('Y-usd')]).toEqual([100_000, 123_456]);
  });

  it('refuses an amount that no ledger could hold: one such notice stopped all work of its slot', async () => {
    await town.import(csv([{ ref: 'ABSURD', since: '2026-11-20' }]), 'absurd.csv');
    for (const [i, minor] of [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 1e12 + 1, 0].entries()) {
      const answer = await town.pay('ABSURD', minor, `absurd-${i}`);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'absurd_amount']);
    }
    expect((await town.pay('ABSURD', 1e12, 'most')).status).toBe(200);
    expect((await town.house.api.tick()).failures).toBe(0);
    expect(await town.caseOf('ABSURD')).toMatchObject({ state: 'closed', balance: 123_456 - 1e12 });
  });

  it('that is paid in part leaves the case quiet for a while, not for ever', async () => {
    town.clock.set(shanghai('2026-12-01T10:00:00'));
    await town.import(csv([{ ref: 'Z-1', since: '2026-11-20' }]), 'part.csv');
    await town.house.api.tick();
    await town.pay('Z-1', 20_000, 'part-z');
    const number = await town.numberOf('Z-1');
    for (let day = 0; day < 21; day += 1) {
      await town.house.api.tick();
      town.clock.advance(MS_PER_DAY);
    }
    expect((await town.texts(number)).length).toBeGreaterThan(1);
  });

  it('texts the number that the lender stated last', async () => {
    await town.import(csv([{ ref: 'P-1', phone: '+8615411110001', since: '' }]), 'old-number.csv');
    town.clock.advance(MS_PER_DAY);
    await town.import(csv([{ ref: 'P-1', phone: '+8615411110002', since: '2026-12-15' }]), 'new-number.csv');
    await town.house.api.tick();
    expect([(await town.texts('+8615411110001')).length, (await town.texts('+8615411110002')).length]).toEqual([0, 1]);
  });

  it('closed by payment opens again with a new loan of the same person, as the same case', async () => {
    const id = '990000198001016655';
    await town.import(csv([{ ref: 'O-1', id }]), 'first-loan.csv');
    await town.house.api.tick();
    await town.pay('O-1', 123_456, 'pay-o1');
    await town.house.api.tick();
    const before = await town.caseOf('O-1');
    expect(before.state).toBe('closed');
    await town.import(csv([{ ref: 'O-2', id, owed: '55.00' }]), 'second-loan.csv');
    await town.house.api.tick();
    expect(await town.caseOf('O-2')).toMatchObject({ id: before.id, balance: 5_500 });
    expect((await town.caseOf('O-2')).state).not.toBe('closed');
  });

  it('counts a payment at once that bears the date of a place where it is tomorrow already', async () => {
    // 10:00 in Shanghai on the 24th is still the 23rd in New York; the bank writes the 24th.
    await town.import(csv([{ ref: 'DATE-1', country: 'US', state: 'NY', tz: 'America/New_York', phone: '+12125550177', language: 'en', owed: '100.00' }]), 'date.csv');
    town.clock.set(shanghai('2026-12-10T10:00:00'));
    await town.house.api.tick();
    expect((await town.pay('DATE-1', 10_000, 'pay-date')).status).toBe(200);
    await town.house.api.tick();
    expect(await town.caseOf('DATE-1')).toMatchObject({ state: 'closed', balance: 0 });
    expect((await examine(town.house.database)).filter((f) => !f.ok)).toEqual([]);
  });

  it('agrees with every case in the end', async () => {
    expect((await examine(town.house.database)).filter((f) => !f.ok)).toEqual([]);
  });
});
