// The fake provider: a process of its own with a log of its own (docs/operating/chaos.md). It writes down what it takes before it
// answers; then it may answer wrongly, late or not at all. What happens to a text follows from seed and key alone.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/adapters/clock/clocks.js';
import { leapingClock, readLeaps } from '../../src/adapters/clock/leaping-clock.js';
import { signText } from '../../src/adapters/sms/http/gateway-sms.js';
import { Chance } from '../world/chance.js';
import { WORDS } from '../world/words.js';
import { openProviderLog, type Told } from './provider-log.js';

export interface ProviderSettings {
  readonly port: number;
  readonly secret: string;
  readonly hooks: string;
  readonly seed: number;
  readonly log: string;
  readonly leaps: string;
  readonly people: readonly { readonly number: string; readonly ref: string; readonly creditor: string; readonly owedMinor: number; readonly currency: string; readonly language: 'zh' | 'en' }[];
}

/** A request older than this (in the provider's time) is refused: its sender stood still after it was judged. */
const FRESH_MS = 10_000;
const PATIENCE_MS = 2_000;
const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ProviderSettings;
const leaps = readLeaps(settings.leaps);
if (leaps === null) throw new Error('provider: no clock');
const clock = leapingClock(systemClock, leaps);
const log = openProviderLog(settings.log);
/** By number; of two who share one, whoever came with the earlier file, for only that loan is sure to be known already. */
const people = new Map([...settings.people].reverse().map((one) => [one.number, one]));
const seen = new Set<string>();
let calm = false;
let open = 0;

const chanceOf = (what: string): Chance => new Chance(settings.seed).fork(what);

async function post(path: string, body: string): Promise<{ readonly status: number; readonly repeated: boolean }> {
  const signature = createHmac('sha256', settings.secret).update(body, 'utf8').digest('hex');
  const response = await fetch(`${settings.hooks}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-dunwell-signature': signature }, signal: AbortSignal.timeout(PATIENCE_MS) });
  const answer = (await response.json().catch(() => ({}))) as { readonly repeated?: boolean };
  return { status: response.status, repeated: answer.repeated === true };
}

/** Until the house has it: an error or no answer means again, the same body under the same id. */
async function deliver(told: Told, path: string, body: string, twice: boolean): Promise<void> {
  log.write(told);
  open += 1;
  for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      const { status, repeated } = await post(path, body);
      if (status >= 200 && status < 300) {
        log.write({ line: 'acknowledged', id: told.id, at: clock.now(), repeated });
        if (twice && !calm) {
          twice = false;
          continue;
        }
        break;
      }
      if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
        log.write({ line: 'turned_down', id: told.id, at: clock.now(), status });
        break;
      }
    } catch {
      // No answer; it may have been kept.
    }
    await sleep(calm ? 100 : wait);
  }
  open -= 1;
}

const iso = (): string => new Date(clock.now()).toISOString();

function receipt(key: string, id: string, state: string, twice: boolean): Promise<void> {
  const body = JSON.stringify({ id, providerKey: key, state, at: iso() });
  return deliver({ line: 'told', id, kind: 'receipt', at: clock.now(), providerKey: key, state }, '/sms/gateway/receipt', body, twice);
}

function reply(from: string, text: string, id: string, twice: boolean): Promise<void> {
  return deliver({ line: 'told', id, kind: 'reply', at: clock.now(), from, text }, '/sms/gateway/reply', JSON.stringify({ id, from, text, at: iso() }), twice);
}

function pay(number: string, share: number, id: string): Promise<void> {
  const who = people.get(number);
  if (who === undefined) return Promise.resolve();
  const amountMinor = Math.max(1, Math.round(who.owedMinor * share));
  const body = JSON.stringify({ id, creditorId: who.creditor, loanRef: who.ref, amountMinor, currency: who.currency, paidOn: iso().slice(0, 10) });
  return deliver({ line: 'told', id, kind: 'payment', at: clock.now(), loanRef: who.ref, amountMinor }, '/payments/gateway', body, true);
}

/** What follows from a text that reached a phone. */
async function afterwards(key: string, to: string): Promise<void> {
  const chance = chanceOf(`after ${key}`);
  open += 1;
  await sleep(calm ? 50 : chance.whole(20, 3_000));
  const backwards = chance.happens(0.2);
  const end = chance.happens(0.9) ? 'delivered' : 'failed';
  const states = chance.happens(0.5) ? ['accepted', end] : [end];
  const receipts = (backwards ? states.reverse() : states).map((state, i) => receipt(key, `r-${key}-${i}`, state, chance.happens(0.3)));
  // Told at once or one after another: then they overtake each other on the way.
  const luck = chance.next();
  const language = people.get(to)?.language ?? 'en';
  const answers = luck < 0.3 ? [reply(to, chance.pick(WORDS[language]), `m-${key}`, chance.happens(0.3))] : [];
  const payments = luck > 0.85 ? [pay(to, chance.pick([0.1, 0.4, 1, 1.2]), `p-${key}`)] : [];
  await Promise.all([...receipts, ...answers, ...payments]);
  open -= 1;
}

function genuine(request: IncomingMessage, body: string): number | null {
  const time = Number(request.headers['x-dunwell-time']);
  const expected = Buffer.from(signText(settings.secret, time, body));
  const given = Buffer.from(String(request.headers['x-dunwell-signature'] ?? ''));
  return given.length === expected.length && timingSafeEqual(given, expected) ? time : null;
}

type Answer = 'ok' | 'slow' | '500' | 'hang' | 'cut' | 'refuse' | 'busy' | 'stale';
const REFUSED: readonly Answer[] = ['refuse', 'busy', 'stale'];

function answerTo(key: string, time: number, at: number): Answer {
  if (Math.abs(at - time) > FRESH_MS) return 'stale';
  if (calm) return 'ok';
  const luck = chanceOf(`answer ${key}`).next();
  return luck < 0.05 ? '500' : luck < 0.1 ? 'hang' : luck < 0.15 ? 'cut' : luck < 0.19 ? 'refuse' : luck < 0.21 ? 'busy' : luck < 0.35 ? 'slow' : 'ok';
}

async function take(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
  const time = genuine(request, body);
  if (time === null) return void response.writeHead(401).end();
  const { key, to } = JSON.parse(body) as { readonly key: string; readonly to: string };
  const at = clock.now();
  const answer = answerTo(key, time, at);
  const accepted = !REFUSED.includes(answer);
  // A second request under one key is written down like the first: that it came is the finding.
  log.write({ line: 'received', key, to, time, at, accepted, answer: seen.has(key) ? `again:${answer}` : answer });
  seen.add(key);
  if (accepted) void afterwards(key, to);
  if (answer === 'slow') await sleep(chanceOf(`slow ${key}`).whole(50, 1_500));
  if (answer === 'hang') return;
  if (answer === 'cut') return void response.destroy();
  if (answer === '500') return void response.writeHead(500).end();
  if (answer === 'busy') return void response.writeHead(503).end();
  if (!accepted) return void response.writeHead(answer === 'stale' ? 400 : 422).end();
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ ref: `g-${key}` }));
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    if (request.url === '/calm') calm = true;
    if (request.url === '/calm' || request.url === '/open') response.writeHead(200).end(String(open));
    else void take(request, body, response);
  });
}).listen(settings.port, '127.0.0.1');
