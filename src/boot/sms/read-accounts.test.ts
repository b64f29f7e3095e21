import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { accountsInForce, costsIn } from './accounts-door.js';
import { segmentsAt } from './open-accounts.js';
import { readAccounts, readAccountsText } from './read-accounts.js';

const EXAMPLE = readFileSync('examples/sms-accounts.yaml', 'utf8');
const SECRETS = { MOBILE_BEIJING_SECRET: 'hunter2-cmpp', ALIYUN_SECRET: 'hunter2-ali', ALIYUN_HOOK_TOKEN: 't'.repeat(40), US_AGGREGATOR_PASSWORD: 'hunter2', TWILIO_TOKEN: 'hunter2-twilio' };
const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of a text, without the head line and the name of the file. */
function said(text: string, environment: Record<string, string> = SECRETS): readonly string[] {
  try {
    readAccountsText(text, 'a.yaml', environment);
  } catch (error) {
    return String((error as Error).message).split('\n').slice(1).map((line) => line.trim().replace(/^a\.yaml/, ''));
  }
  return [];
}

const changed = (from: string | RegExp, to: string): string => {
  const text = EXAMPLE.replace(from, to);
  if (text === EXAMPLE) throw new Error(`the example has no ${String(from)}`);
  return text;
};

/** Line of the first place in the example that has these words. */
const line = (words: string): number => EXAMPLE.slice(0, EXAMPLE.indexOf(words)).split('\n').length;

describe('the example', () => {
  const { accounts, routes } = readAccountsText(EXAMPLE, 'a.yaml', SECRETS);
  it('can be read', () => {
    expect(accounts.map((one) => [one.name, one.entry.kind])).toEqual([['mobile-beijing', 'cmpp'], ['aliyun', 'aliyun'], ['us-aggregator', 'smpp'], ['twilio', 'twilio']]);
    expect(routes.map((one) => [one.country, one.operator, one.by])).toEqual([['CN', 'CMCC', 'order'], ['CN', '*', 'weight'], ['US', '*', 'cost'], ['*', '*', 'order']]);
  });
  it('has its prices in thousandths of the smallest unit', () => {
    expect(accounts[0]?.prices.get('CN')).toEqual({ currency: 'CNY', milliMinorPerSegment: 3_500 });
    expect(accounts[2]?.prices.get('US')).toEqual({ currency: 'USD', milliMinorPerSegment: 750 });
  });
  it('says what so many segments cost at each account that would be tried, the cheapest first where its route says so', () => {
    expect(costsIn({ accounts, routes }, 'US', 3)).toEqual([{ account: 'us-aggregator', cost: '0.0225 USD' }, { account: 'twilio', cost: '0.0237 USD' }]);
    expect(costsIn({ accounts, routes }, 'CN', 2).map((one) => one.cost)).toContain('0.07 CNY');
    expect(costsIn({ accounts, routes: [] }, 'US', 1)).toEqual([]);
  });
  it('has its secrets from elsewhere, and shows none', () => {
    expect(accounts[0]?.secretOf('env:MOBILE_BEIJING_SECRET')).toBe('hunter2-cmpp');
    expect(JSON.stringify(accountsInForce({ accounts, routes }))).not.toContain('hunter2');
    expect(accountsInForce({ accounts, routes })[0]).toEqual({ name: '  SMS account mobile-beijing', value: 'cmpp, 10.20.0.8:7890, CN, 200000 segments a day, 100 a second', from: 'environment' });
  });
  it.each([['mobile-beijing', 'a'.repeat(159), 1], ['mobile-beijing', 'a'.repeat(160), 3], ['aliyun', 'a'.repeat(70), 1], ['aliyun', 'a'.repeat(71), 2], ['us-aggregator', 'a'.repeat(160), 1], ['us-aggregator', 'a'.repeat(161), 2], ['twilio', '字'.repeat(71), 2]])('%s bills a text by its own count', (name, text, segments) => {
    const account = accounts.find((one) => one.name === name);
    expect(account === undefined ? null : segmentsAt(account, text)).toBe(segments);
  });
});

describe('mistakes', () => {
  it.each([
    ['a secret written out', changed('env:MOBILE_BEIJING_SECRET', 'hunter2'), `:${line('secret: env:MOBILE')} $.accounts.mobile-beijing.connection.secret: a secret is named, not written: env:NAME or file:/path`],
    ['a secret that is not there', changed('env:MOBILE_BEIJING_SECRET', 'env:NOT_SET'), `:${line('secret: env:MOBILE')} $.accounts.mobile-beijing.connection.secret: NOT_SET is not set in the environment`],
    ['a file of a secret that is not there', changed('env:MOBILE_BEIJING_SECRET', 'file:/nowhere/secret'), '/nowhere/secret cannot be read'],
    ['a field that there is not', changed('service_id:', 'servise_id:'), `:${line('service_id')} $.accounts.mobile-beijing.connection.servise_id: there is no such field here`],
    ['a field that is missing', changed(/ +sp_id: "900001"\n/, ''), '$.accounts.mobile-beijing.connection.sp_id'],
    ['another kind', changed('kind: cmpp', 'kind: sgip'), `:${line('kind: cmpp')} $.accounts.mobile-beijing.kind`],
    ['a number that is no text', changed('sp_id: "900001"', 'sp_id: 900001'), '$.accounts.mobile-beijing.connection.sp_id'],
    ['a port beyond', changed('port: 7890', 'port: 65536'), `:${line('port: 7890')} $.accounts.mobile-beijing.connection.port`],
    ['CMPP beyond China', changed('countries: [CN]\n    price: { CN: { currency: CNY, per_segment: 0.035', 'countries: [CN, HK]\n    price: { CN: { currency: CNY, per_segment: 0.035'), 'a cmpp account reaches mainland China alone'],
    ['the United States without a registration', changed('    registration: "10DLC campaign CEXAMPL"\n', ''), `:${line('us-aggregator:')} $.accounts.us-aggregator: texts to the United States need a registered sender`],
    ['a zone that there is not', changed('Asia/Shanghai', 'Asia/Peking'), '"Asia/Peking" is no time zone'], ['a currency that there is not', changed('currency: CNY, per_segment: 0.035', 'currency: XXX, per_segment: 0.035'), '"XXX" is no currency'],
    ['a price finer than a thousandth of a fen', changed('0.035', '0.035001'), 'at most as fine as'], ['a price below nothing', changed('0.035', '-1'), 'an amount such as 0.035'], ['a price of a country that is not served', changed('price: { CN: { currency: CNY, per_segment: 0.035', 'price: { US: { currency: CNY, per_segment: 0.035'), 'does not serve US'],
    ['a name of the house', changed('  mobile-beijing:\n', '  gateway:\n'), '"gateway" is no name'], ['a route to nobody', changed('[mobile-beijing, aliyun]', '[mobil, aliyun]'), `:${line('operator: CMCC')} $.routes[0].accounts[0]: there is no account "mobil"`],
    ['an account twice in a route', changed('[mobile-beijing, aliyun]', '[aliyun, aliyun]'), '"aliyun" is in this route already'], ['a route to where it does not serve', changed('accounts: [twilio, us-aggregator]', 'accounts: [twilio, us-aggregator, aliyun]'), '"aliyun" does not serve US'],
    ['two routes for one place', changed('country: US, by: cost', 'country: CN'), 'there is a route for CN already'], ['an operator elsewhere', changed('country: US, by', 'country: US, operator: CMCC, by'), 'told apart in mainland China alone'], ['an account in no route', changed('[twilio, us-aggregator]', '[twilio]'), '"us-aggregator" is in no route'],
    ['by cost in two currencies', changed('US: { currency: USD, per_segment: 0.0079 }', 'US: { currency: EUR, per_segment: 0.0079 }'), 'prices in one currency'], ['by weight without any', changed('weight: 9 }, { account: mobile-beijing, weight: 1', 'weight: 0 }, { account: mobile-beijing, weight: 0'), 'every weight is 0'],
    ['no YAML', 'accounts: [', 'not readable as YAML'], ['an alias', EXAMPLE.replace('countries: [CN]', 'countries: &c [CN]'), 'anchors (&name) are not read'], ['another format', changed('format: 1', 'format: 2'), `:${line('format: 1')} $.format`],
    ['plain HTTP to another machine', changed('sign_name: 示例银行', 'sign_name: 示例银行\n      endpoint: http://sms.example'), 'an https:// address without user and password'],
  ])('%s', (_, text, words) => expect(said(text).join('\n')).toContain(words));

  it('are told of all at once, in the order of the file, and no secret with them', () => {
    const lines = said(changed('env:MOBILE_BEIJING_SECRET', 'hunter2-written').replace('port: 7890', 'port: x').replace('servername', '').replace('from: "+12025550101"', 'form: "+12025550101"'));
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['$.accounts.mobile-beijing.connection.port:', '$.accounts.mobile-beijing.connection.secret:', '$.accounts.twilio.connection.from:', '$.accounts.twilio.connection.form:']);
    expect(lines.join('\n')).not.toContain('hunter2');
  });
  it('a file that is not there', () => expect(() => readAccounts('/nowhere/accounts.yaml', {})).toThrow('config: DUNWELL_SMS_ACCOUNTS names /nowhere/accounts.yaml, which cannot be read.'));
});

it('a secret from a file is read without its last line feed, and an empty one is none', () => {
  const path = join(folder, 'secret');
  const text = changed('env:MOBILE_BEIJING_SECRET', `file:${path}`);
  writeFileSync(path, 'from-a-file\n');
  expect(readAccountsText(text, 'a.yaml', SECRETS).accounts[0]?.secretOf(`file:${path}`)).toBe('from-a-file');
  writeFileSync(path, '\n');
  expect(said(text).join()).toContain('is empty');
});
