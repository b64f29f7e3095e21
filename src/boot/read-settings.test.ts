import { describe, expect, it } from 'vitest';
import { readClock, readConfig } from './config.js';
import { readSettings, settingsInForce } from './read-settings.js';
import { SETTING_NAMES, settingOf } from './settings.js';

const SECRET = 'a-secret-of-the-gateway-that-is-long';
const gateway = { DUNWELL_SMS_URL: 'https://sms.bank.example/texts', DUNWELL_SMS_SECRET: SECRET };

function said(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    return String((error as Error).message).split('\n').slice(1).map((line) => line.trim());
  }
  return [];
}

describe('settings', () => {
  it('have defaults that can be read', () => {
    for (const name of SETTING_NAMES) {
      const { fallback, read } = settingOf(name);
      if (fallback !== null) expect(read(fallback), name).toBeDefined();
    }
    expect(readConfig({})).toMatchObject({ port: 8080, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:8080', demo: true, sms: null, operations: null, databaseUrl: undefined });
  });
  it('have examples that can be read, where they are no words about one', () => {
    for (const name of SETTING_NAMES) if (!settingOf(name).example.startsWith('what ')) expect(settingOf(name).read(settingOf(name).example), name).toBeDefined();
  });
  it('follow from one another', () => {
    expect(readConfig({ ...gateway, HOST: '0.0.0.0', PORT: '9' })).toMatchObject({ demo: false, publicUrl: 'http://127.0.0.1:9', sms: { url: gateway.DUNWELL_SMS_URL, secret: SECRET, timeoutMs: 5_000 } });
    expect(readConfig({ DUNWELL_METRICS_PORT: '9464' }).operations).toEqual({ host: '127.0.0.1', port: 9464 });
  });
  it.each([
    [{ PORT: '0' }, 'PORT is "0"; it must be a whole number from 1 to 65535, e.g. 8080.'],
    [{ PORT: '80.5' }, 'PORT is "80.5"'], [{ PORT: '1e3' }, 'PORT is "1e3"'], [{ DUNWELL_TICK_MS: '99' }, 'from 100 to 3600000'], [{ DUNWELL_DEMO: 'yes' }, 'one of on, off'], [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"'],
    [{ DUNWELL_PUBLIC_URL: 'https://a.example/path' }, 'an origin, without a path'], [{ DATABASE_URL: 'mysql://u:p@h/d' }, 'begins with postgres://'],
    [{ DATABASE_URL: '' }, 'DATABASE_URL is set but empty'], [{ DUNWELL_KEY: '' }, 'DUNWELL_KEY is set but empty'], [{ DUNWELL_KEY: 'abc' }, 'DUNWELL_KEY is "***"; it must be 64 hex digits'],
    [{ DUNWELL_TICKMS: '500' }, 'DUNWELL_TICKMS is no setting. Did you mean DUNWELL_TICK_MS?'], [{ DUNWELL_PUBLIC_ULR: 'x' }, 'Did you mean DUNWELL_PUBLIC_URL?'], [{ DUNWELL_XYZZY_PLUGH_ABC: 'x' }, '`dunwell config` lists'],
    [{ ...gateway, DUNWELL_SMS_URL: 'http://sms.bank.example/' }, 'DUNWELL_SMS_URL is "http://sms.bank.example/"; it must be an https:// address'],
    [{ ...gateway, DUNWELL_SMS_URL: 'sms.bank.example' }, 'DUNWELL_SMS_URL is'], [{ ...gateway, DUNWELL_SMS_URL: 'https://u:p@sms.bank.example/' }, 'without user and password'],
    [{ ...gateway, DUNWELL_SMS_SECRET: 'short' }, 'at least 32'], [{ ...gateway, DUNWELL_SMS_SECRET: '' }, 'set but empty'], [{ DUNWELL_SMS_SECRET: SECRET }, 'Set both or neither'], [{ DUNWELL_SMS_URL: gateway.DUNWELL_SMS_URL }, 'Set both or neither'],
    [{ ...gateway, DUNWELL_SMS_TIMEOUT_MS: '60000' }, 'DUNWELL_SMS_TIMEOUT_MS'], [{ ...gateway, DUNWELL_DEMO: 'on' }, 'do not go together'], [{ ...gateway, DUNWELL_CLOCK: '0/0/1/0/0' }, 'leads to another'], [{ DUNWELL_CLOCK: 'tomorrow' }, 'five whole numbers'],
    [{ PORT: '9464', DUNWELL_METRICS_PORT: '9464' }, 'are both 9464'], [{ ...gateway, DUNWELL_STOP_MS: '5000' }, 'DUNWELL_STOP_MS must be more'],
  ])('that are wrong stop the start: %j', (wrong, words) => expect(said(wrong).join('\n')).toContain(words));
  it('that are wrong are told of all at once', () => {
    expect(said({ PORT: 'x', DUNWELL_DEMO: 'maybe', DUNWELL_DATTA: 'y', DUNWELL_SMS_SECRET: SECRET }).map((line) => line.split(' ')[0])).toEqual(['PORT', 'DUNWELL_DEMO', 'DUNWELL_DATTA', 'DUNWELL_SMS_SECRET']);
  });
  it('are read by name only: what is not of Dunwell is left alone, and an empty one is not set', () => {
    expect(() => readSettings({ PATH: '/bin', OTEL_SERVICE_NAME: 'x', DUNWELL_SMS_URL: '', LAW_PACKS: '', PORT: '' })).not.toThrow();
  });
  it('never show a secret, right or wrong', () => {
    const environment = { ...gateway, DATABASE_URL: 'postgres://ann:pa55word@db.internal:5433/dunwell', DUNWELL_KEY: 'ab'.repeat(32) };
    const shown = JSON.stringify(settingsInForce(environment));
    const wrong = said({ DUNWELL_SMS_SECRET: 'short-secret', DUNWELL_KEY: 'not-a-key', DATABASE_URL: 'mysql://ann:pa55word@h/d', DUNWELL_SMS_URL: 'ftp://ann:pa55word@x' }).join('\n');
    for (const secret of [SECRET, 'pa55word', 'ann', 'abab', 'short-secret', 'not-a-key']) expect([shown.includes(secret), wrong.includes(secret)]).toEqual([false, false]);
    expect(settingsInForce(environment)).toContainEqual({ name: 'DATABASE_URL', value: 'postgres://***@db.internal:5433/dunwell', from: 'environment' });
    expect(settingsInForce(environment)).toContainEqual({ name: 'PORT', value: '8080', from: 'default' });
  });
});

describe('a made-up clock', () => {
  it('is read where it is set', () => expect(readClock({ DUNWELL_CLOCK: '0/1000/1000000000000000/0/1' }, { now: () => 5 }).now()).toBe(1005));
});
