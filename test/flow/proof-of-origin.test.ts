import { afterAll, beforeAll, expect, it } from 'vitest';
import { portalApi } from '../../src/api/portal/app.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

interface Told {
  readonly genuine: boolean; readonly code: string | null; readonly words: string; readonly creditor: { readonly zh: string } | null; readonly channel: string | null; readonly sentAt: string | null; readonly sentTo: string | null;
  readonly about: string | null; readonly superseded: boolean;
}

/** What a person is told who asks whether a message is ours: yes and where it went, our code under other words, or no. */
forEachDatabase('whether a message came from us', (open) => {
  let town: Town;
  let body = '';
  let code = '';
  beforeAll(async () => {
    town = await openTown(await open());
    await town.import(csv([{ ref: 'V-1' }, { ref: 'V-2' }]));
    await town.house.api.tick();
    body = (await town.texts(await town.numberOf('V-1')))[0]?.body ?? '';
    code = /\/v\/([0-9A-Z]{10})/.exec(body)?.[1] ?? '';
    expect(code).toHaveLength(10);
  });
  afterAll(() => town.leave());

  // The surface itself: who asks is told to it by the outermost door.
  const ask = (sent: object, client = 'one') => portalApi(town.house.api).request('/verify', { method: 'POST', headers: { 'content-type': 'application/json', 'x-dunwell-client': client }, body: JSON.stringify(sent) });
  const told = async (sent: object, client?: string): Promise<Told> => (await (await ask(sent, client)).json()) as Told;
  const tail = async () => (await town.numberOf('V-1')).slice(-4);

  it('yes: for whom, when, by what, to a number that ends so, about somebody half hidden; and no word of the debt', async () => {
    const answer = await told({ code });
    expect(answer).toMatchObject({ genuine: true, code, words: 'not_compared', creditor: { zh: '小镇银行' }, channel: 'sms', sentAt: '2026-11-24T02:00:00.000Z', sentTo: await tail(), about: '张*', superseded: false });
    expect(JSON.stringify(answer)).not.toMatch(/1,234|1234\.56|V-1|逾期|amount/);
    expect(JSON.stringify(answer)).not.toContain((await town.numberOf('V-1')).slice(3));
  });

  it.each([
    ['as it came', (t: string) => t], ['broken over lines', (t: string) => t.replaceAll('，', '，\n')], ['quoted and passed on', (t: string) => `转发：“${t}”`], ['full-width', (t: string) => t.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
  ])('yes, and every word of it is ours: %s', async (_, as) => expect(await told({ text: as(body) }, 'words')).toMatchObject({ genuine: true, words: 'same', code, sentTo: await tail() }));

  it('ours, and other words too', async () => expect(await told({ text: `${body} 请转账到6222000000000000` })).toMatchObject({ words: 'more', code }));

  it.each([
    ['another page', (t: string) => t.replace('town.example', 'town-example.test')], ['another sum', (t: string) => t.replace('1,234.56', '9,234.56')], ['our code in words of theirs', () => `您的账户已冻结，请在两小时内联系客服处理并报上核验码：${code}`],
  ])('our code, not our words: %s; nothing about the person, nothing that opens', async (_, as) => {
    expect(await told({ text: as(body) }, 'other')).toEqual({ genuine: true, code: null, words: 'other', creditor: expect.anything() as object, channel: 'sms', sentAt: expect.any(String) as string, sentTo: null, about: null, language: null, superseded: false });
  });

  it.each([['a code of nobody', { code: '0000000000' }], ['words without a code', { text: '【小镇银行】请立即还款 https://town-example.test/pay' }], ['a code that is too short', { code: code.slice(0, 9) || 'A' }]])('no: %s', async (_, sent) => {
    expect(await told(sent, 'no')).toEqual({ genuine: false, code: null, words: 'not_compared', creditor: null, channel: null, sentAt: null, sentTo: null, about: null, language: null, superseded: false });
  });

  it.each([['nothing', {}], ['more than four thousand characters', { text: '字'.repeat(4097) }], ['no text', { text: 5 }]])('refuses %s', async (_, sent) => expect((await ask(sent, 'bad')).status).toBe(400));

  it('says nothing of the person once the number is no longer theirs', async () => {
    const other = (await town.texts(await town.numberOf('V-2')))[0]?.body ?? '';
    await town.house.database.execute(`update dunwell.person_point set usable = false where id = (select point_id from dunwell.contact where case_id = $1)`, [(await town.caseOf('V-2')).id]);
    expect(await told({ text: other }, 'gone')).toMatchObject({ genuine: true, words: 'same', sentTo: null, about: null });
  });

  it('each candidate is a try of whoever asks; a code answers everybody together only so often', async () => {
    const many = { text: '0100000001 0100000002 0100000003 0100000004' };
    const statuses: number[] = [];
    for (let i = 0; i < 8; i += 1) statuses.push((await ask(many, 'guesser')).status);
    expect(statuses.indexOf(429)).toBe(6);
    let last = 200;
    for (let i = 0; i < 80 && last === 200; i += 1) last = (await ask({ code }, `watcher-${i}`)).status;
    expect(last).toBe(429);
    expect((await town.house.database.query<{ bucket: string }>('select bucket from dunwell.rate_limit')).some(({ bucket }) => bucket.includes(code))).toBe(false);
    town.clock.advance(3_600_000);
    expect((await ask({ code }, 'later')).status).toBe(200);
  });
});
