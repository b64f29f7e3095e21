import { describe, expect, it } from 'vitest';
import type { Line } from '../auditor/log.js';
import type { Evidence } from './evidence.js';
import { findings, wordsLost } from './findings.js';
import type { LenderFile } from './portfolio.js';
import type { ProviderLine } from './provider-log.js';

// A small run in which all went well; then one thing is changed, and the checks must say which.
const AT = Date.parse('2026-11-24T02:00:00Z'); // 10:00 in Shanghai
const DAY = 86_400_000;
const HOUR = 3_600_000;
const NUMBER = '+8615400000001';
const iso = (at: number): string => new Date(at).toISOString();

const row = (ref: string, kind: 'collect' | 'fill' | 'bad') => ({ ref, number: NUMBER, owedMinor: 90_000, currency: 'CNY', language: 'zh' as const, kind, cells: [] });
const file: LenderFile = { name: 'loans-0.csv', text: '', rows: [row('A', 'collect'), row('B', 'fill'), row('C', 'bad')] };

const received = (key: string, time: number, more: object = {}): ProviderLine => ({ line: 'received', key, to: NUMBER, time, at: time + 40, accepted: true, answer: 'ok', ...more });
const told = (id: string, kind: 'reply' | 'receipt' | 'payment', at: number, more: object = {}): ProviderLine => ({ line: 'told', id, kind, at, ...more });
const acknowledged = (id: string, at: number): ProviderLine => ({ line: 'acknowledged', id, at, repeated: false });

const contact = (id: string, at: number): Line => ({
  line: 'contact', person: '7', at: iso(at), ended: iso(at + 100), by: 'robot', collector: 'house', creditor: 'bank', channel: 'sms', number: 'n', debts: ['1'], state: 'sent', outcome: 'sent', purpose: 'collect', audience: 'debtor', staff: null, contact: id, attempt: 1,
} as Line);

function logOf(timeline: readonly (Line & { readonly at: string })[]): readonly Line[] {
  const lines: Line[] = [
    { line: 'log', format: 'dunwell-contact-log', version: 1 },
    { line: 'person', person: '7', country: 'CN', state: null, city: null, zones: [{ zone: 'Asia/Shanghai', of: 'residence' }], since: iso(AT - DAY) } as Line,
    { line: 'debt', person: '7', debt: '1', case: '4', creditor: 'bank', product: 'credit_card', flags: [], ledger: [{ kind: 'charge', minor: 90_000, on: '2026-10-10', known: iso(AT - DAY) }] },
    ...timeline,
  ];
  const counts: Record<string, number> = {};
  for (const { line } of lines) counts[line] = (counts[line] ?? 0) + 1;
  return [...lines, { line: 'end', counts }];
}

const timed = (line: Line) => line as Line & { readonly at: string };
const REPLY_AT = AT + 2 * DAY;
const goodTimeline = [timed(contact('10', AT)), timed(contact('11', AT + DAY + HOUR)), timed({ line: 'inbound', person: '7', at: iso(REPLY_AT), read: iso(REPLY_AT + 1_000), kind: 'sms_reply' })];

const good: Evidence = {
  files: [file],
  provider: [
    received('c10-1', AT + 20), told('r1', 'receipt', AT + 900, { providerKey: 'c10-1', state: 'delivered' }), acknowledged('r1', AT + 950), received('c11-1', AT + DAY + HOUR + 20),
    told('m1', 'reply', REPLY_AT - 50, { from: NUMBER, text: '好的' }), acknowledged('m1', REPLY_AT + 30), told('p1', 'payment', REPLY_AT, { loanRef: 'A', amountMinor: 500 }), acknowledged('p1', REPLY_AT + 40),
  ],
  imports: [{ file: 'loans-0.csv', state: 'done', rows: 3, accepted: 2, rejected: 1 }],
  rows: [{ file: 'loans-0.csv', line: 2, state: 'accepted' }, { file: 'loans-0.csv', line: 3, state: 'accepted' }, { file: 'loans-0.csv', line: 4, state: 'rejected' }],
  debts: new Map([['A', { debts: 1, cases: 1 }], ['B', { debts: 1, cases: 0 }]]),
  attempts: [{ key: 'c10-1', contact: '10', person: '7', state: 'sent', reservedAt: AT }, { key: 'c11-1', contact: '11', person: '7', state: 'unknown', reservedAt: AT + DAY + HOUR }],
  inbound: [
    { id: '1', kind: 'sms_receipt', eventId: 'r1', person: '7', receivedAt: AT + 940, readAt: AT + 1_000, means: 'receipt:delivered', said: 0, entries: 0, minor: 0 },
    { id: '2', kind: 'sms_reply', eventId: 'm1', person: '7', receivedAt: REPLY_AT, readAt: REPLY_AT + 1_000, means: 'other', said: 1, entries: 0, minor: 0 },
    { id: '3', kind: 'payment', eventId: 'p1', person: '7', receivedAt: REPLY_AT + 5, readAt: REPLY_AT + 1_000, means: 'payment', said: 0, entries: 1, minor: -500 },
  ],
  owners: new Map([[NUMBER, ['7']]]),
  log: logOf(goodTimeline),
  unrest: { 'inbound unread': 0 },
};

const rows = (change: (rows: Evidence['rows']) => Evidence['rows']): Partial<Evidence> => ({ rows: change(good.rows) });
const provider = (...more: ProviderLine[]): Partial<Evidence> => ({ provider: [...good.provider, ...more] });
const without = (id: string): Partial<Evidence> => ({ provider: good.provider.filter((one) => !('id' in one) || one.id !== id || one.line !== 'acknowledged') });
const attempt = (i: number, state: string): Partial<Evidence> => ({ attempts: good.attempts.map((one, j) => (i === j ? { ...one, state } : one)) });
const kept = (eventId: string, more: object): Partial<Evidence> => ({ inbound: good.inbound.map((one) => (one.eventId === eventId ? { ...one, ...more } : one)) });
const timeline = (...lines: Line[]): Partial<Evidence> => ({ log: logOf([...goodTimeline, ...lines.map(timed)].sort((a, b) => (a.at < b.at ? -1 : 1))) });
/** One more text that both sides know of. */
const sent = (id: string, at: number, carriedAt = at + 40): Partial<Evidence> => ({
  ...timeline(contact(id, at)), ...provider({ line: 'received', key: `c${id}-1`, to: NUMBER, time: at + 20, at: carriedAt, accepted: true, answer: 'ok' }),
  attempts: [...good.attempts, { key: `c${id}-1`, contact: id, person: '7', state: 'sent', reservedAt: at }],
});

const planted: readonly (readonly [string, Partial<Evidence>, RegExp])[] = [
  ['a row that vanished', rows((all) => all.slice(1)), /3 rows went in, 2 are kept/],
  ['a row that is kept twice', rows((all) => [...all, all[0] as Evidence['rows'][number]]), /4 are kept with 3 line numbers/],
  ['a count that is wrong', { imports: [{ ...(good.imports[0] as Evidence['imports'][number]), accepted: 3 }] }, /3 accepted and 1 rejected/],
  ['an import that never ended', { imports: [{ ...(good.imports[0] as Evidence['imports'][number]), state: 'running' }] }, /the import is running/],
  ['a file that was taken twice', { imports: [...good.imports, ...good.imports] }, /2 imports/],
  ['a loan without its debt', { debts: new Map([...good.debts, ['A', { debts: 0, cases: 0 }]]) }, /loan A \(collect\): 0 debts/],
  ['a loan with two debts', { debts: new Map([...good.debts, ['B', { debts: 2, cases: 0 }]]) }, /loan B \(fill\): 2 debts/],
  ['a rejected row that became a debt', { debts: new Map([...good.debts, ['C', { debts: 1, cases: 1 }]]) }, /loan C \(bad\)/],
  ['one attempt sent twice', provider(received('c10-1', AT + 60)), /c10-1 was sent 2 times/],
  ['one contact that reached its phone twice', { ...provider(received('c10-2', AT + 60)), attempts: [...good.attempts, { key: 'c10-2', contact: '10', person: '7', state: 'sent', reservedAt: AT }] }, /contact 10 reached its phone 2 times/],
  ['a text without an attempt', provider(received('c99-1', AT)), /knows no such attempt/],
  ['a text that the house calls refused', attempt(0, 'refused'), /carried c10-1, and the house holds it refused/],
  ['a text that the house never closed', attempt(0, 'reserved'), /holds it reserved/],
  ['a refusal that the house calls sent', { provider: good.provider.map((one) => (one.line === 'received' && one.key === 'c10-1' ? { ...one, accepted: false } : one)) }, /did not take c10-1/],
  ['an attempt that is called sent and never left', { attempts: [...good.attempts, { key: 'c55-1', contact: '55', person: '7', state: 'sent', reservedAt: AT }] }, /c55-1 sent, and the provider never got it/],
  ['a text to somebody else', { owners: new Map([[NUMBER, ['8']]]) }, /went to a number that is not of person 7/],
  ['a text that stood still on its way', { provider: good.provider.map((one) => (one.line === 'received' && one.key === 'c10-1' ? { ...one, at: one.time + 10_001 } : one)) }, /carried 10001 ms after it was signed/],
  ['a word that nobody acknowledged', without('m1'), /reply m1 was never acknowledged/],
  ['a word that was turned down', provider({ line: 'turned_down', id: 'm1', at: AT, status: 404 }), /m1 was turned down/],
  ['an acknowledged reply that is not kept', { inbound: good.inbound.filter((one) => one.eventId !== 'm1') }, /reply m1 is kept 0 times/],
  ['a payment that is kept twice', { inbound: [...good.inbound, good.inbound[2] as Evidence['inbound'][number]] }, /payment p1 is kept 2 times/],
  ['a reply kept for one of two who share the number', { owners: new Map([[NUMBER, ['7', '9']]]), log: [...good.log, { line: 'person', person: '9', country: 'CN', state: null, city: null, zones: [] }] }, /kept 1 times for 2 people/],
  ['a reply that is unread', kept('m1', { readAt: null }), /reply m1 is unread/],
  ['a payment that cannot be read', kept('p1', { means: 'unreadable' }), /p1 could not be read/],
  ['a reply that left two events', kept('m1', { said: 2 }), /reply m1 left 2 events/],
  ['a payment booked twice', kept('p1', { entries: 2, minor: -1_000 }), /payment p1 of 500 left 2 entries of -1000/],
  ['a payment booked with another sum', kept('p1', { minor: -499 }), /entries of -499/],
  ['a payment that was never made', { inbound: [...good.inbound, { ...(good.inbound[2] as Evidence['inbound'][number]), eventId: 'p2' }] }, /p2, which the provider never told/],
  ['a text after a stop', { ...sent('12', REPLY_AT + 3 * DAY), ...kept('m1', { means: 'stop' }) }, /after the stop m1 was acknowledged/],
  ['a text while a reply is unread', { ...sent('12', REPLY_AT + DAY), ...kept('m1', { readAt: REPLY_AT + 2 * DAY }) }, /after the unread reply m1/],
  ['two texts in a day', sent('12', AT + 3 * HOUR), /by the house's log, one-text-a-day/],
  ['a text that left at night, by the provider', sent('12', AT + 10 * DAY, AT + 10 * DAY + 13 * HOUR), /by the provider's log, (none-at-night|cn-hours)/],
  ['a log that was cut short', { log: good.log.slice(0, -1) }, /cut short/],
  ['something that never came to rest', { unrest: { 'cases unsettled': 2 } }, /2 cases unsettled/],
];

describe('what a run of chaos is judged by', () => {
  it('has nothing against a run that went well', () => expect(findings(good)).toEqual([]));
  it('lets pass what was judged before the stop was acknowledged', () => {
    const later = { ...sent('12', REPLY_AT - 5_000), ...kept('m1', { means: 'stop' }) };
    expect(findings({ ...good, ...later }).filter((one) => one.includes('acknowledged'))).toEqual([]);
  });
  it.each([
    ['who was just coming when it was said', 30_000, ''],
    ['who had been there for longer', 60_001, 'kept 1 times for 2 people'],
    ['who came after it', -1, ''],
  ])('of two who share a number, a reply may lack the one %s', (_, before, found) => {
    const second = { line: 'person', person: '9', country: 'CN', state: null, city: null, zones: [], since: iso(REPLY_AT - 50 - before) } as unknown as Line;
    expect(wordsLost({ ...good, owners: new Map([[NUMBER, ['7', '9']]]), log: [...good.log, second] }).join()).toContain(found);
    expect(wordsLost({ ...good, owners: new Map([[NUMBER, ['7', '9']]]), log: [...good.log, second] })).toHaveLength(found === '' ? 0 : 1);
  });
  it.each(planted)('finds %s', (_, change, words) => expect(findings({ ...good, ...change }).join('\n')).toMatch(words));
});
