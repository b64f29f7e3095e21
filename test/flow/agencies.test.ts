import { afterAll, beforeAll, expect, it } from 'vitest';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { agencyDoor } from '../../src/boot/agency-door.js';
import { DEMO_PASSWORD } from '../../src/boot/demo.js';
import { csv, openTown, shanghai, TEN, withStaff, type Town } from '../fixtures/town.js';

const TOKENS = { swift: 'swift-token-0123456789', other: 'other-token-0123456789', dialler: 'dialler-token-0123456789', unlisted: 'unlisted-token-0123456789' } as const;
type Who = keyof typeof TOKENS;

interface Reserved {
  readonly allowed: boolean; readonly reservationId: string; readonly token: string; readonly expiresAt: string; readonly decisionId: string; readonly outcome: string; readonly dial: string | null;
  readonly refusedBy: readonly { readonly rule: string; readonly citation: string; readonly title: { readonly zh: string } }[]; readonly earliest: string | null; readonly say: { readonly zh: string } | null; readonly repeated: boolean;
}

/** Agencies and the lender's own dialler: the same gate, the same budget, only their own cases. */
forEachDatabase('an agency', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
    const { agencies, digest } = town.house.api;
    const agency = { nameEn: 'Swift', nameZh: '迅捷', kind: 'agency' as const, creditorId: null, listed: true };
    await agencies.add({ ...agency, id: 'swift' }, digest(TOKENS.swift), TEN);
    await agencies.add({ ...agency, id: 'other' }, digest(TOKENS.other), TEN);
    await agencies.add({ ...agency, id: 'unlisted', listed: false }, digest(TOKENS.unlisted), TEN);
    await agencies.add({ ...agency, id: 'dialler', kind: 'system', creditorId: 'bank' }, digest(TOKENS.dialler), TEN);
  });
  afterAll(() => town.leave());

  const send = async <T>(who: Who | null, path: string, body?: object, key = `key-${Math.floor((keys += 1))}-long-enough`) => {
    const response = await town.app.request(`/api/agency${path}`, {
      method: body === undefined ? 'GET' : 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { ...(who === null ? {} : { authorization: `Bearer ${TOKENS[who]}` }), 'content-type': 'application/json', 'idempotency-key': key },
    });
    return { status: response.status, body: (await response.json()) as T & { readonly code?: string } };
  };
  let keys = 0;
  const call = (caseId: number, more: object = {}) => ({ caseId: String(caseId), channel: 'call', voice: 'human', place: 'mobile', collectorId: 'W-17', ...more });
  const reserve = (who: Who, body: object, key?: string) => send<Reserved>(who, '/contacts/reservations', body, key);
  const place = async (caseId: number, agencyId: string, acts: readonly ('place' | 'notice' | 'recall')[]) => {
    for (const act of acts) await town.house.api.placeCase({ caseId, agencyId, act, by: 'head', reason: 'test' });
  };
  /** A case placed with an agency, the borrower told; nothing planned in the house that day. */
  async function placed(ref: string, local = '2026-11-24T10:00:00', agencyId = 'swift') {
    town.clock.set(shanghai(local));
    await town.import(csv([{ ref, since: '2026-11-20' }]), `${ref}.csv`);
    const found = await town.caseOf(ref);
    await place(found.id, agencyId, ['place', 'notice']);
    await town.house.api.settleNow(found.slot);
    return found;
  }
  const events = async (ref: string) => {
    const { id, slot } = await town.caseOf(ref);
    return town.house.api.store.inSlot(slot, null, async (t) => [...(await t.dossier(await t.cases([id]))).events.values()].flat().filter((e) => !e.type.startsWith('agency_') && e.type !== 'tcpa_consent'));
  };

  it('is nobody without its token, and an ended token opens nothing', async () => {
    expect((await send(null, '/cases')).status).toBe(401);
    await town.house.api.agencies.add({ id: 'gone', nameEn: 'Gone', nameZh: '已终止', kind: 'agency', creditorId: null, listed: true }, town.house.api.digest('gone-token-0123456789'), TEN);
    await town.house.api.agencies.end('gone', TEN);
    const response = await town.app.request('/api/agency/cases', { headers: { authorization: 'Bearer gone-token-0123456789' } });
    expect(response.status).toBe(401);
  });

  it('sees its placed cases alone, and of them no name and no number', async () => {
    const { id } = await placed('AG-1');
    const { body } = await send<{ items: { caseId: string; debts: { ref: string }[]; points: { kind: string; label: string }[] }[] }>('swift', '/cases');
    expect(body.items).toEqual([{ caseId: String(id), creditorId: 'bank', state: 'open', debts: [{ id: expect.any(String), ref: 'AG-1', product: 'credit_card' }], points: [{ id: expect.any(String), kind: 'phone', label: 'mobile' }] }]);
    expect((await send<{ items: unknown[] }>('other', '/cases')).body.items).toEqual([]);
    expect((await send<{ items: unknown[] }>('dialler', '/cases')).body.items).toHaveLength(1);
    // What is another's and what does not exist sound alike.
    const foreign = await reserve('other', call(id));
    const none = await reserve('other', call(id + 1));
    expect([foreign.status, none.status, { ...foreign.body, request: 0 }]).toEqual([404, 404, { ...none.body, request: 0 }]);
  });

  it('may not contact before the borrower is told of it (CN-C13), and no longer once recalled', async () => {
    town.clock.set(shanghai('2026-11-24T10:00:00'));
    await town.import(csv([{ ref: 'AG-2', since: '2026-11-20' }]), 'AG-2.csv');
    const { id } = await town.caseOf('AG-2');
    await place(id, 'swift', ['place']);
    const early = await reserve('swift', call(id));
    expect(early.body).toMatchObject({ allowed: false, earliest: null, token: null, dial: null });
    expect(early.body.refusedBy.map((f) => f.rule)).toEqual(['CN-C13']);
    await place(id, 'swift', ['notice']);
    expect((await reserve('swift', call(id))).body.allowed).toBe(true);
    await place(id, 'swift', ['recall']);
    expect((await reserve('swift', call(id))).status).toBe(404);
    await expect(town.house.api.placeCase({ caseId: id, agencyId: 'unlisted', act: 'place', by: 'head', reason: 'test' })).rejects.toMatchObject({ code: 'agency_not_listed' });
    // Another agency is another placement: told anew.
    await place(id, 'other', ['place']);
    town.clock.advance(2 * MS_PER_HOUR);
    expect((await reserve('other', call(id))).body.refusedBy.map((f) => f.rule)).toContain('CN-C13');
  });

  it('that falls off the list may do nothing more (CN-C14)', async () => {
    const { id } = await placed('AG-3', '2026-11-24T10:00:00', 'other');
    await town.house.api.agencies.setListed('other', false);
    expect(await reserve('other', call(id))).toMatchObject({ status: 403, body: { code: 'agency_not_listed' } });
    await town.house.api.agencies.setListed('other', true);
    expect((await reserve('other', call(id))).body.allowed).toBe(true);
  });

  it('gets a number only with leave, and the contact counts at once for everybody', async () => {
    const { id } = await placed('AG-4');
    const point = (await send<{ items: { caseId: string; points: { id: string }[] }[] }>('swift', '/cases?limit=500')).body.items.find((one) => one.caseId === String(id))?.points[0]?.id as string;
    const first = await reserve('swift', call(id, { pointId: point }));
    expect(first.body).toMatchObject({ allowed: true, dial: await town.numberOf('AG-4'), repeated: false, outcome: 'allowed' });
    expect(first.body.say?.zh).toContain('受该机构委托');
    expect(Date.parse(first.body.expiresAt)).toBe(town.clock.now() + 10 * MS_PER_MINUTE);
    expect(await events('AG-4')).toMatchObject([{ type: 'unknown_outcome', at: town.clock.now(), channel: 'call', voice: 'human', number: point, by: 'agency:swift:W-17' }]);
    // The lender's own dialler and another collector of the same agency meet the same count.
    for (const [who, more] of [['dialler', { voice: 'robot' }], ['swift', { collectorId: 'W-18' }]] as const) {
      const second = await reserve(who, call(id, more));
      expect(second.body).toMatchObject({ allowed: false, earliest: new Date(town.clock.now() + MS_PER_HOUR).toISOString() });
      expect(second.body.refusedBy.map((f) => f.rule)).toEqual(['HOUSE-CALL-GAP']);
    }
  });

  it('asked twice under one key answers once; another content under it is refused', async () => {
    const { id } = await placed('AG-5');
    const first = await reserve('swift', call(id), 'the-same-key');
    const again = await reserve('swift', call(id), 'the-same-key');
    expect(again.body).toEqual({ ...first.body, repeated: true });
    expect(await events('AG-5')).toHaveLength(1);
    expect(await reserve('swift', call(id, { collectorId: 'W-2' }), 'the-same-key')).toMatchObject({ status: 409, body: { code: 'reused_key' } });
    // A key of one agency is not another's.
    expect((await reserve('dialler', call(id), 'the-same-key')).body).toMatchObject({ repeated: false, allowed: false });
    const denied = await reserve('dialler', call(id), 'the-same-key');
    expect(denied.body).toMatchObject({ repeated: true, allowed: false });
  });

  it.each([
    ['2026-11-24T21:45:00', 5], ['2026-11-24T21:49:59', 1 / 60], ['2026-11-24T09:00:00', 10],
  ] as const)('a reservation at %s lasts %f minutes: never into an hour that forbids it', async (local, minutes) => {
    const { id } = await placed(`AG-L-${local.slice(11)}`, local);
    const { body } = await reserve('swift', call(id));
    expect(body.allowed).toBe(true);
    expect(Date.parse(body.expiresAt)).toBeCloseTo(town.clock.now() + minutes * MS_PER_MINUTE, -1);
  });

  it('at night is refused, with rules, articles and the first lawful instant', async () => {
    const { id } = await placed('AG-6', '2026-11-24T22:00:00');
    const { body } = await reserve('swift', call(id));
    expect(body).toMatchObject({ allowed: false, earliest: new Date(shanghai('2026-11-25T08:00:00')).toISOString(), say: null });
    expect(body.refusedBy.map((f) => f.rule)).toEqual(expect.arrayContaining(['CN-T1', 'CN-T2']));
    expect(body.refusedBy.every((f) => f.citation !== '' && f.title.zh !== '')).toBe(true);
    expect((await town.house.api.replay(Number(body.decisionId.split('-')[0]), Number(body.decisionId.split('-')[1]))).difference).toBeNull();
  });

  it.each([
    [{ staff: 2, place: 'home' }, []], [{ staff: 1, place: 'home' }, ['CN-V1']], [{ place: 'home' }, ['CN-V1']], [{ staff: 2, place: 'work' }, ['CN-V11']],
  ] as const)('a visit of %j is refused by %j', async (more, rules) => {
    const { id } = await placed(`AG-V-${JSON.stringify(more)}`.replace(/\W/g, ''));
    const { body } = await reserve('swift', { caseId: String(id), channel: 'visit', ...more });
    expect(body.refusedBy.map((f) => f.rule)).toEqual(rules);
  });

  it('tells the outcome with its token; it counts from when it began, and stays as told', async () => {
    const { id, slot } = await placed('AG-7');
    const { body } = await reserve('swift', call(id));
    const begun = town.clock.now();
    const tell = (who: Who, more: object) => send<{ counted: boolean; unpermitted: boolean; repeated: boolean }>(who, `/contacts/reservations/${body.reservationId}/outcome`, { token: body.token, outcome: 'conversation', ...more });
    town.clock.advance(2 * MS_PER_HOUR);
    expect((await tell('other', {})).status).toBe(404);
    expect((await tell('swift', { token: 'x'.repeat(40) })).status).toBe(404);
    expect((await tell('swift', { outcome: 'visited_met' })).body).toMatchObject({ code: 'unfit_outcome' });
    expect((await tell('swift', { beganAt: new Date(begun - 1).toISOString() })).status).toBe(400);
    expect((await tell('swift', { outcome: 'not_made' })).status).toBe(409);
    expect((await tell('swift', { outcome: 'promise', promiseOn: '2026-11-26' })).body).toEqual({ counted: true, unpermitted: false, repeated: false });
    expect((await tell('swift', { outcome: 'promise', promiseOn: '2026-11-26' })).body).toMatchObject({ counted: true, repeated: true });
    expect((await tell('swift', {})).status).toBe(409);
    expect(await events('AG-7')).toMatchObject([{ type: 'conversation', at: begun, by: 'agency:swift:W-17' }, { type: 'hold_placed', hold: 'promise' }]);
    expect((await town.caseOf('AG-7')).state).toBe('promised');
    expect(slot).toBe((await town.caseOf('AG-7')).slot);
  });

  it('began after its leave had ended: counted when it was, and flagged', async () => {
    const { id } = await placed('AG-8b');
    const { body } = await reserve('swift', call(id));
    town.clock.advance(MS_PER_HOUR);
    const told = await send('swift', `/contacts/reservations/${body.reservationId}/outcome`, { token: body.token, outcome: 'no_answer', beganAt: body.expiresAt });
    expect(told.body).toEqual({ counted: true, unpermitted: true, repeated: false });
    expect(await events('AG-8b')).toMatchObject([{ type: 'attempted_call', at: Date.parse(body.expiresAt), unpermitted: 'swift' }]);
    expect(await town.house.api.agencies.figures('swift')).toMatchObject({ unpermitted: 1 });
  });

  it('not made after all, said in time, counts no more; never told, it counts as made for good', async () => {
    const { id } = await placed('AG-9');
    const first = (await reserve('swift', call(id))).body;
    const told = await send('swift', `/contacts/reservations/${first.reservationId}/outcome`, { token: first.token, outcome: 'not_made' });
    expect(told.body).toEqual({ counted: false, unpermitted: false, repeated: false });
    expect(await events('AG-9')).toEqual([]);
    const second = (await reserve('swift', call(id))).body;
    expect(second.allowed).toBe(true);
    const at = town.clock.now();
    town.clock.advance(MS_PER_DAY + MS_PER_MINUTE);
    await town.house.api.tick();
    expect((await events('AG-9')).filter((e) => e.type !== 'sms')).toMatchObject([{ type: 'unknown_outcome', at }]);
    // Told after all: better known, not uncounted.
    const late = await send('swift', `/contacts/reservations/${second.reservationId}/outcome`, { token: second.token, outcome: 'no_answer' });
    expect(late.body).toMatchObject({ counted: true });
    expect((await events('AG-9')).filter((e) => e.type !== 'sms')).toMatchObject([{ type: 'attempted_call', at }]);
  });

  it('tells of contacts made without asking: late, twice, out of order; each counts once, from when it was', async () => {
    const { id } = await placed('AG-10', '2026-11-24T20:00:00');
    const report = (externalId: string, local: string, more: object = {}) =>
      send<{ wouldHaveBeen: string; brokenRules: { rule: string }[]; decisionId: string; repeated: boolean }>('swift', '/contacts/reported', { ...call(id), externalId, at: new Date(shanghai(local)).toISOString(), outcome: 'conversation', ...more });
    expect((await report('x3', '2026-11-24T13:00:00')).body).toMatchObject({ wouldHaveBeen: 'allowed', brokenRules: [], repeated: false });
    expect((await report('x1', '2026-11-24T07:30:00')).body.brokenRules.map((f) => f.rule)).toEqual(expect.arrayContaining(['CN-T1', 'CN-T2']));
    expect((await report('x2', '2026-11-24T11:00:00')).body.repeated).toBe(false);
    expect((await report('x2', '2026-11-24T11:00:00')).body.repeated).toBe(true);
    expect((await report('x2', '2026-11-24T11:30:00')).status).toBe(409);
    expect((await report('x9', '2026-11-24T20:00:01')).body).toMatchObject({ code: 'in_the_future' });
    expect((await events('AG-10')).map((e) => e.at)).toEqual(['07:30', '11:00', '13:00'].map((t) => shanghai(`2026-11-24T${t}:00`)));
    // The three of the day are spent (CN-F1), for the house too.
    const refused = await reserve('dialler', call(id, { voice: 'robot' }));
    expect(refused.body.refusedBy.map((f) => f.rule)).toContain('CN-F1');
    expect(refused.body.earliest).toBe(new Date(shanghai('2026-11-25T08:00:00')).toISOString());
    const [slot, seq] = refused.body.decisionId.split('-').map(Number) as [number, number];
    expect((await town.house.api.replay(slot, seq)).difference).toBeNull();
    // After a recall what was made before may still be told; nothing new may be made.
    await place(id, 'swift', ['recall']);
    expect((await report('x4', '2026-11-24T19:00:00')).status).toBe(200);
    expect((await reserve('swift', call(id))).status).toBe(404);
  });

  it('reads one debt by the lender\'s own reference', async () => {
    await placed('AG-11');
    const { body } = await reserve('swift', { creditorId: 'bank', debtRef: 'AG-11', channel: 'call', voice: 'human', place: 'mobile' });
    expect(body.allowed).toBe(true);
    expect(await reserve('swift', { creditorId: 'bank', debtRef: 'AG-11', caseId: '1', channel: 'call', voice: 'human' })).toMatchObject({ status: 400 });
    expect(await reserve('swift', { creditorId: 'bank', debtRef: 'AG-11', channel: 'call', voice: 'human' })).toMatchObject({ status: 400 });
    expect(await reserve('swift', { creditorId: 'bank', debtRef: 'AG-11', channel: 'call' })).toMatchObject({ status: 400 });
    expect(await reserve('swift', { creditorId: 'bank', debtRef: 'nope', channel: 'call', voice: 'human', place: 'mobile' })).toMatchObject({ status: 404 });
  });

  it('has one text a day with the house', async () => {
    // With the lender's own system, on a case that is with no agency: of a placed one the house's text would have to name the agency (CN-Y1a).
    town.clock.set(shanghai('2026-11-24T09:00:00'));
    await town.import(csv([{ ref: 'AG-12', since: '2026-11-20' }]), 'AG-12.csv');
    const { id } = await town.caseOf('AG-12');
    await town.house.api.tick();
    expect(await town.texts(await town.numberOf('AG-12'))).toHaveLength(1);
    const { body } = await reserve('dialler', { caseId: String(id), channel: 'sms', template: 'reminder-first' });
    expect(body.refusedBy.map((f) => f.rule)).toContain('HOUSE-SMS-DAY');
    expect(await reserve('dialler', { caseId: String(id), channel: 'sms', template: 'no-such' })).toMatchObject({ status: 422, body: { code: 'unknown_template' } });
  });

  it('is added by the command line, which shows its token once and keeps a digest', async () => {
    const door = agencyDoor(town.house, 'ops');
    const made = await door.addAgency({ id: 'by-hand', nameEn: 'By Hand', nameZh: '手工', systemOf: null, listed: true });
    expect(await town.house.api.agencies.byToken(town.house.api.digest(made.token))).toMatchObject({ id: 'by-hand', kind: 'agency', creditorId: null });
    expect(await town.house.database.query('select count(*)::int as n from dunwell.agency where token_digest = $1', [made.token])).toEqual([{ n: 0 }]);
    await expect(door.addAgency({ id: 'by-hand', nameEn: 'x', nameZh: 'x', systemOf: null, listed: true })).rejects.toMatchObject({ code: 'exists' });
    await expect(door.addAgency({ id: 'NO', nameEn: 'x', nameZh: 'x', systemOf: null, listed: true })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(door.addAgency({ id: 'sys', nameEn: 'x', nameZh: 'x', systemOf: 'nobody', listed: true })).rejects.toMatchObject({ code: 'not_found' });
    await door.endAgency('by-hand');
    expect((await door.agencies()).find((a) => a.id === 'by-hand')?.endedAt).toBe(town.clock.now());
    await expect(door.placeCases({ agencyId: 'by-hand', cases: [String((await town.caseOf('AG-1')).id)], act: 'place', reason: 'test' })).rejects.toMatchObject({ code: 'agency_ended' });
  });

  it('is given cases by a head alone, and what it did without asking is there to see', async () => {
    await withStaff(town);
    const as = async (who: string) => {
      const response = await town.app.request('/api/staff/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${who}@demo.example`, password: DEMO_PASSWORD }) });
      return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-dunwell-csrf': ((await response.json()) as { csrf: string }).csrf, 'content-type': 'application/json' };
    };
    const { id } = await town.caseOf('AG-11');
    const ask = (headers: Record<string, string>, act: string, agencyId = 'swift') => town.app.request(`/api/staff/cases/${id}/agency`, { method: 'POST', headers, body: JSON.stringify({ agencyId, act, reason: 'test' }) });
    expect((await ask(await as('collector'), 'recall')).status).toBe(403);
    const head = await as('head');
    expect((await ask(head, 'recall')).status).toBe(200);
    expect((await ask(head, 'notice')).status).toBe(409);
    expect((await ask(head, 'place', 'nobody')).status).toBe(404);
    expect((await ask(head, 'place', 'dialler')).status).toBe(404);
    // What is left, as the case page shows it: three calls told of are three of the budget, whoever made them.
    const spent = (await town.caseOf('AG-10')).id;
    town.clock.set(shanghai('2026-11-24T20:00:00'));
    const file = (await (await town.app.request(`/api/staff/cases/${spent}`, { headers: head })).json()) as { budget: { channel: string; allowed: boolean; earliest: string | null; caps: { rule: string; left: number; max: number; freeAt: string | null }[] }[] };
    const calls = file.budget.find((b) => b.channel === 'call');
    expect(calls).toMatchObject({ allowed: false, earliest: new Date(shanghai('2026-11-25T08:00:00')).toISOString() });
    expect(calls?.caps.find((cap) => cap.rule === 'CN-F1')).toMatchObject({ left: 0, max: 3, freeAt: new Date(shanghai('2026-11-25T00:00:00')).toISOString() });
    expect(calls?.caps.find((cap) => cap.rule === 'CN-F2')).toMatchObject({ left: 6, max: 6, freeAt: null });
    const { items } = (await (await town.app.request('/api/staff/agencies', { headers: head })).json()) as { items: { id: string; unpermitted: number; reserved: number }[] };
    expect(items.find((a) => a.id === 'swift')).toMatchObject({ listed: true, unpermitted: 5 });
    expect((await ask(head, 'place')).status).toBe(200);
  });

  it('leaves chains that hold, decisions that replay, and a database in order', async () => {
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
    const decisions = await town.house.database.query<{ slot: number; seq: number }>('select slot, seq from dunwell.decision');
    for (const { slot, seq } of decisions) expect((await town.house.api.replay(slot, seq)).difference).toBeNull();
    expect((await examine(town.house.database)).filter((f) => !f.ok)).toEqual([]);
  });
});
