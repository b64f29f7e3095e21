import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseQuery } from '../../src/engine/ports/reading.js';
import { csv, openTown, TEN, type Town } from '../fixtures/town.js';
import { forEachDatabase } from './databases.js';

forEachDatabase('the read surface', (open) => {
  let town: Town;
  const refs = ['V-1', 'V-2', 'V-3', 'V-4', 'V-5'];
  beforeAll(async () => {
    town = await openTown(await open());
    await town.import(csv([
      { ref: 'V-1', owed: '500.00', since: '2026-11-20', name: '欧阳锋', phone: '+8615411112222', id: '990000198001011234' },
      { ref: 'V-2', owed: '400.00', since: '2026-10-01' }, { ref: 'V-3', owed: '300.00', since: '2026-07-01' }, { ref: 'V-4', owed: '200.00', country: '' }, { ref: 'V-5', owed: '100.00' },
      { ref: 'V-6', owed: '0.00' }, { ref: 'V-7', since: '' }, { ref: '', who: 'x' },
    ]));
    await town.house.api.tick();
    await town.pay('V-5', 10_000, 'pay-v5');
    await town.reply(await town.numberOf('V-1'), 'TD');
    await town.house.api.tick();
  });
  afterAll(() => town.leave());
  const list = async (query: Partial<CaseQuery> = {}) => {
    const found = await town.house.api.reading.cases({ sort: 'balance', order: 'desc', offset: 0, limit: 50, ...query }, town.clock.now());
    const names = new Map(await Promise.all(refs.map(async (ref) => [(await town.caseOf(ref)).id, ref] as const)));
    return { refs: found.items.map((i) => names.get(i.id)), total: found.total, next: found.next, items: found.items };
  };

  it.each([
    ['everything, most owed first', {}, ['V-1', 'V-2', 'V-3', 'V-4', 'V-5']], ['least owed first', { order: 'asc' }, ['V-5', 'V-4', 'V-3', 'V-2', 'V-1']],
    ['longest late first', { sort: 'days' }, ['V-3', 'V-2', 'V-4', 'V-1', 'V-5']], ['by number', { sort: 'id', state: 'stopped' }, ['V-1']], ['a state', { state: 'closed' }, ['V-5']],
    ['a lender', { creditor: 'bank', state: 'stopped' }, ['V-1']], ['no such lender', { creditor: 'none' }, []], ['a country', { country: 'CN', state: 'open' }, ['V-2', 'V-3']],
    ['a stage', { stage: { from: 31, to: 60 } }, ['V-2']], ['a stage without end', { stage: { from: 61, to: null } }, ['V-3']], ['flagged', { flagged: true }, []],
    ['a loan\'s own reference', { search: ' V-4 ' }, ['V-4']], ['a telephone number', { search: '+86 154 1111-2222' }, ['V-1']], ['an ID number', { search: '990000198001011234' }, ['V-1']],
    ['a name, which is never looked for', { search: '欧阳锋' }, []], ['quotes and signs', { search: `' or 1=1 --%_` }, []],
  ] as readonly (readonly [string, Partial<CaseQuery>, readonly string[]])[])('finds %s', async (_, query, expected) => {
    const found = await list(query);
    expect(found.refs).toEqual(expected);
    expect(found.total).toBe(expected.length);
  });

  it('finds a case by its number', async () => {
    expect((await list({ search: String((await town.caseOf('V-2')).id) })).refs).toEqual(['V-2']);
  });

  it('gives pages that hold each case once', async () => {
    const seen: (string | undefined)[] = [];
    let offset: number | null = 0;
    while (offset !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: 2, offset });
      expect(page.total).toBe(5);
      seen.push(...page.refs);
      offset = page.next === null ? null : Number(page.next);
    }
    expect(seen).toEqual(refs);
  });

  it('masks whoever it shows', async () => {
    const [row] = (await list({ search: 'V-1' })).items;
    expect(row).toMatchObject({ person: '欧**', balanceMinor: 50_000, currency: 'CNY', daysPastDue: 4, state: 'stopped', debts: 1 });
    const file = await town.house.api.reading.caseFile((await town.caseOf('V-1')).id, town.clock.now());
    expect(file?.parties[0]?.points).toEqual([expect.objectContaining({ masked: '****2222', usable: true, shared: false })]);
    expect(JSON.stringify(file)).not.toMatch(/欧阳锋|15411112222|990000198001011234/);
  });

  it('counts the portfolio as it stands', async () => {
    const figures = await town.house.api.reading.dashboard(town.clock.now());
    expect(figures).toMatchObject({
      accounts: 7, inCollection: 5, nothingOwed: 1, notOverdue: 1, rowsRejected: 1, importRunning: false, tasks: 0, balance: [{ currency: 'CNY', minor: 140_000 }], recovered: [{ currency: 'CNY', minor: 10_000 }],
      repliesByKind: [{ kind: 'stop', count: 1 }], paymentsByDay: [{ date: '2026-11-24', currency: 'CNY', minor: 10_000, count: 1 }],
    });
    expect([...figures.byState].sort((a, b) => (a.state < b.state ? -1 : 1))).toEqual([{ state: 'closed', cases: 1 }, { state: 'open', cases: 3 }, { state: 'stopped', cases: 1 }]);
    expect(figures.byDays.reduce((sum, d) => sum + d.cases, 0)).toBe(4);
    expect(figures.contactsByDay.reduce((sum, d) => sum + d.contacts, 0)).toBe((await town.texts()).length);
  });

  it('knows nothing of what is not there', async () => {
    const { reading } = town.house.api;
    expect([await reading.caseFile(5, TEN), await reading.decision(0, 5), await reading.caseByCode(0, 'NONE'), await reading.personMatchKey(5)]).toEqual([null, null, null, null]);
    expect(await reading.chain(0, 1, 10)).toEqual([]);
    expect(await reading.chainEnds()).toHaveLength(256);
  });
});
