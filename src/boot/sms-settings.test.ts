import { describe, expect, it } from 'vitest';
import { readClock, readSmsSettings } from './sms-settings.js';

const SECRET = 'x'.repeat(32);
const good = { DUNWELL_SMS_URL: 'https://sms.bank.example/texts', DUNWELL_SMS_SECRET: SECRET };

describe('settings of the gateway', () => {
  it('are none, or an address, a secret and a time', () => {
    expect(readSmsSettings({})).toBeNull();
    expect(readSmsSettings(good)).toEqual({ url: good.DUNWELL_SMS_URL, secret: SECRET, timeoutMs: 5_000 });
    expect(readSmsSettings({ ...good, DUNWELL_SMS_URL: 'http://127.0.0.1:99/x', DUNWELL_SMS_TIMEOUT_MS: '300' })).toMatchObject({ timeoutMs: 300 });
  });
  it.each([
    [{ DUNWELL_SMS_URL: 'http://sms.bank.example/' }, /DUNWELL_SMS_URL must be an https/],
    [{ DUNWELL_SMS_URL: 'sms.bank.example' }, /DUNWELL_SMS_URL/],
    [{ DUNWELL_SMS_URL: 'https://u:p@sms.bank.example/' }, /no user/],
    [{ DUNWELL_SMS_SECRET: 'short' }, /at least 32/],
    [{ DUNWELL_SMS_SECRET: '' }, /at least 32/],
    [{ DUNWELL_SMS_URL: '' }, /set both or neither/],
    [{ DUNWELL_SMS_TIMEOUT_MS: '60000' }, /DUNWELL_SMS_TIMEOUT_MS/],
    [{ DUNWELL_DEMO: 'on' }, /do not go together/],
  ])('that are wrong stop the start: %j', (wrong, words) => expect(() => readSmsSettings({ ...good, ...wrong })).toThrow(words));
  it('never show the secret', () => {
    const said = (() => { try { return String(readSmsSettings({ ...good, DUNWELL_SMS_URL: 'ftp://x', DUNWELL_SMS_SECRET: 'the-secret' })); } catch (error) { return String(error); } })();
    expect(said).not.toContain('the-secret');
  });
});

describe('a made-up clock', () => {
  it('is for one machine', () => {
    expect(readClock({ DUNWELL_CLOCK: '0/1000/1000000000000000/0/1' }).now()).toBeGreaterThan(1000);
    expect(() => readClock({ ...good, DUNWELL_CLOCK: '0/0/1/0/0' })).toThrow(/DUNWELL_SMS_URL leads to another/);
    expect(() => readClock({ DUNWELL_CLOCK: 'tomorrow' })).toThrow(/five whole numbers/);
  });
});
