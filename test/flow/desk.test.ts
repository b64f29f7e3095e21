import { afterAll, beforeAll, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, shanghai, TEN, type Town } from '../fixtures/town.js';

/** Calls and visits: planned by the review, begun and told by a person, judged at the moment of action like every text. */
forEachDatabase('a task', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
  });
  afterAll(() => town.leave());

  /** Plays a borrower forward, unanswered, until the plan wants a call; gives the call's contact. */
  async function callFor(ref: string): Promise<number> {
    town.clock.set(TEN);
    await town.import(csv([{ ref }]), `${ref}.csv`);
    for (let day = 0; day < 10; day += 1) {
      await town.house.api.tick();
      const task = await taskOf(ref);
      if (task !== undefined) return task.contactId;
      town.clock.advance(MS_PER_DAY);
    }
    throw new Error(`no call was planned for ${ref}`);
  }
  const taskOf = async (ref: string) => {
    const { id } = await town.caseOf(ref);
    return (await town.house.api.reading.tasks(town.clock.now(), 50)).find((t) => t.row.id === id);
  };
  const contact = async (id: number) => (await town.house.database.query<{ state: string; outcome: string | null }>('select state, outcome from dunwell.contact where id = $1', [id]))[0];
  const now = () => town.clock.now();

  it('shows the number only when the gate allows the call, and counts from then on', async () => {
    const task = await callFor('T-1');
    town.clock.set(shanghai('2026-11-30T11:00:00'));
    const started = await town.house.api.startTask(task, 'collector');
    expect(started).toMatchObject({ allowed: true, dial: await town.numberOf('T-1'), earliest: null });
    expect(await contact(task)).toEqual({ state: 'attempting', outcome: null });
    // Begun once: neither again nor by another.
    await expect(town.house.api.startTask(task, 'head')).rejects.toMatchObject({ code: 'not_allowed_in_state' });
    const begunAt = now();
    town.clock.advance(5 * MS_PER_HOUR);
    await expect(town.house.api.taskOutcome(task, 'collector', { outcome: 'visited_not_met', promiseOn: null })).rejects.toMatchObject({ code: 'unfit_outcome' });
    await town.house.api.taskOutcome(task, 'collector', { outcome: 'no_answer', promiseOn: null });
    expect(await contact(task)).toEqual({ state: 'done', outcome: 'no_answer' });
    await expect(town.house.api.taskOutcome(task, 'collector', { outcome: 'conversation', promiseOn: null })).rejects.toMatchObject({ code: 'not_allowed_in_state' });
    expect(await town.house.database.query(`select type, at, data->>'by' as by, data->>'voice' as voice, data->'collectorId' as collector from dunwell.person_event where source_key = $1`, [`task:${task}:outcome`]))
      .toEqual([{ type: 'attempted_call', at: begunAt, by: 'staff:collector', voice: 'human', collector: null }]);
  });

  it('is refused at night with the hour at which it becomes lawful, and no number is shown', async () => {
    const task = await callFor('T-2');
    town.clock.set(shanghai('2026-12-01T22:00:00'));
    const started = await town.house.api.startTask(task, 'collector');
    expect(started).toMatchObject({ allowed: false, dial: null });
    expect(started.verdict.findings.map((f) => f.rule)).toContain('CN-T1');
    expect(started.earliest).toBe(now() + 10 * MS_PER_HOUR);
    expect(await contact(task)).toEqual({ state: 'refused', outcome: null });
  });

  it('promises made on the phone keep the case quiet', async () => {
    const task = await callFor('T-3');
    await town.house.api.startTask(task, 'collector');
    const on = new Date(now() + 2 * MS_PER_DAY).toISOString().slice(0, 10);
    await town.house.api.taskOutcome(task, 'collector', { outcome: 'promise', promiseOn: on });
    await town.house.api.tick();
    expect((await town.caseOf('T-3')).state).toBe('promised');
  });

  it('that nobody told the outcome of counts as made, for as long as the law counts (law 4)', async () => {
    const task = await callFor('T-4');
    const begun = await town.house.api.startTask(task, 'collector');
    expect(begun.allowed).toBe(true);
    const at = now();
    const { id, slot } = await town.caseOf('T-4');
    const callsOnFile = () => town.house.api.store.inSlot(slot, null, async (transaction) => {
      const cases = await transaction.cases([id]);
      const events = [...(await transaction.dossier(cases)).events.values()].flat();
      return events.filter((e) => e.type === 'unknown_outcome' && e.voice === 'human').map((e) => e.at);
    });
    expect(await callsOnFile()).toEqual([at]);
    town.clock.advance(MS_PER_DAY + 1);
    await town.house.api.tick();
    expect(await contact(task)).toMatchObject({ state: 'unknown' });
    expect(await callsOnFile()).toEqual([at]);
    await expect(town.house.api.taskOutcome(task, 'collector', { outcome: 'conversation', promiseOn: null })).rejects.toMatchObject({ code: 'not_allowed_in_state' });
  });

  it('is withdrawn by a stop that comes before it begins', async () => {
    const task = await callFor('T-5');
    await town.reply(await town.numberOf('T-5'), 'TD');
    await town.house.api.tick();
    expect(await contact(task)).toMatchObject({ state: 'cancelled' });
    await expect(town.house.api.startTask(task, 'collector')).rejects.toMatchObject({ code: 'not_allowed_in_state' });
  });

  it('is refused while a reply is unread', async () => {
    const task = await callFor('T-6');
    await town.reply(await town.numberOf('T-6'), '不是我');
    const started = await town.house.api.startTask(task, 'collector');
    expect(started).toMatchObject({ allowed: false, dial: null });
    expect(started.verdict.findings.map((f) => f.rule)).toContain('HOUSE-INBOUND');
  });

  it('lapses when nobody takes it, and is planned afresh', async () => {
    const task = await callFor('T-7');
    town.clock.advance(4 * MS_PER_DAY);
    await town.house.api.tick();
    await town.house.api.tick();
    expect(await contact(task)).toMatchObject({ state: 'expired' });
    const again = await taskOf('T-7');
    expect(again?.contactId).not.toBe(task);
    expect(again).toBeDefined();
  });

  it('where no texts leave, is given up and lapses all the same', async () => {
    const away = await openTown(await open(), { demo: false });
    try {
      await away.import(csv([{ ref: 'N-1', consent: 'no' }, { ref: 'N-2', consent: 'no' }]));
      const taskOfCase = async (ref: string) => {
        const { id } = await away.caseOf(ref);
        return (await away.house.api.reading.tasks(away.clock.now(), 50)).find((t) => t.row.id === id)?.contactId;
      };
      let begun: number | undefined;
      for (let day = 0; day < 12 && begun === undefined; day += 1) {
        await away.house.api.tick();
        begun = await taskOfCase('N-1');
        if (begun === undefined) away.clock.advance(MS_PER_DAY);
      }
      const waiting = await taskOfCase('N-2');
      if (begun === undefined || waiting === undefined) throw new Error('no call was planned');
      expect((await away.house.api.startTask(begun, 'collector')).allowed).toBe(true);
      const stands = async (id: number) => (await away.house.database.query<{ state: string }>('select state from dunwell.contact where id = $1', [id]))[0]?.state;
      away.clock.advance(MS_PER_DAY + 1);
      await away.house.api.tick();
      expect([await stands(begun), await stands(waiting)]).toEqual(['unknown', 'waiting_for_person']);
      away.clock.advance(2 * MS_PER_DAY);
      await away.house.api.tick();
      expect(await stands(waiting)).toBe('expired');
    } finally {
      away.leave();
    }
  });

  it('leaves chains that hold and decisions that replay', async () => {
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
    const decisions = await town.house.database.query<{ slot: number; seq: number }>('select slot, seq from dunwell.decision');
    for (const { slot, seq } of decisions) expect((await town.house.api.replay(slot, seq)).difference).toBeNull();
  });

  it.each([[2, []], [1, ['CN-V1']], [null, ['CN-V1']]] as const)('a visit of %s is refused by %j: the plan means two, but whoever goes says so', async (staff, rules) => {
    const ref = `V-${staff ?? 'x'}`;
    town.clock.set(shanghai('2026-12-14T10:00:00'));
    await town.import(csv([{ ref, since: '2026-11-20' }]), `${ref}.csv`);
    const { id, slot } = await town.caseOf(ref);
    await town.house.api.settleNow(slot);
    const visit = await town.house.api.store.inSlot(slot, null, async (transaction) => {
      const [record] = await transaction.cases([id]);
      if (record === undefined) throw new Error('no case');
      await transaction.commitReview({
        now: now(), decisions: [{ at: now(), stage: 'review', caseId: id, personId: record.personId, choice: 'task', outcome: 'allowed', deniedBy: [], record: '{"v":1,"stage":"review","judged":[]}' }],
        contacts: [{ caseId: id, personId: record.personId, pointId: null, channel: 'visit', step: 'visit', template: 'visit', reasons: ['first_contact'], state: 'waiting_for_person', notBefore: now(), notAfter: now() + MS_PER_DAY, decision: 0 }],
        cases: [{ id, nextReviewAt: now() + 30 * MS_PER_DAY }],
      });
      return (await transaction.dossier([record])).contacts.get(id)?.at(-1)?.id as number;
    });
    expect((await town.house.api.startTask(visit, 'collector', staff)).verdict.findings.map((f) => f.rule)).toEqual(rules);
  });
});
