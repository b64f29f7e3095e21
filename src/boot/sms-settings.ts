import { systemClock } from '../adapters/clock/clocks.js';
import { leapingClock, readLeaps } from '../adapters/clock/leaping-clock.js';
import type { GatewayOptions } from '../adapters/sms/http/gateway-sms.js';
import type { Clock } from '../engine/ports/clock.js';

type Environment = Readonly<Record<string, string | undefined>>;

const SECRET_MIN = 32;
const TIMEOUT_MS = 5_000;
/** Beyond this a text could leave long after it was judged. */
const TIMEOUT_MAX_MS = 10_000;
const HERE = new Set(['127.0.0.1', 'localhost', '[::1]']);

const set = (environment: Environment, name: string): string | undefined => (environment[name] === '' ? undefined : environment[name]);

/** The lender's own gateway (DUNWELL_SMS_URL), or null. Throws with the name of what is wrong and what it should be. */
export function readSmsSettings(environment: Environment): GatewayOptions | null {
  const text = set(environment, 'DUNWELL_SMS_URL');
  const secret = set(environment, 'DUNWELL_SMS_SECRET');
  if (text === undefined) {
    if (secret !== undefined) throw new Error('config: DUNWELL_SMS_SECRET is set and DUNWELL_SMS_URL is not; set both or neither');
    return null;
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && HERE.has(url.hostname)))) throw new Error('config: DUNWELL_SMS_URL must be an https:// address (http:// to this machine only)');
  if (url.username !== '' || url.password !== '') throw new Error('config: DUNWELL_SMS_URL must hold no user and no password; requests are signed with DUNWELL_SMS_SECRET');
  if (secret === undefined || secret.length < SECRET_MIN) throw new Error(`config: DUNWELL_SMS_SECRET must have at least ${SECRET_MIN} characters`);
  if (environment['DUNWELL_DEMO'] === 'on') throw new Error('config: DUNWELL_DEMO=on and DUNWELL_SMS_URL do not go together: made-up people would be texted on numbers that may be somebody\'s');
  const timeoutMs = Number(set(environment, 'DUNWELL_SMS_TIMEOUT_MS') ?? TIMEOUT_MS);
  if (!Number.isInteger(timeoutMs) || timeoutMs < 100 || timeoutMs > TIMEOUT_MAX_MS) throw new Error(`config: DUNWELL_SMS_TIMEOUT_MS must be a whole number from 100 to ${TIMEOUT_MAX_MS}, not "${environment['DUNWELL_SMS_TIMEOUT_MS'] ?? ''}"`);
  return { url: text, secret, timeoutMs };
}

/**
 * The system's clock; or, for a trial (docs/operating/chaos.md), a made-up one in DUNWELL_CLOCK. Never where a text could
 * leave this machine: people live by the true time.
 */
export function readClock(environment: Environment, base: Clock = systemClock): Clock {
  const text = set(environment, 'DUNWELL_CLOCK');
  if (text === undefined) return base;
  const leaps = readLeaps(text);
  if (leaps === null) throw new Error('config: DUNWELL_CLOCK must be five whole numbers, from/start/every/by/times (milliseconds, and how often)');
  const sms = readSmsSettings(environment);
  if (sms !== null && !HERE.has(new URL(sms.url).hostname)) throw new Error('config: DUNWELL_CLOCK is for trials on one machine; DUNWELL_SMS_URL leads to another. Take one of them away.');
  return leapingClock(base, leaps);
}
