import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openIsmg } from '../../../test/fixtures/ismg.js';
import { outgoing } from '../../../test/fixtures/outgoing.js';
import { openSandboxSmsc } from '../../adapters/sms/smpp/sandbox-smsc.js';
import type { Arrivals } from '../../engine/ports/arrivals.js';
import type { Database } from '../../engine/ports/database.js';
import type { Permit } from '../../law/permit.js';
import { openSms, type OpenedSms } from './open-accounts.js';
import { readAccountsText } from './read-accounts.js';

const SECRETS = { SECRET: 'a-secret-of-32-characters-or-more', TOKEN: 't'.repeat(40), PASSWORD: 'smpppwd' };
const NOW = Date.UTC(2026, 10, 24, 2);
const open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => { for (const close of open.splice(0).reverse()) await close(); });

const arrivals: Arrivals = { reply: async () => undefined, receipt: async () => undefined, parts: async () => undefined, receiptByRef: async () => 'kept' };
/** None of these accounts has a limit by day. */
const database = { query: async () => { throw new Error('no database'); }, execute: async () => { throw new Error('no database'); } } as unknown as Database;

/** What the gate's own permit does, as far as a channel sees it. */
function permitFor(text: string): Permit {
  let used = false;
  return {
    claims: { expiresAt: NOW + 10_000 }, get used() { return used; },
    consume(_: number, digest: string) { expect([used, digest]).toEqual([false, createHash('sha256').update(text, 'utf8').digest('hex')]); used = true; },
  } as unknown as Permit;
}

function accounts(kind: string, countries: string, connection: string, more = ''): OpenedSms {
  const country = countries === '*' ? '"*"' : countries;
  const text = `format: 1\naccounts:\n  one:\n    kind: ${kind}\n    countries: [${country}]\n${more}    connection:\n${connection.replace(/^/gm, '      ')}\nroutes:\n  - { country: ${country}, accounts: [one] }\n`;
  const sms = openSms(readAccountsText(text, 'a.yaml', SECRETS), { clock: { now: () => NOW }, log: { info: () => undefined, error: () => undefined }, arrivals, database, publicUrl: 'https://pay.example' });
  open.push(() => sms.close());
  return sms;
}

async function httpPeer(answer: object): Promise<{ readonly url: string; readonly seen: { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }[] }> {
  const seen: { path: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += String(chunk); });
    request.on('end', () => { seen.push({ path: request.url ?? '', headers: request.headers, body }); response.writeHead(201).end(JSON.stringify(answer)); });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => { server.closeAllConnections(); server.close(); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function send(sms: OpenedSms, of = outgoing()) {
  sms.start();
  await sms.connected(10_000);
  return sms.channel.send(permitFor(of.text), of);
}

describe('each kind of account, from the file to the other side', () => {
  it('cmpp', async () => {
    const ismg = await openIsmg({ version: '3.0', secret: SECRETS.SECRET });
    open.push(() => ismg.close());
    const sms = accounts('cmpp', 'CN', `host: 127.0.0.1\nport: ${ismg.port}\nversion: "3.0"\nsp_id: "900001"\nsecret: env:SECRET\nfrom: "10690001"\nvalid_seconds: 60\nreconnect_ms: { first: 20, most: 50 }`);
    expect(sms.available()).toBe(false);
    expect(await send(sms)).toMatchObject({ kind: 'sent', provider: 'one' });
    expect(sms.available()).toBe(true);
    expect(ismg.submitted[0]).toMatchObject({ from: '10690001', validTime: '261124100100032+' });
  });

  it('smpp', async () => {
    const smsc = await openSandboxSmsc({ systemId: 'bank', password: SECRETS.PASSWORD });
    open.push(() => smsc.close());
    const sms = accounts('smpp', 'US', `host: 127.0.0.1\nport: ${smsc.port}\nsystem_id: bank\npassword: env:PASSWORD\nsource: { address: "+12025550100" }\nreference_bits: 16\nmessage_ids: { answer: text, receipt: text }\nreconnect_ms: { first: 100, most: 200 }`, '    registration: "10DLC"\n    per_second: 50\n');
    expect(await send(sms, outgoing({ to: '+12025550123', text: 'Pay by the 15th' }))).toMatchObject({ kind: 'sent', provider: 'one' });
    expect(smsc.counts).toMatchObject({ binds: 1, accepted: 1 });
  });

  it('gateway, whose hooks are signed with its secret', async () => {
    const peer = await httpPeer({ ref: 'G-1' });
    const sms = accounts('gateway', 'CN', `url: ${peer.url}/texts\nsecret: env:SECRET`);
    expect(await send(sms)).toEqual({ kind: 'sent', ref: 'G-1', provider: 'one' });
    expect(peer.seen[0]?.path).toBe('/texts');
    expect([sms.hookSecret('one'), sms.hookSecret('two')]).toEqual([SECRETS.SECRET, null]);
  });

  it('twilio, that is told where it reaches us', async () => {
    const peer = await httpPeer({ sid: `SM${'0'.repeat(32)}` });
    const sms = accounts('twilio', '*', `account_sid: AC${'0'.repeat(32)}\nauth_token: env:SECRET\napi_key: { sid: SK1, secret: env:TOKEN }\nfrom: "+12025550101"\nvalidity_seconds: 45\nendpoint: ${peer.url}`, '    registration: "10DLC"\n');
    expect(await send(sms, outgoing({ to: '+12025550123' }))).toMatchObject({ kind: 'sent', ref: `SM${'0'.repeat(32)}` });
    const body = new URLSearchParams(peer.seen[0]?.body);
    expect([body.get('From'), body.get('ValidityPeriod'), body.get('StatusCallback')?.split('?')[0]]).toEqual(['+12025550101', '45', 'https://pay.example/api/hooks/sms/one/status']);
    expect(peer.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`SK1:${SECRETS.TOKEN}`).toString('base64')}`);
    expect([...sms.hooks.keys()]).toEqual(['one']);
  });

  it.each([
    ['aliyun', 'access_key_id: LTAI\naccess_key_secret: env:SECRET\nsign_name: 示例银行\nhook_token: env:TOKEN', '"尾号${debt_tail}，回复TD退订"', '{ debt_tail: debt_tail }', { Code: 'OK', BizId: 'B-1' }],
    ['tencent', 'secret_id: AKID\nsecret_key: env:SECRET\nregion: ap-guangzhou\nsdk_app_id: "1400000000"\nsign_name: 示例银行\nhook_token: env:TOKEN', '"尾号{1}，回复TD退订"', '{ "1": debt_tail }', { Response: { SendStatusSet: [{ Code: 'Ok', SerialNo: 'B-1', PhoneNumber: '+8613800001234' }] } }],
  ])('%s, with the names of places in a wording as they are written', async (kind, settings, wording, places, answer) => {
    const peer = await httpPeer(answer);
    const sms = accounts(kind, 'CN', `${settings}\nendpoint: ${peer.url}\ntemplates:\n  - { id: reminder-first, version: 1, language: zh, code: SMS_1, wording: ${wording}, places: ${places} }`);
    const text = outgoing({ text: '【示例银行】尾号1234，回复TD退订', template: { id: 'reminder-first', version: 1, language: 'zh', values: { debt_tail: '1234' } } });
    expect(await send(sms, text)).toMatchObject({ kind: 'sent', ref: 'B-1', provider: 'one' });
    expect([...sms.hooks.keys()]).toEqual(['one']);
  });

  it('a token that can be guessed is refused when the account is opened', () => {
    expect(() => accounts('aliyun', 'CN', 'access_key_id: LTAI\naccess_key_secret: env:SECRET\nsign_name: 示例银行\nhook_token: env:PASSWORD\ntemplates: []')).toThrow(/hookToken must be/);
  });
});
