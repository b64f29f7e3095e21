import { afterAll, beforeAll, expect, it } from 'vitest';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, shanghai, type Town } from '../fixtures/town.js';

// A person writes, and is answered: decided by the dialogue, let out by the gate, once, by the way it came.

const MINUTE = 60_000;
const mapping = (m: object) => ({ ...m, loan: { ...(m as { loan: object }).loan, product: { constant: 'consumer_loan' } } });

forEachDatabase('answers', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open(), { answers: true });
    const { MAPPING } = await import('../fixtures/town.js');
    const refs = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7'];
    await town.import(csv(refs.map((ref) => ({ ref }))), 'answers.csv', { mapping: mapping(MAPPING) });
    await town.house.api.tick();
  });
  afterAll(() => town.leave());
  const bodies = async (ref: string) => (await town.texts(await town.numberOf(ref))).map((t) => t.body);
  const says = async (ref: string, text: string, after = 5 * MINUTE) => {
    town.clock.advance(after);
    await town.reply(await town.numberOf(ref), text);
    await town.house.api.tick();
    return bodies(ref);
  };

  it('a promise is read back, and then it is quiet', async () => {
    const [reminder, answer, ...more] = await says('A-1', '我明天还');
    expect(reminder).toContain('1234.56'.slice(0, 1));
    expect(answer).toMatch(/^【小镇银行】自动回复：收到，已记下您说的日期：2026-11-25。在那之前我们不会再联系您。.*核实本短信：http:\/\/town\.example\/v\/[0-9A-Z]{10} 或致电95500。回复TD退订$/);
    expect(answer).not.toMatch(/1,?234|尾号|逾期|欠/);
    expect(more).toEqual([]);
    expect((await town.caseOf('A-1')).state).toBe('promised');
    town.clock.advance(60 * MINUTE);
    await town.house.api.tick();
    expect(await bodies('A-1')).toHaveLength(2);
  });

  it('a stop is met with silence, and that is on record', async () => {
    expect(await says('A-2', '退订')).toHaveLength(1);
    const { id } = await town.caseOf('A-2');
    const decisions = await town.house.database.query<{ choice: string; outcome: string }>('select choice, outcome from dunwell.decision where case_id = $1 order by seq desc limit 1', [id]);
    expect(decisions).toEqual([{ choice: 'none', outcome: 'stop' }]);
  });

  it('twice not understood, and a person takes over', async () => {
    const first = await says('A-3', '嗯嗯那个');
    expect(first[1]).toContain('没有看懂您的意思');
    const second = await says('A-3', '就是那个嘛');
    expect(second[2]).toContain('已转给工作人员');
    expect((await town.caseOf('A-3')).state).toBe('human');
  });

  it('who is in danger is told where help is, once, and nothing about a debt', async () => {
    const [, help, ...more] = await says('A-4', '我不想活了');
    expect(help).toContain('12356');
    expect(help).not.toMatch(/还款|欠|账|http|核实/);
    expect(more).toEqual([]);
    expect(await says('A-4', '真的不想活了')).toHaveLength(2);
    expect((await town.caseOf('A-4')).state).toBe('human');
  });

  it('what comes at night is answered in the morning', async () => {
    town.clock.set(shanghai('2026-11-25T23:10:00'));
    expect(await says('A-5', '你们是谁', 0)).toHaveLength(1);
    town.clock.set(shanghai('2026-11-26T08:00:00'));
    await town.house.api.tick();
    expect((await bodies('A-5'))[1]).toContain('我们是小镇银行');
    await town.house.api.tick();
    expect(await bodies('A-5')).toHaveLength(2);
  });

  it('two messages before the turn get one answer, to the last', async () => {
    await town.reply(await town.numberOf('A-6'), '我明天还');
    town.clock.advance(1000);
    await town.reply(await town.numberOf('A-6'), '不对，我后天还');
    await town.house.api.tick();
    const texts = await bodies('A-6');
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain('2026-11-28');
  });

  it('every answer and every silence replays to the same bytes', async () => {
    const rows = await town.house.database.query<{ slot: number; seq: number }>(`select slot, seq from dunwell.decision where stage = 'dispatch' order by slot, seq`);
    expect(rows.length).toBeGreaterThan(8);
    for (const { slot, seq } of rows) expect(await town.house.api.replay(slot, seq)).toMatchObject({ same: true, difference: null });
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
  });
});
