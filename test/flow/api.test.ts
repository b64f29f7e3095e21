import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { DEMO_PASSWORD } from '../../src/boot/demo.js';
import type { Database } from '../../src/engine/ports/database.js';
import { csv, MAPPING, openTown, withStaff, type Town } from '../fixtures/town.js';

let database: Database;
let town: Town;
beforeAll(async () => {
  database = await openPglite();
  town = await openTown(database);
  await withStaff(town);
  await town.import(csv([{ ref: 'A-1' }, { ref: 'A-2' }]));
  await town.house.api.tick();
});
afterAll(async () => {
  town.leave();
  await database.close();
});

interface Caller { readonly cookie: string; readonly csrf: string }

async function signIn(who: string, password = DEMO_PASSWORD): Promise<Response> {
  return town.app.request('/api/staff/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${who}@demo.example`, password }) });
}

async function as(who: string): Promise<Caller> {
  const response = await signIn(who);
  const { csrf } = (await response.json()) as { csrf: string };
  return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', csrf };
}

const staff = (caller: Caller | null, method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  town.app.request(`/api/staff${path}`, {
    method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(caller === null ? {} : { cookie: caller.cookie, 'x-dunwell-csrf': caller.csrf }), ...headers },
  });
const problem = async (response: Response) => ({ status: response.status, code: ((await response.json()) as { code: string }).code });

describe('the staff surface', () => {
  it('says sign in first, and tells nobody whether an e-mail exists', async () => {
    expect(await problem(await staff(null, 'GET', '/dashboard'))).toEqual({ status: 401, code: 'sign_in_demo' });
    expect(await problem(await signIn('nobody'))).toEqual({ status: 401, code: 'wrong_credentials' });
    expect(await problem(await signIn('head', 'wrong'))).toEqual({ status: 401, code: 'wrong_credentials' });
  });

  it('keeps the session in a cookie that no script and no other site can use, and ends it', async () => {
    const response = await signIn('auditor');
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/i);
    const auditor = { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', csrf: ((await response.json()) as { csrf: string }).csrf };
    expect((await staff(auditor, 'GET', '/dashboard')).status).toBe(200);
    expect((await staff(auditor, 'DELETE', '/session')).status).toBe(200);
    expect((await staff(auditor, 'GET', '/dashboard')).status).toBe(401);
  });

  it('stops guessing after ten tries', async () => {
    for (let i = 0; i < 10; i += 1) await signIn('collector', 'wrong');
    expect(await problem(await signIn('collector'))).toEqual({ status: 429, code: 'too_many_tries' });
    town.clock.advance(15 * 60_000);
    expect((await signIn('collector')).status).toBe(200);
  });

  it('refuses a write without the page\'s token', async () => {
    const head = await as('head');
    expect(await problem(await staff({ ...head, csrf: 'other' }, 'POST', '/tick'))).toEqual({ status: 403, code: 'csrf' });
    expect((await staff(head, 'POST', '/tick')).status).toBe(200);
  });

  it('lets each role do its own work only, and needs a second person for a plan', async () => {
    const [analyst, head, collector] = [await as('analyst'), await as('head'), await as('collector')];
    const yaml = readFileSync('plans/ladder.yaml', 'utf8').replace('percent: 5', 'percent: 7');
    expect(await problem(await staff(collector, 'POST', '/plans', { yaml }))).toEqual({ status: 403, code: 'not_your_role' });
    const draft = (await (await staff(analyst, 'POST', '/plans', { yaml })).json()) as { version: number; problems: unknown[] };
    expect(draft.problems).toEqual([]);
    const path = `/plans/ladder/${draft.version}`;
    expect(await problem(await staff(head, 'POST', `${path}/release`))).toEqual({ status: 409, code: 'not_approved' });
    expect(await problem(await staff(analyst, 'POST', `${path}/approve`))).toEqual({ status: 403, code: 'second_person' });
    expect((await staff(head, 'POST', `${path}/approve`)).status).toBe(200);
    expect(await problem(await staff(analyst, 'POST', `${path}/release`))).toEqual({ status: 403, code: 'not_your_role' });
    expect((await staff(head, 'POST', `${path}/release`)).status).toBe(200);
    expect((await town.house.api.plans.released())?.version).toBe(draft.version);
    expect((await town.house.api.plans.versions()).filter((v) => v.state === 'released')).toHaveLength(1);
  });

  it('shows a draft\'s problems with their places and does not let it be approved', async () => {
    const [analyst, head] = [await as('analyst'), await as('head')];
    const bad = (await (await staff(analyst, 'POST', '/plans', { yaml: 'name: broken\nsegments: 3\n' })).json()) as { version: number; problems: { where: string }[] };
    expect(bad.problems.length).toBeGreaterThan(0);
    expect(bad.problems[0]?.where).toMatch(/^\$/);
    expect((await problem(await staff(head, 'POST', `/plans/broken/${bad.version}/approve`))).code).toBe('bad_plan');
  });

  it('answers a dry run with who, how, why and a diff, and writes nothing', async () => {
    const analyst = await as('analyst');
    const before = await database.query('select count(*)::int as n from dunwell.decision');
    const report = (await (await staff(analyst, 'POST', '/plans/ladder/1/dry-run', {})).json()) as { reviewed: number; diff: Record<string, number>; rows: { why: string[] }[] };
    expect(report.reviewed).toBe(2);
    expect(Object.values(report.diff).reduce((a, b) => a + b, 0)).toBe(2);
    expect(report.rows.every((r) => r.why.length > 0)).toBe(true);
    expect(await database.query('select count(*)::int as n from dunwell.decision')).toEqual(before);
  });

  it('reveals a number only with a reason, and keeps a record of it', async () => {
    const collector = await as('collector');
    const { id } = await town.caseOf('A-1');
    const file = (await (await staff(collector, 'GET', `/cases/${id}`)).json()) as { parties: { points: { id: string; masked: string }[] }[] };
    const point = file.parties[0]?.points[0];
    expect(point?.masked).toMatch(/^\*{4}\d{4}$/);
    expect((await staff(collector, 'POST', `/points/${point?.id}/reveal`, { caseId: String(id), reason: '' })).status).toBe(400);
    const shown = (await (await staff(collector, 'POST', `/points/${point?.id}/reveal`, { caseId: String(id), reason: 'asked to check the number' })).json()) as { value: string };
    expect(shown.value).toBe(await town.numberOf('A-1'));
    const other = await town.caseOf('A-2');
    expect((await problem(await staff(collector, 'POST', `/points/${point?.id}/reveal`, { caseId: String(other.id), reason: 'the wrong case' }))).code).toBe('not_found');
    expect(await database.query(`select staff_id, action, reason from dunwell.access_record where action = 'reveal'`)).toEqual([{ staff_id: 'collector', action: 'reveal', reason: 'asked to check the number' }]);
    expect((await problem(await staff(await as('analyst'), 'POST', `/points/${point?.id}/reveal`, { caseId: String(id), reason: 'curious' }))).code).toBe('not_your_role');
  });

  it('finds a case by telephone, ID document, loan and number, and takes no number in a URL', async () => {
    const head = await as('head');
    const { id } = await town.caseOf('A-1');
    const number = await town.numberOf('A-1');
    const [person] = await database.query<{ id_number_sealed: Uint8Array; key_wrapped: Uint8Array }>('select o.id_number_sealed, o.key_wrapped from dunwell.collection_case c join dunwell.person o on o.slot = c.slot and o.id = c.person_id where c.id = $1', [id]);
    const document = town.house.api.keys.open(person?.key_wrapped as Uint8Array, person?.id_number_sealed as Uint8Array);
    for (const search of [number, document, 'A-1']) {
      const found = (await (await staff(head, 'POST', '/cases/search', { search })).json()) as { items: { id: string }[] };
      expect(found.items.map((i) => i.id)).toEqual([String(id)]);
    }
    expect(((await (await staff(head, 'GET', '/cases?search=A-1')).json()) as { total: number }).total).toBe(1);
    expect(await problem(await staff(head, 'GET', `/cases?search=${encodeURIComponent(number)}`))).toEqual({ status: 400, code: 'bad_request' });
    expect(((await (await staff(head, 'POST', '/cases/search', { search: '+8615499999999' })).json()) as { total: number }).total).toBe(0);
  });

  it('imports an upload, and says which row and column is wrong', async () => {
    const analyst = await as('analyst');
    const form = new FormData();
    form.set('creditorId', 'bank');
    form.set('mapping', JSON.stringify(MAPPING));
    form.set('file', new File([csv([{ ref: 'UP-1' }, { ref: 'UP-2', owed: 'much' }])], 'upload.csv'));
    const response = await town.app.request('/api/staff/imports', { method: 'POST', body: form, headers: { cookie: analyst.cookie, 'x-dunwell-csrf': analyst.csrf } });
    const record = (await response.json()) as { id: string; accepted: number; rejected: number };
    expect(record).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
    const errors = (await (await staff(analyst, 'GET', `/imports/${record.id}/errors`)).json()) as { items: { line: number; column: string }[] };
    expect(errors.items[0]).toMatchObject({ line: 3, column: 'owed' });
  });

  it.each(['/cases/0', '/cases/abc', '/cases/99999999999999', '/decisions/1-999', '/decisions/x'])('answers %s with a problem, not a crash', async (path) => {
    expect((await problem(await staff(await as('head'), 'GET', path))).status).toBe(404);
  });
});

describe('the borrower surface', () => {
  const portal = (method: string, path: string, body: object | undefined, headers: Record<string, string> = {}) =>
    town.app.request(`/api/portal${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }), headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers } });
  const codeOf = async (ref: string) => /\/v\/([0-9A-Z]{10})/.exec((await town.texts(await town.numberOf(ref)))[0]?.body ?? '')?.[1] ?? '';
  const tailOf = async (ref: string) => {
    const rows = await database.query<{ id_number_sealed: Uint8Array; key_wrapped: Uint8Array }>('select o.id_number_sealed, o.key_wrapped from dunwell.placement p join dunwell.debt d on d.slot = p.slot and d.id = p.debt_id join dunwell.person o on o.slot = d.slot and o.id = d.person_id where p.external_ref = $1', [ref]);
    return town.house.api.keys.open(rows[0]?.key_wrapped as Uint8Array, rows[0]?.id_number_sealed as Uint8Array).slice(-4);
  };

  it('verifies a code however it was typed, and says nothing about one that is not ours', async () => {
    const code = await codeOf('A-1');
    expect(code).toHaveLength(10);
    const spaced = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    expect(await (await portal('POST', '/verify', { code: spaced })).json()).toMatchObject({ genuine: true, creditor: { zh: '小镇银行' }, channel: 'sms', about: '张*' });
    expect(await (await portal('POST', '/verify', { code: '0000000000' })).json()).toMatchObject({ genuine: false, creditor: null, about: null });
  });

  it('opens the debt with code and ID tail, pays once however often the form is sent, and closes the case', async () => {
    const code = await codeOf('A-1');
    expect((await problem(await portal('POST', '/session', { code, idTail: '0000x' }))).code).toBe('wrong_credentials');
    const { token } = (await (await portal('POST', '/session', { code, idTail: await tailOf('A-1') })).json()) as { token: string };
    const auth = { authorization: `Bearer ${token}` };
    const debt = (await (await portal('GET', '/debt', undefined, auth)).json()) as { total: { minor: number }[]; contacts: { basis: unknown[] }[] };
    expect(debt.total).toEqual([{ minor: 123456, currency: 'CNY' }]);
    expect(debt.contacts[0]?.basis.length).toBeGreaterThan(3);
    const pay = (minor: number, key: string) => portal('POST', '/payments', { amountMinor: minor, currency: 'CNY' }, { ...auth, 'idempotency-key': key });
    expect((await problem(await pay(123457, 'key-more-than'))).code).toBe('more_than_owed');
    const first = await (await pay(123456, 'key-12345678')).json();
    expect(await (await pay(123456, 'key-12345678')).json()).toEqual(first);
    expect(await problem(await pay(1, 'key-12345678'))).toEqual({ status: 409, code: 'reused_key' });
    expect(await town.caseOf('A-1')).toMatchObject({ state: 'closed', balance: 0 });
    expect((await database.query<{ n: number }>(`select count(*)::int as n from dunwell.ledger_entry where kind = 'payment'`))[0]?.n).toBe(1);
  });

  it('stops guessing of the ID tail per person', async () => {
    const code = await codeOf('A-2');
    for (let i = 0; i < 5; i += 1) await portal('POST', '/session', { code, idTail: `000${i}` });
    expect((await problem(await portal('POST', '/session', { code, idTail: await tailOf('A-2') }))).code).toBe('too_many_tries');
    town.clock.advance(3_600_000);
    const { token } = (await (await portal('POST', '/session', { code, idTail: await tailOf('A-2') })).json()) as { token: string };
    const auth = { authorization: `Bearer ${token}`, 'idempotency-key': 'dispute-00001' };
    for (const on of ['2026-11-01', '2999-01-01', '2026-02-30']) {
      expect((await portal('POST', '/promises', { amountMinor: 1, currency: 'CNY', on }, { ...auth, 'idempotency-key': `promise-${on}` })).status).toBeGreaterThanOrEqual(400);
    }
    expect((await town.caseOf('A-2')).state).toBe('open');
    expect(await (await portal('POST', '/disputes', { reason: 'amount', words: 'not that much' }, auth)).json()).toMatchObject({ done: true });
    expect((await town.caseOf('A-2')).state).toBe('disputed');
    town.clock.advance(31 * 60_000);
    expect((await problem(await portal('GET', '/debt', undefined, auth))).code).toBe('session_over');
  });
});
