import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { MS_PER_HOUR } from '../../src/domain/time/instant.js';
import { ACTS, ANSWERS, ASKED, COLLECTORS, DEBT_KINDS, PLACES_REACHED, REACHED, RECEIVED_CHANNELS, SAID, STOPPED_MEDIA, VOICES } from '../../src/law/received/received.js';
import { csv, openTown, type Town } from '../fixtures/town.js';
import { RECEIVED_CASES } from '../fixtures/received-cases.js';

// "Was that lawful?" at the door: who asks is nobody, and leaves nothing behind unless they ask for it.

let town: Town;
let code: string;
beforeAll(async () => {
  town = await openTown(await openPglite());
  await town.import(csv([{ ref: 'L-1' }]));
  await town.house.api.tick();
  const [row] = await town.house.database.query<{ verify_code: string }>('select verify_code from dunwell.contact limit 1');
  code = row?.verify_code ?? '';
});
afterAll(async () => {
  town.leave();
  await town.house.database.close();
});

type Answer = { readonly summary: string; readonly breaks: readonly { readonly rule: string }[]; readonly kept: { readonly reference: string } | null; readonly code?: string; readonly where?: string };

async function ask(body: unknown): Promise<{ readonly status: number; readonly body: Answer; readonly headers: Headers }> {
  const response = await town.app.request('/api/portal/lawful', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return { status: response.status, body: (await response.json()) as Answer, headers: response.headers };
}

/** Rows of every table. The counter of tries holds a digest of the asker's address and a number, as for every public route. */
async function rows(): Promise<Readonly<Record<string, number>>> {
  const tables = await town.house.database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'dunwell' and table_type = 'BASE TABLE' and table_name <> 'rate_limit'`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = (await town.house.database.query<{ n: number }>(`select count(*)::int as n from dunwell.${name}`))[0]?.n ?? -1;
  return counts;
}

const NIGHT = { place: { country: 'CN' }, collector: 'lender', agreed: { hours: 'no' }, contacts: [{ channel: 'call', on: '2026-11-20', time: '22:30' }], text: '王小明13800138000今日还款', note: '我很难过13800138000' };

describe('the route', () => {
  it('answers without a session, keeps nothing, sets no cookie and logs nothing', async () => {
    const before = await rows();
    const answer = await ask({ received: NIGHT });
    expect(answer.status).toBe(200);
    expect(answer.body.breaks.map(({ rule }) => rule)).toContain('CN-T1');
    expect(answer.body.kept).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await rows()).toEqual(before);
    expect(town.log.join('\n')).not.toMatch(/13800138000|王小明/);
    const counted = await town.house.database.query<{ bucket: string }>(`select bucket from dunwell.rate_limit where bucket like 'lawful:%'`);
    expect(counted).toHaveLength(1);
    expect(counted[0]?.bucket).toMatch(/^lawful:portal-verify:[0-9a-f]+$/);
  });

  it.each([
    ['{', 400, 'bad_request'], [{}, 400, 'bad_request'], [{ received: { contacts: [{ channel: 'pigeon', on: '2026-11-20' }] } }, 400, 'bad_request'], [{ received: { ...NIGHT, friend: 'x' } }, 400, 'bad_request'],
    [{ received: {} }, 422, 'unreadable_description'], [{ received: { contacts: [{ channel: 'call', on: '2026-02-30' }] } }, 422, 'unreadable_description'], [{ received: { contacts: [{ channel: 'call', on: '2026-11-20', time: '99:99' }] } }, 422, 'unreadable_description'],
    [{ received: { ...NIGHT, text: 'x'.repeat(4001) } }, 400, 'bad_request'], [{ received: { ...NIGHT, note: 'x'.repeat(50_000) } }, 413, 'too_large'],
  ])('refuses what it cannot read: %#', async (body, status, problem) => {
    const answer = await ask(body);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(problem);
    expect(JSON.stringify(answer.body)).not.toContain('13800138000');
  });

  it('takes every word of the law\'s vocabulary, and gives the answers of the table', async () => {
    const contact = { channel: 'call', on: '2026-11-20' };
    const words: Record<string, unknown>[] = [
      ...RECEIVED_CHANNELS.map((channel) => ({ contacts: [{ ...contact, channel }] })), ...REACHED.map((reached) => ({ contacts: [{ ...contact, reached }] })), ...ANSWERS.map((answered) => ({ contacts: [{ ...contact, answered }] })),
      ...ASKED.map((asked) => ({ contacts: [{ ...contact, asked }] })), ...PLACES_REACHED.map((where) => ({ contacts: [{ ...contact, where }] })), ...VOICES.map((voice) => ({ contacts: [{ ...contact, voice }] })),
      ...COLLECTORS.map((collector) => ({ collector, acts: ['fee'] })), ...DEBT_KINDS.map((debt) => ({ debt, acts: ['fee'] })), ...ACTS.map((act) => ({ acts: [act] })),
      ...SAID.map((what) => ({ acts: ['fee'], said: [{ what, medium: 'sms', place: 'work' }] })), ...STOPPED_MEDIA.map((medium) => ({ acts: ['fee'], said: [{ what: 'stop_medium', medium }] })),
    ];
    for (const [i, received] of [...words, ...RECEIVED_CASES.map(({ told }) => told)].entries()) {
      if (i % 50 === 0) town.clock.advance(MS_PER_HOUR);
      const answer = await ask({ received });
      expect({ received, status: answer.status }).toEqual({ received, status: 200 });
      const known = RECEIVED_CASES[i - words.length];
      if (known !== undefined) expect(answer.body.summary, known.name).toBe(known.summary);
    }
  });

  it('answers sixty times an hour to one asker', async () => {
    town.clock.advance(MS_PER_HOUR);
    let answered = 0;
    while (answered < 100 && (await ask({ received: { acts: ['fee'] } })).status === 200) answered += 1;
    expect(answered).toBe(60);
    town.clock.advance(MS_PER_HOUR);
    expect((await ask({ received: { acts: ['fee'] } })).status).toBe(200);
  });
});

describe('asked to keep it', () => {
  it('refuses a code that is not ours, and keeps nothing', async () => {
    const before = await rows();
    expect((await ask({ received: NIGHT, keep: { code: 'NOTOURS' } })).body.code).toBe('unknown_code');
    expect(await rows()).toEqual(before);
  });

  it('files a complaint with the case of that code, which holds it, once for the same words', async () => {
    expect((await town.caseOf('L-1')).state).toBe('open');
    const first = await ask({ received: NIGHT, keep: { code } });
    expect(first.status).toBe(200);
    expect(first.body.kept?.reference).toMatch(/^[0-9A-F]{8}$/);
    expect((await town.caseOf('L-1')).state).toBe('human');
    const [kept] = await town.house.database.query<{ kind: string; body_sealed: Uint8Array; meaning: { kind: string } }>(`select kind, body_sealed, meaning from dunwell.inbound where provider = 'portal'`);
    expect(kept?.kind).toBe('portal');
    expect(kept?.meaning).toMatchObject({ kind: 'complaint' });
    expect(Buffer.from(kept?.body_sealed ?? []).toString('utf8')).not.toContain('13800138000');
    const holds = await town.house.database.query<{ data: { hold: string } }>(`select data from dunwell.person_event where type = 'hold_placed'`);
    expect(holds.map(({ data }) => data.hold)).toEqual(['complaint']);
    const before = await rows();
    expect((await ask({ received: NIGHT, keep: { code } })).body.kept).toEqual(first.body.kept);
    expect(await rows()).toEqual(before);
    expect(town.log.join('\n')).not.toMatch(/13800138000|王小明/);
  });
});

describe('the page, through the whole house', () => {
  it('answers a form, in both languages, and takes the complaint of a code', async () => {
    const form = { country: 'CN', collector: 'lender', agreed_hours: 'no', c0_channel: 'call', c0_on: '2026-11-20', c0_time: '22:30' };
    for (const [lang, words] of [['en', 'No collection from 22:00 to 08:00'], ['zh', '22时至次日8时不得催收']] as const) {
      const response = await town.app.request(`/lawful?lang=${lang}`, { method: 'POST', body: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(words);
    }
    const kept = await town.app.request('/lawful', { method: 'POST', body: new URLSearchParams({ ...form, keep: 'yes', code }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' } });
    expect(await kept.text()).toContain('Complaint filed');
  });
});

describe('the examples', () => {
  it.each(['cn-evening-calls', 'us-after-a-letter'])('%s is answered as broken', async (name) => {
    const answer = await ask({ received: JSON.parse(readFileSync(`examples/received/${name}.json`, 'utf8')) as unknown });
    expect(answer.body.summary).toBe('breaks_law');
  });
});
