import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { signHook } from '../../src/api/hooks/app.js';
import { DEMO_PASSWORD } from '../../src/boot/demo.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/domain/time/instant.js';
import { csv, openTown, withStaff, type Town } from '../fixtures/town.js';

// What every door refuses, and how: one shape of problem, nothing of the inside, nothing of what was sent.

let town: Town;
beforeAll(async () => {
  town = await openTown(await openPglite());
  await withStaff(town);
  await town.import(csv([{ ref: 'A-1' }, { ref: 'A-2' }, { ref: 'A-3' }, { ref: 'A-4' }]));
  await town.house.api.tick();
});
afterAll(async () => {
  town.leave();
  await town.house.database.close();
});

type Sent = { readonly method?: string; readonly body?: unknown; readonly headers?: Record<string, string> };

async function ask(path: string, { method = 'POST', body, headers = {} }: Sent = {}): Promise<{ status: number; body: Record<string, unknown>; text: string }> {
  const text = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
  const response = await town.app.request(path, { method, ...(text === undefined ? {} : { body: text }), headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers } });
  const answer = await response.text();
  return { status: response.status, body: (answer.startsWith('{') ? JSON.parse(answer) : {}) as Record<string, unknown>, text: answer };
}

const sessions = new Map<string, Record<string, string>>();
async function as(who: string): Promise<Record<string, string>> {
  const known = sessions.get(who);
  if (known !== undefined) return known;
  const response = await town.app.request('/api/staff/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${who}@demo.example`, password: DEMO_PASSWORD }) });
  const headers = { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-dunwell-csrf': ((await response.json()) as { csrf: string }).csrf };
  sessions.set(who, headers);
  return headers;
}

/** An id that a caller gives its request. */
const OWN = '0d0f4a3e-6f1c-4a55-9f0e-3b7f1c2d4e5f';

describe('a request', () => {
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const idOf = async (path: string, given?: string) => (await town.app.request(path, given === undefined ? {} : { headers: { 'x-request-id': given } })).headers.get('x-request-id');

  it.each(['/health', '/', '/v/none', '/console/', '/api/nothing', '/api/staff/nothing', '/sandbox', '/fonts/none'])('has an id of its own in the answer: %s', async (path) => {
    const [first, second] = [await idOf(path), await idOf(path)];
    expect(first).toMatch(UUID);
    expect(second).toMatch(UUID);
    expect(second).not.toBe(first);
  });
  it('keeps the id that its caller gave, if that is a UUID', async () => expect(await idOf('/health', OWN)).toBe(OWN));
  it.each(['+8615477773333', '15477773333', OWN.toUpperCase(), `${OWN} x`, 'x'.repeat(5_000)])('is given another id than %s', async (given) => expect(await idOf('/health', given)).toMatch(UUID));
  it('that failed says in its problem and in the log which it was', async () => {
    const { desk } = town.house.api;
    const before = desk.staffByEmail;
    Object.assign(desk, { staffByEmail: () => Promise.reject(new Error('inside')) });
    try {
      const answer = await ask('/api/staff/session', { body: { email: 'a@b.example', password: 'x' }, headers: { 'x-request-id': OWN } });
      expect(answer).toMatchObject({ status: 500, body: { code: 'unexpected', request: OWN } });
      expect(town.log.filter((line) => line.startsWith('request_failed'))).toEqual([expect.stringContaining(`"request":"${OWN}"`)]);
    } finally {
      Object.assign(desk, { staffByEmail: before });
    }
  });
});

describe('a problem', () => {
  const phone = '+8615477773333';
  it.each([
    ['POST', '/api/portal/verify', '{"code":', 400], ['POST', '/api/portal/verify', '[]', 400], ['POST', '/api/portal/verify', { code: 5 }, 400], ['POST', '/api/portal/verify', { code: 'x'.repeat(30_000) }, 413],
    ['POST', '/api/portal/session', { code: '0000000000', idTail: phone }, 401], ['GET', '/api/portal/debt', undefined, 401], ['POST', '/api/portal/payments', { amountMinor: 1.5, currency: 'CNY' }, 401],
    ['POST', '/api/staff/session', { email: phone, password: phone }, 401], ['POST', '/api/staff/session', '', 400], ['GET', '/api/staff/nothing', undefined, 404], ['GET', '/api/staff/cases?limit=0', undefined, 400],
    ['GET', `/api/staff/cases?search=${encodeURIComponent(phone)}`, undefined, 400], ['GET', '/api/staff/cases?stage=M99', undefined, 400], ['GET', '/api/staff/decisions/1-99999999999999999999', undefined, 404],
    ['POST', '/api/staff/plans/ladder/99999999999/approve', undefined, 400], ['POST', '/api/staff/plans/none/1/release', undefined, 404], ['GET', '/api/nothing', undefined, 404], ['POST', '/api/staff/imports', 'no form', 400],
    ['PUT', '/api/staff/creditors/nobody/mapping', { mapping: {} }, 404], ['POST', '/api/staff/contacts/5/start', undefined, 404], ['POST', '/api/staff/cases/5/holds', { kind: 'stop', reason: phone, until: null }, 404],
  ] as readonly (readonly [string, string, unknown, number])[])('of %s %s (%j) is %i, in one shape, and repeats nothing that was sent', async (method, path, body, status) => {
    const answer = await ask(path, { method, body, headers: path.includes('/session') ? {} : await as('head') });
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body).filter((k) => k !== 'where')).toEqual(['code', 'detail', 'request']);
    expect(String(answer.body['code'])).toMatch(/^[a-z_]+$/);
    expect(String(answer.body['detail']).length).toBeGreaterThan(5);
    expect(answer.text).not.toMatch(/5477773333|node_modules|\.ts:|select |dunwell\./);
  });

  it('never reached the log with what was sent', () => {
    expect(town.log.join('\n')).not.toContain('5477773333');
    expect(town.log.filter((line) => line.startsWith('request_failed') && !line.includes(OWN))).toEqual([]);
  });
});

describe('roles', () => {
  const routes: readonly (readonly [method: string, path: string, body: unknown, allowed: readonly string[]])[] = [
    ['POST', '/tick', undefined, ['analyst', 'head']], ['POST', '/plans', { yaml: 'format: 1\nname: x\n' }, ['analyst', 'head']], ['POST', '/plans/ladder/1/release', undefined, ['head']],
    ['PUT', '/creditors/bank/mapping', { mapping: null }, ['analyst', 'head']], ['POST', '/cases/CASE/holds', { kind: 'hardship', reason: 'called us', until: null }, ['collector', 'head']],
    ['POST', '/cases/CASE/holds/hardship/lift', { reason: 'mistaken' }, ['collector', 'head']], ['POST', '/contacts/CASE/start', undefined, ['collector', 'head']],
    ['POST', '/points/CASE/reveal', { caseId: 'CASE', reason: 'to check' }, ['collector', 'head']], ['POST', '/imports', undefined, ['analyst', 'head']], ['POST', '/imports/preview', undefined, ['analyst', 'head']],
  ];
  it.each(['analyst', 'head', 'collector', 'auditor'])('%s may do what the table says, and nothing else', async (who) => {
    const id = String((await town.caseOf('A-4')).id);
    const headers = await as(who);
    for (const [method, path, body, allowed] of routes) {
      const answer = await ask(`/api/staff${path.replace('CASE', id)}`, { method, headers, ...(body === undefined ? {} : { body: JSON.parse(JSON.stringify(body).replace('CASE', id)) as unknown }) });
      expect({ who, path, refused: answer.body['code'] === 'not_your_role' }).toEqual({ who, path, refused: !allowed.includes(who) });
      if (!allowed.includes(who)) expect(answer.status).toBe(403);
    }
    for (const path of ['/dashboard', '/cases', `/cases/${id}`, '/plans', '/imports', '/tasks', '/audit']) expect((await ask(`/api/staff${path}`, { method: 'GET', headers })).status).toBe(200);
  });

  it('a session ends after twelve hours', async () => {
    const headers = await as('auditor');
    town.clock.advance(12 * MS_PER_HOUR - 1);
    expect((await ask('/api/staff/dashboard', { method: 'GET', headers })).status).toBe(200);
    town.clock.advance(1);
    expect((await ask('/api/staff/dashboard', { method: 'GET', headers })).status).toBe(401);
    sessions.clear();
    town.clock.advance(-12 * MS_PER_HOUR);
  });
});

describe('a hold', () => {
  it('placed at the desk stops what is queued at once, and lifted lets the case go on', async () => {
    const { id } = await town.caseOf('A-1');
    await town.queueText('A-1');
    const headers = await as('collector');
    expect((await ask(`/api/staff/cases/${id}/holds`, { headers, body: { kind: 'complaint', reason: 'complained by phone', until: null } })).status).toBe(200);
    expect((await town.caseOf('A-1')).state).toBe('human');
    expect(await town.house.database.query(`select 1 as one from dunwell.contact where case_id = $1 and state = 'queued'`, [id])).toEqual([]);
    expect((await ask(`/api/staff/cases/${id}/holds`, { headers, body: { kind: 'nonsense', reason: 'because', until: null } })).body['code']).toBe('unknown_hold');
    expect((await ask(`/api/staff/cases/${id}/holds`, { headers, body: { kind: 'promise', reason: 'because', until: '2020-01-01T00:00:00Z' } })).body['code']).toBe('in_the_past');
    expect((await ask(`/api/staff/cases/${id}/holds/complaint/lift`, { headers, body: { reason: 'answered' } })).status).toBe(200);
    expect((await town.caseOf('A-1')).state).toBe('open');
    expect(await town.house.database.query(`select staff_id, action, reason from dunwell.access_record where subject like $1 order by id`, [`case:${id}:complaint`])).toEqual([
      { staff_id: 'collector', action: 'hold_placed', reason: 'complained by phone' }, { staff_id: 'collector', action: 'hold_lifted', reason: 'answered' },
    ]);
  });
});

describe('the portal', () => {
  const tail = async (ref: string) => {
    const [row] = await town.house.database.query<{ id: Uint8Array; key: Uint8Array }>('select o.id_number_sealed as id, o.key_wrapped as key from dunwell.debt d join dunwell.person o on o.slot = d.slot and o.id = d.person_id where d.external_ref = $1', [ref]);
    return town.house.api.keys.open(row?.key as Uint8Array, row?.id as Uint8Array).slice(-4);
  };
  async function enter(ref: string): Promise<Record<string, string>> {
    const code = /\/v\/([0-9A-Z]{10})/.exec((await town.texts(await town.numberOf(ref))).at(-1)?.body ?? '')?.[1];
    const { body } = await ask('/api/portal/session', { body: { code, idTail: await tail(ref) } });
    return { authorization: `Bearer ${String(body['token'])}` };
  }
  const keyed = (auth: Record<string, string>, key: string) => ({ ...auth, 'idempotency-key': key });

  it('takes a stop of everything at once, for good, and a stop of texts for texts', async () => {
    const [all, texts] = [await enter('A-2'), await enter('A-3')];
    expect((await ask('/api/portal/stop', { headers: keyed(all, 'stop-all-1'), body: { medium: 'all' } })).body['done']).toBe(true);
    expect((await ask('/api/portal/stop', { headers: keyed(texts, 'stop-sms-1'), body: { medium: 'sms' } })).body['done']).toBe(true);
    expect([(await town.caseOf('A-2')).state, (await town.caseOf('A-3')).state]).toEqual(['stopped', 'open']);
    const before = [(await town.texts(await town.numberOf('A-2'))).length, (await town.texts(await town.numberOf('A-3'))).length];
    for (let day = 0; day < 12; day += 1) {
      town.clock.advance(MS_PER_DAY);
      await town.house.api.tick();
    }
    expect([(await town.texts(await town.numberOf('A-2'))).length, (await town.texts(await town.numberOf('A-3'))).length]).toEqual(before);
    sessions.clear();
  });

  it('keeps what hardship and promise mean, once per key', async () => {
    const auth = await enter('A-1');
    const body = { amountMinor: 5_000, currency: 'CNY', on: new Date(town.clock.now() + 2 * MS_PER_DAY).toISOString().slice(0, 10) };
    const first = await ask('/api/portal/promises', { headers: keyed(auth, 'promise-1'), body });
    expect(first.body['done']).toBe(true);
    expect((await ask('/api/portal/promises', { headers: keyed(auth, 'promise-1'), body })).body).toEqual(first.body);
    expect((await ask('/api/portal/promises', { headers: keyed(auth, 'promise-1'), body: { ...body, amountMinor: 6_000 } })).status).toBe(409);
    expect((await ask('/api/portal/promises', { headers: keyed(auth, 'promise-2'), body: { ...body, on: '2026-02-30' } })).status).toBe(400);
    expect((await ask('/api/portal/promises', { headers: auth, body })).status).toBe(400);
    expect((await town.caseOf('A-1')).state).toBe('promised');
    await ask('/api/portal/hardship', { headers: keyed(auth, 'hardship-1'), body: { words: '我失业了' } });
    expect((await town.caseOf('A-1')).state).toBe('hardship');
    expect((await ask('/api/portal/payments', { headers: keyed(auth, 'usd-0001'), body: { amountMinor: 1, currency: 'USD' } })).body['where']).toBe('currency');
  });

  it('shows each borrower their own debt only, masked, and no page of it is kept', async () => {
    const auth = await enter('A-1');
    const response = await town.app.request('/api/portal/debt', { headers: auth });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(text).not.toContain((await town.numberOf('A-1')).slice(3));
    expect(text).not.toContain('张三');
  });

  it('lets nobody try codes without end', async () => {
    const codes = ['0000000000', 'ZZZZZZZZZZ'];
    let last = 200;
    for (let i = 0; i < 25 && last === 200; i += 1) last = (await ask('/api/portal/verify', { body: { code: codes[i % 2] } })).status;
    expect(last).toBe(429);
    town.clock.advance(MS_PER_HOUR);
    expect((await ask('/api/portal/verify', { body: { code: codes[0] } })).status).toBe(200);
  });
});

describe('a hook', () => {
  const body = JSON.stringify({ id: 'h', from: '+8610', text: 'x', at: '' });
  it.each([
    ['another body', signHook('s', body), 401], ['no hex', 'zz', 401], ['the right signature in capitals', null, 401],
  ] as const)('signed for %s is refused', async (_, signature, status) => {
    const given = signature ?? signHook(town.house.sandboxSecret, body).toUpperCase();
    expect((await ask('/api/hooks/sms/sandbox/reply', { body, headers: { 'x-dunwell-signature': given } })).status).toBe(status);
  });
  it('that does not fit the contract is refused, though signed', async () => {
    for (const bad of ['{}', '[]', '{"id":"1","from":5}']) {
      expect((await ask('/api/hooks/sms/sandbox/reply', { body: bad, headers: { 'x-dunwell-signature': signHook(town.house.sandboxSecret, bad) } })).status).toBe(400);
    }
    expect((await town.hook('/payments/sandbox', { id: 'p', creditorId: 'bank', loanRef: 'A-1', amountMinor: 1, currency: 'CNY', paidOn: '2026-02-30' })).status).toBe(400);
    expect((await town.hook('/payments/sandbox', { id: 'p', creditorId: 'bank', loanRef: 'nobody', amountMinor: 1, currency: 'CNY', paidOn: '2026-11-24' })).status).toBe(404);
  });
});
