import { afterAll, beforeAll, expect, it } from 'vitest';
import { forEachDatabase } from '../conformance/databases.js';
import { decisionsIn } from '../fixtures/chain.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

/** The text that is about to leave is read by the rules of content: what a value brought into it counts as much as the template. */
forEachDatabase('a text refused for what it says', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
  });
  afterAll(() => town.leave());

  const decisions = () => decisionsIn(town.house.database);
  const texts = () => town.house.database.query('select 1 from dunwell.sandbox_text');

  it('does not leave; the record names rule and place, never the words; the case waits for a person', async () => {
    // A lender's name that poses as the police: no template says it, the rendered text does.
    await town.house.api.intake.saveCreditor({ id: 'bank', nameEn: 'Town Bank', nameZh: '小镇公安局清欠办', jurisdiction: 'CN', phone: '95500', hasMapping: false });
    await town.import(csv([{ ref: 'C-1' }]));
    expect(await town.house.api.tick()).toMatchObject({ reviewed: 1, queued: 1, dispatched: 0, failures: 0 });
    expect(await texts()).toEqual([]);
    const [refused] = (await decisions()).filter((d) => d.stage === 'dispatch');
    expect(refused).toMatchObject({ choice: 'refuse', outcome: 'content', denied_by: ['CN-X1'] });
    const record = JSON.parse(refused?.record ?? '{}') as { content: unknown };
    expect(record.content).toEqual([{ rule: 'CN-X1', code: 'state_body', severity: 'block', from: 3, to: 6 }]);
    expect(refused?.record).not.toContain('公安');
    await town.house.api.tick();
    expect(await town.caseOf('C-1')).toMatchObject({ state: 'human' });
    expect(await town.house.api.tick()).toMatchObject({ queued: 0, dispatched: 0 });
  });

  it('replays byte for byte', async () => {
    for (const { slot, seq } of await decisions()) expect((await town.house.api.replay(slot, seq)).difference).toBeNull();
  });

  it('leaves once the cause is mended and a person lifts the hold', async () => {
    await town.house.api.intake.saveCreditor({ id: 'bank', nameEn: 'Town Bank', nameZh: '小镇银行', jurisdiction: 'CN', phone: '95500', hasMapping: false });
    const { id, slot } = await town.caseOf('C-1');
    await town.house.api.store.inSlot(slot, null, async (transaction) => {
      const [record] = await transaction.cases([id]);
      if (record === undefined) throw new Error('no case');
      const at = town.clock.now() + 1;
      await transaction.addEvents(at, [{ personId: record.personId, sourceKey: 'lifted', event: { type: 'hold_lifted', hold: 'awaiting_person', at, tz: 'UTC' } }]);
      await transaction.touch([record.personId]);
    });
    town.clock.advance(3_600_000);
    for (let turn = 0; turn < 3; turn += 1) await town.house.api.tick();
    expect(await texts()).toHaveLength(1);
  });
});
