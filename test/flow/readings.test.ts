import { READER_VERSION } from '../../src/domain/contact/reading/reading.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readingCorrections } from '../../src/adapters/postgres/views/reading-corrections.js';
import { caseFacts } from '../../src/engine/facts/case-facts.js';
import { correctReading, revealWords, type Correction } from '../../src/engine/desk/correct-reading.js';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, shanghai, TEN, type Town } from '../fixtures/town.js';

/** What people answer, as read, kept, corrected and counted. */
forEachDatabase('a reading', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
  });
  afterAll(() => town.leave());

  async function written(ref: string, words: string): Promise<{ readonly inboundId: number; readonly caseId: number; readonly slot: number }> {
    town.clock.set(TEN);
    await town.import(csv([{ ref }]), `${ref}.csv`);
    await town.house.api.tick();
    await town.reply(await town.numberOf(ref), words);
    await town.house.api.tick();
    const { id: caseId, slot } = await town.caseOf(ref);
    const file = await town.house.api.reading.caseFile(caseId, town.clock.now());
    return { inboundId: file?.readings[0]?.id ?? 0, caseId, slot };
  }
  const meaning = async (caseId: number) => (await town.house.api.reading.caseFile(caseId, town.clock.now()))?.readings[0];
  const facts = async (caseId: number, slot: number) => town.house.api.store.inSlot(slot, null, async (transaction) => {
    const [record] = await transaction.cases([caseId]);
    if (record === undefined) throw new Error('no case');
    return caseFacts(record, await transaction.dossier([record]), town.clock.now());
  });
  const correct = (inboundId: number, rest: Partial<Correction>) => correctReading(town.house.api, { inboundId, staffId: 'collector', reason: 'read it myself', intents: [], promise: null, ...rest });

  it('holds intents, places, confidence, promise and the reader, and no word', async () => {
    const { caseId } = await written('V-1', '我15号发工资就还500，别再打电话了');
    const read = await meaning(caseId);
    expect(read?.meaning).toMatchObject({ kind: 'stop', reader: READER_VERSION, intents: [{ intent: 'stop', by: expect.stringMatching(/^rule:/) }, { intent: 'promise' }], promise: { amount: { kind: 'minor', minor: 50_000 }, on: { why: null } } });
    expect(JSON.stringify(read)).not.toMatch(/发工资|电话/);
    expect((await town.caseOf('V-1')).state).toBe('stopped');
  });

  it('that was wrong is taken back by events: its hold falls, the right one stands, and nothing is changed in place', async () => {
    const { inboundId, caseId, slot } = await written('V-2', '不要再寄账单到老地址，我搬家了别发那边');
    expect((await town.caseOf('V-2')).state).toBe('stopped');
    await correct(inboundId, { intents: ['promise'], promise: { on: '2026-12-15', minor: 50_000 } });
    await town.house.api.settleNow(slot);
    expect((await town.caseOf('V-2')).state).toBe('promised');
    expect((await facts(caseId, slot)).replies.map(({ kind }) => kind)).toEqual(['promise']);
    expect(await meaning(caseId)).toMatchObject({ corrections: 1, meaning: { kind: 'promise', reader: 'person' } });
    const first = await town.house.database.query<{ kind: string }>(`select meaning->>'kind' as kind from dunwell.inbound where slot = $1 and id = $2`, [slot, inboundId]);
    expect(first).toEqual([{ kind: 'stop' }]);
    // A correction may itself be corrected.
    await correct(inboundId, { intents: ['stop'] });
    await town.house.api.settleNow(slot);
    expect((await town.caseOf('V-2')).state).toBe('stopped');
    expect((await facts(caseId, slot)).replies.map(({ kind }) => kind)).toEqual(['stop']);
    expect(await town.house.database.query<{ n: number }>(`select count(*)::int as n from dunwell.access_record where action = 'reading_corrected' and subject = $1`, [`inbound:${inboundId}`])).toEqual([{ n: 2 }]);
  });

  it.each([
    ['nobody wrote', 99, { intents: ['stop'] as const }, 'not_found'], ['a day that is none', 0, { intents: ['promise'] as const, promise: { on: '2026-02-30', minor: null } }, 'bad_request'], ['nothing promised', 0, { intents: ['promise'] as const, promise: { on: null, minor: 0 } }, 'bad_request'],
  ])('is not corrected to %s', async (_, off, rest, code) => {
    const { inboundId } = await written(`V-3${off}${code.length}${String(rest.intents).length}${JSON.stringify(rest).length}`, '听不清楚');
    await expect(correct(inboundId + off, rest)).rejects.toMatchObject({ code });
  });

  it('shows its words to whoever says why, and the record is written first', async () => {
    const { inboundId } = await written('V-4', '你是谁');
    expect(await revealWords(town.house.api, { inboundId, staffId: 'collector', reason: 'to check the reading' })).toBe('你是谁');
    expect(await town.house.database.query(`select action, reason from dunwell.access_record where subject = $1`, [`inbound:${inboundId}`])).toEqual([{ action: 'reveal', reason: 'to check the reading' }]);
  });

  it.each([
    ['paid in full by the day', 50_000, []], ['paid in part', 20_000, [shanghai('2026-12-17T00:00:00')]], ['not paid', 0, [shanghai('2026-12-17T00:00:00')]],
  ])('of a promise of 500.00 on the 15th that was %s', async (what, minor, broken) => {
    const ref = `V-5${what.length}`;
    const { caseId, slot } = await written(ref, '我15号发工资就还500');
    expect((await facts(caseId, slot)).brokenPromises).toEqual([]);
    town.clock.set(shanghai('2026-12-15T12:00:00'));
    if (minor > 0) {
      await town.pay(ref, minor, `pay-${ref}`);
      await town.house.api.tick();
    }
    town.clock.advance(3 * MS_PER_DAY);
    expect((await facts(caseId, slot)).brokenPromises).toEqual(broken);
  });

  it('that was corrected goes out as data, with words only when they are asked for', async () => {
    const lines = async (words: boolean) => { const all = []; for await (const one of readingCorrections(town.house.database, town.house.api.keys, words)) all.push(one); return all; };
    const [sealed] = await lines(false);
    expect(sealed).toMatchObject({ corrections: 2, before: { kind: 'stop' }, after: { kind: 'stop', reader: 'person' } });
    expect(JSON.stringify(sealed)).not.toContain('搬家');
    expect((await lines(true))[0]?.words).toContain('搬家');
  });
});
