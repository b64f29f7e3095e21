import type { AddressInfo } from 'node:net';
import type { ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import type { SmsAccount } from '../../src/adapters/sms/account.js';
import { openAliyun } from '../../src/adapters/sms/aliyun/aliyun-sms.js';
import type { RegisteredTemplate } from '../../src/adapters/sms/registered.js';
import { openTencent } from '../../src/adapters/sms/tencent/tencent-sms.js';
import { openTwilio } from '../../src/adapters/sms/twilio/twilio-sms.js';
import { readAccountsText } from '../../src/boot/sms/read-accounts.js';
import { openDoors } from '../../src/boot/web.js';
import { registeredTemplates } from '../../src/boot/registered-templates.js';
import { wordingToRegister, type PlaceStyle, type RegisteredWording } from '../../src/domain/contact/registered-wording.js';
import { BUILT_IN_BOOK } from '../../src/domain/contact/template-book.js';
import type { Template } from '../../src/domain/contact/templates.js';
import { openArrivals } from '../../src/engine/inbound/arrivals.js';
import { registerTemplate } from '../../src/engine/templates/template-life.js';
import { tick } from '../../src/engine/tick.js';
import { forEachDatabase } from '../conformance/databases.js';
import { startAliyunCloud, type AliyunCloud } from '../fixtures/sms/aliyun-cloud.js';
import { startTencentCloud, type TencentCloud } from '../fixtures/sms/tencent-cloud.js';
import { startTwilioCloud, type TwilioCloud } from '../fixtures/sms/twilio-cloud.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

// The whole way by each provider, over real HTTP both ways: the house sends, the provider takes it (and checks who sent it), the phone shows
// the words, the receipt and the reply come back through our doors.

const SIGN = '小镇银行';
const TOKEN = 'hQ3vR8mZt0Xk2nPw7sYb5dLf9gCj1aEu';
const ALI = { accessKeyId: 'LTAI5tExampleOfAKeyId', accessKeySecret: 'an-example-of-a-secret-key' };
const TX = { secretId: 'AKIDexampleOfASecretId', secretKey: 'an-example-of-a-secret-key', sdkAppId: '1400006666' };
const TW = { accountSid: `AC${'0a'.repeat(16)}`, authToken: 'an-example-of-an-auth-token', from: '+15005550006' };
const TOLD = 'https://pay.town.example';

const REMINDER = BUILT_IN_BOOK.find('reminder-first') as Template;
/** As an operator registers our first reminder. */
const wordingAt = (style: PlaceStyle) => wordingToRegister(REMINDER, 'zh', style, 'http://town.example') as RegisteredWording;
const TX_TEMPLATE: RegisteredTemplate = { id: REMINDER.id, version: REMINDER.version, language: 'zh', code: '1110', ...wordingAt('tencent') };

forEachDatabase('providers by HTTP', (open) => {
  let town: Town;
  let server: ServerType;
  let door: string;
  let clouds: { readonly ali: AliyunCloud; readonly tx: TencentCloud; readonly tw: TwilioCloud };
  let accounts: readonly SmsAccount[];

  beforeAll(async () => {
    town = await openTown(await open(), { demo: false });
    const { house } = town;
    const now = () => town.clock.now();
    const hooks = new Map<string, NonNullable<SmsAccount['hook']>>();
    server = await openDoors({ ...house, api: { ...house.api, smsHooks: hooks } }, '127.0.0.1', 0);
    door = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    clouds = {
      ali: await startAliyunCloud({ ...ALI, signName: SIGN, templates: { SMS_154950909: wordingAt('aliyun').wording }, now }), tx: await startTencentCloud({ ...TX, signName: SIGN, templates: { '1110': TX_TEMPLATE.wording }, now }),
      tw: await startTwilioCloud({ ...TW, reach: { told: TOLD, stands: door } }),
    };
    const { inbox, keys, digest, log, templates, templateBook: book } = house.api;
    const { clock } = town;
    const deps = { clock, log, arrivals: openArrivals({ inbox, keys, digest, clock }), registered: registeredTemplates({ templates, book, portalUrl: 'http://town.example', clock }) };
    accounts = [
      openAliyun('ali', { ...ALI, signName: SIGN, templates: [], hookToken: TOKEN, endpoint: clouds.ali.url, timeoutMs: 2_000 }, deps),
      openTencent('tx', { ...TX, region: 'ap-guangzhou', signName: SIGN, templates: [TX_TEMPLATE], hookToken: TOKEN, endpoint: clouds.tx.url, timeoutMs: 2_000 }, deps),
      openTwilio('tw', { ...TW, publicUrl: TOLD, endpoint: clouds.tw.url, timeoutMs: 2_000 }, deps),
    ];
    for (const account of accounts) if (account.hook !== undefined) hooks.set(account.provider, account.hook);
  });
  afterAll(async () => {
    await Promise.all([...accounts.map((account) => account.close()), clouds.ali.close(), clouds.tx.close(), clouds.tw.close(), new Promise((resolve) => server.close(resolve))]);
    town.leave();
  });

  const turn = async (account: string) => tick({ ...(await town.house.tickDeps()), channels: { sms: accounts.find((one) => one.provider === account) as SmsAccount } });
  /** Of the only text to a case: its state, by which provider, and what that calls it. */
  const textOf = async (ref: string) => {
    const { id } = await town.caseOf(ref);
    return (await town.house.database.query<{ state: string; attempt: string; provider: string }>(
      'select c.state, a.state as attempt, a.provider from dunwell.contact c join dunwell.attempt a on a.slot = c.slot and a.contact_id = c.id where c.case_id = $1 order by c.id', [id],
    ));
  };

  it('ali: nothing leaves before the text is registered there; then the house sends it', async () => {
    await town.import(csv([{ ref: 'ali-0' }]), 'ali-0.csv');
    await turn('ali');
    expect([await textOf('ali-0'), clouds.ali.seen.length]).toMatchObject([[{ attempt: 'refused' }], 0]);
    await registerTemplate({ ...town.house.api, clock: town.clock }, REMINDER.id, REMINDER.version, { language: 'zh', account: 'ali', code: 'SMS_154950909' }, 'head');
    town.clock.advance(5_000);
  });

  it.each(['ali', 'tx', 'tw'] as const)('%s: one text leaves in the judged words, its receipt and the reply come back', async (name) => {
    const ref = `${name}-1`;
    await town.import(csv([{ ref }]), `${ref}.csv`);
    expect(await turn(name)).toMatchObject({ dispatched: 1, failures: 0 });
    expect(await textOf(ref)).toMatchObject([{ state: 'sent', provider: name }]);
    const number = await town.numberOf(ref);
    const shown = { ali: clouds.ali.texts[0]?.shown, tx: clouds.tx.texts[0]?.shown, tw: clouds.tw.texts[0]?.body }[name];
    expect(shown).toMatch(/^【小镇银行】.*http:\/\/town\.example\/v\/[0-9A-Z]{4,16} .*回复TD退订$/);

    const receipt = () => ({ ali: () => clouds.ali.report(`${door}/api/hooks/sms/ali/${TOKEN}/report`, clouds.ali.texts.slice(0, 1)), tx: () => clouds.tx.status(`${door}/api/hooks/sms/tx/${TOKEN}/status`, clouds.tx.texts.slice(0, 1)), tw: () => clouds.tw.status(clouds.tw.texts[0] as never, 'delivered') })[name]();
    expect(await receipt()).toMatchObject({ taken: true, made: 1 });
    expect(await receipt()).toMatchObject({ taken: true, made: 1 });
    await turn(name);
    expect(await textOf(ref)).toMatchObject([{ state: 'delivered' }]);

    const reply = { ali: () => clouds.ali.up(`${door}/api/hooks/sms/ali/${TOKEN}/up`, number.slice(3), 'TD'), tx: () => clouds.tx.reply(`${door}/api/hooks/sms/tx/${TOKEN}/reply`, number, 'TD'), tw: () => clouds.tw.inbound(`${TOLD}/api/hooks/sms/tw/inbound`, number, 'baja', { OptOutType: 'STOP' }) };
    expect(await reply[name]()).toMatchObject({ status: 200, taken: true });
    await turn(name);
    expect((await town.caseOf(ref)).state).toBe('stopped');
    const kept = await town.house.database.query<{ kind: string; n: number }>('select kind, count(*)::int as n from dunwell.inbound where provider = $1 group by kind order by kind', [name]);
    expect(kept).toEqual([{ kind: 'sms_receipt', n: 1 }, { kind: 'sms_reply', n: 1 }]);
  });

  it.each(['ali', 'tx', 'tw'] as const)('%s: taken, and the connection cut: it counts as made, is never sent again, and a receipt may still tell', async (name) => {
    const ref = `${name}-2`;
    await town.import(csv([{ ref }]), `${ref}.csv`);
    clouds[name].next('taken_then_cut');
    await turn(name);
    expect(await textOf(ref)).toMatchObject([{ attempt: 'unknown' }]);
    await turn(name);
    expect([clouds[name].texts.length, clouds[name].seen.length]).toEqual([2, 2]);
    const told = { ali: () => clouds.ali.report(`${door}/api/hooks/sms/ali/${TOKEN}/report`, clouds.ali.texts.slice(1)), tx: () => clouds.tx.status(`${door}/api/hooks/sms/tx/${TOKEN}/status`, clouds.tx.texts.slice(1), { ext: true }), tw: () => clouds.tw.status(clouds.tw.texts[1] as never, 'delivered') };
    expect(await told[name]()).toMatchObject({ taken: true, made: 1 });
    await turn(name);
    expect(await textOf(ref)).toMatchObject([{ state: 'delivered' }]);
    expect(clouds[name].texts).toHaveLength(2);
  });

  it('what cannot be proven to come from the provider changes nothing', async () => {
    const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) => fetch(`${door}/api/hooks/sms/${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
    const { rows } = await count();
    expect((await post('ali/wrong/report', '[]')).status).toBe(404);
    expect((await post(`tx/${TOKEN}x/reply`, '{}')).status).toBe(404);
    expect((await post('tw/inbound', 'From=%2B12025550123&Body=STOP&MessageSid=SM1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(401);
    // Signed for where our doors stand, not for where Twilio was told: a proxy's inner name proves nothing.
    const { headers, body } = clouds.tw.form(`${door}/api/hooks/sms/tw/inbound`, { From: '+12025550123', Body: 'STOP', MessageSid: 'SM1' });
    expect((await post('tw/inbound', body, headers)).status).toBe(401);
    expect((await post('nobody/inbound', '{}')).status).toBe(404);
    expect((await post(`ali/${TOKEN}/report`, `[${' '.repeat(300_000)}]`)).status).toBe(413);
    expect((await count()).rows).toBe(rows);
  });
  const count = async () => ({ rows: (await town.house.database.query<{ n: number }>('select count(*)::int as n from dunwell.inbound'))[0]?.n });

  it('nothing of a person, and no secret, is in the log', () => {
    expect(town.log.join('\n')).not.toMatch(/\+?86154\d|hQ3vR8mZt0|auth-token|secret-key|TD/);
  });
});

describe('through the accounts file', () => {
  let town: Town;
  let server: ServerType;
  let ali: AliyunCloud;
  let tw: TwilioCloud;
  beforeAll(async () => {
    const now = (): number => town.clock.now();
    ali = await startAliyunCloud({ ...ALI, signName: SIGN, templates: { SMS_154950909: wordingAt('aliyun').wording }, now });
    tw = await startTwilioCloud(TW);
    const yaml = `
format: 1
accounts:
  ali: { kind: aliyun, countries: [CN], connection: { access_key_id: ${ALI.accessKeyId}, access_key_secret: "env:ALI_SECRET", sign_name: ${SIGN}, hook_token: "env:ALI_TOKEN", endpoint: "${ali.url}" } }
  tw: { kind: twilio, countries: [CN], connection: { account_sid: ${TW.accountSid}, auth_token: "env:TW_TOKEN", from: "${TW.from}", endpoint: "${tw.url}" } }
routes:
  - { country: CN, accounts: [ali, tw] }
`;
    town = await openTown(await openPglite(), { demo: false, smsAccounts: readAccountsText(yaml, 'accounts.yaml', { ALI_SECRET: ALI.accessKeySecret, ALI_TOKEN: TOKEN, TW_TOKEN: TW.authToken }) });
    town.house.sms?.start();
    server = await openDoors(town.house, '127.0.0.1', 0);
  });
  afterAll(async () => {
    await town.house.sms?.close();
    await Promise.all([ali.close(), tw.close(), new Promise((resolve) => server.close(resolve))]);
    town.leave();
    await town.house.database.close();
  });
  const providerOf = async (ref: string) => (await town.house.database.query<{ state: string; provider: string }>('select c.state, a.provider from dunwell.contact c join dunwell.attempt a on a.slot = c.slot and a.contact_id = c.id where c.case_id = $1', [(await town.caseOf(ref)).id]));

  it('what is not registered at the first account goes by the second, under the same permit; once it is registered, by the first', async () => {
    await town.import(csv([{ ref: 'F-1' }]), 'f1.csv');
    await town.house.api.tick();
    expect(await providerOf('F-1')).toEqual([{ state: 'sent', provider: 'tw' }]);
    expect([ali.seen.length, tw.texts.length]).toEqual([0, 1]);
    await registerTemplate({ ...town.house.api, clock: town.clock }, REMINDER.id, REMINDER.version, { language: 'zh', account: 'ali', code: 'SMS_154950909' }, 'head');
    town.clock.advance(5_000);
    await town.import(csv([{ ref: 'F-2' }]), 'f2.csv');
    await town.house.api.tick();
    expect(await providerOf('F-2')).toEqual([{ state: 'sent', provider: 'ali' }]);
    const door = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await ali.report(`${door}/api/hooks/sms/ali/${TOKEN}/report`, ali.texts)).toMatchObject({ taken: true, made: 1 });
    await town.house.api.tick();
    expect(await providerOf('F-2')).toEqual([{ state: 'delivered', provider: 'ali' }]);
    expect([ali.texts.length, tw.texts.length]).toEqual([1, 1]);
  });
});
