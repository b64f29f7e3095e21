import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { signHook } from '../../src/api/hooks/app.js';
import type { Database } from '../../src/engine/ports/database.js';
import { embeddedServer, openFolder, type Server } from '../conformance/databases.js';
import { deadCollector, openCollector, type Collector } from '../fixtures/collector.js';
import { csv, KEY, openTown, TEN } from '../fixtures/town.js';

// One journey in real processes, `serve` and `work`, against a gateway that now and then fails; then everything that they said is searched for the people in it.
const SECRET = 'gateway-secret-that-nobody-may-read';
const PEOPLE = Array.from({ length: 24 }, (_, i) => ({ ref: `LOAN-REF-${i}`, who: `WHO-${i}`, name: `欧阳测试${'甲乙丙丁戊己庚辛壬癸子丑'[i % 12] ?? ''}${i}`, phone: `+86154${71_000_000 + i * 7}`, id: `9900001980${10_000_000 + i * 13}` }));
const WORDS = ['我上周已经还清了请不要再发', 'nosuch.person@mail.example', 'hunter2-wrong-password', '客户编号八八六'];

interface Gateway {
  readonly server: HttpServer;
  readonly url: string;
  readonly texts: string[];
}

async function openGateway(): Promise<Gateway> {
  const texts: string[] = [];
  let n = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => {
      texts.push((JSON.parse(body) as { text: string }).text);
      n += 1;
      if (n % 5 === 0) response.destroy();
      else response.writeHead(n % 4 === 0 ? 500 : n % 7 === 0 ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ ref: `REF${n}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/texts`, texts };
}

class Running {
  readonly child: ChildProcess;
  said = '';
  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, ['bin/dunwell.js', ...args], { env: { PATH: process.env['PATH'] ?? '', ...environment } });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { this.said += text; });
  }
  exit(): Promise<number | null> {
    return new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
  }
}

// Below the range from which the system gives ports to whoever connects.
const PORT = 10_000 + (process.pid % 3_000) * 3;
const [DOORS, OPS, WORK_OPS] = [PORT, PORT + 1, PORT + 2];
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 40_000, interval: 100 });
const get = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
};

let server: Server;
let database: Database;
let gateway: Gateway;
let collector: Collector;
let serve: Running;
let work: Running;
let metrics = '';
let folder = '';
const leave: (() => void)[] = [];

beforeAll(async () => {
  server = await embeddedServer();
  const url = await server.fresh();
  database = openPool(url, { max: 4, backend: 'embedded' });
  const town = await openTown(database);
  leave.push(() => town.leave());
  await town.import(csv(PEOPLE));
  gateway = await openGateway();
  collector = await openCollector();
  folder = openFolder();
  const environment = {
    DATABASE_URL: url, DUNWELL_DATA: folder, DUNWELL_KEY: KEY, DUNWELL_SMS_URL: gateway.url, DUNWELL_SMS_SECRET: SECRET, DUNWELL_CLOCK: `${Date.now()}/${TEN}/1000000000000000/0/0`,
    DUNWELL_TICK_MS: '200', LOG_LEVEL: 'trace', PORT: String(DOORS),
  };
  serve = new Running(['serve'], { ...environment, DUNWELL_METRICS_PORT: String(OPS), OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
  // Its collector is gone: it works, and stops, all the same.
  work = new Running(['work'], { ...environment, DUNWELL_METRICS_PORT: String(WORK_OPS), OTEL_EXPORTER_OTLP_ENDPOINT: await deadCollector() });
});
afterAll(async () => {
  serve.child.kill('SIGKILL');
  work.child.kill('SIGKILL');
  gateway.server.close();
  collector.close();
  await database.close();
  await server.stop();
  for (const one of leave) one();
  rmSync(folder, { recursive: true, force: true });
});

const hook = (path: string, body: object) => {
  const text = JSON.stringify(body);
  return fetch(`http://127.0.0.1:${DOORS}/api/hooks${path}`, { method: 'POST', body: text, headers: { 'content-type': 'application/json', 'x-dunwell-signature': signHook(SECRET, text) } });
};

/** How a value could stand in a line: as it is, escaped for an address, in Base64 with any of three alignments. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const aligned = [0, 1, 2].map((pad) => Buffer.concat([Buffer.alloc(pad), bytes]).toString('base64').slice(pad === 0 ? 0 : 4).replace(/=+$/, '').slice(0, -2));
  return [value, encodeURIComponent(value), bytes.toString('hex'), JSON.stringify(value).slice(1, -1), ...aligned.filter((one) => one.length >= 8)];
}

describe('a journey under the operator’s eyes', () => {
  it('is ready, works, and shows what it did', async () => {
    await until(async () => {
      for (const port of [OPS, WORK_OPS, DOORS]) expect([port, await get(port, '/ready')]).toEqual([port, { status: 200, text: '{"ready":true,"reasons":[]}' }]);
    });
    await until(() => expect(gateway.texts.length).toBe(PEOPLE.length));
    const reply = { from: PEOPLE[0]?.phone, text: WORDS[0], at: new Date(TEN).toISOString() };
    expect((await hook('/sms/gateway/reply', { id: 'r-1', ...reply })).status).toBe(200);
    expect((await hook('/sms/gateway/reply', { id: 'r-2', ...reply, from: PEOPLE[1]?.phone, text: 'STOP' })).status).toBe(200);
    expect((await hook('/payments/gateway', { id: 'p-1', creditorId: 'bank', loanRef: PEOPLE[2]?.ref, amountMinor: 100, currency: 'CNY', paidOn: '2026-11-24' })).status).toBe(200);
    // Strangers and mistakes too: a wrong password, an unsigned hook, a body that is none, a code that is none, a path that is none.
    const post = (path: string, body: string) => fetch(`http://127.0.0.1:${DOORS}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    await post('/api/staff/session', JSON.stringify({ email: WORDS[1], password: WORDS[2] }));
    await post('/api/hooks/sms/gateway/reply', JSON.stringify({ ...reply, id: 'r-3' }));
    await post('/api/portal/sessions', `{"${WORDS[3]}"`);
    for (const path of [...new Set(gateway.texts.flatMap((text) => text.match(/\/v\/[\w-]+/g) ?? []))].slice(0, 5)) expect((await get(DOORS, path)).status).toBeLessThan(500);
    await get(DOORS, `/nowhere/${encodeURIComponent(WORDS[3] ?? '')}?name=${encodeURIComponent(PEOPLE[3]?.name ?? '')}`);
    await until(async () => expect(await database.query('select 1 as one from dunwell.inbound where read_at is null and person_id is not null')).toEqual([]));
    metrics = `${(await get(OPS, '/metrics')).text}\n${(await get(WORK_OPS, '/metrics')).text}`;
    const sum = (pattern: RegExp) => [...metrics.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
    // What both processes counted together is what the database has.
    const [count] = await database.query<{ sends: number; reviews: number }>(`select count(*) filter (where stage = 'dispatch')::int as sends, count(*) filter (where stage = 'review')::int as reviews from dunwell.decision`);
    expect(sum(/^dunwell_decisions_total\{stage="dispatch",[^}]*\} (\d+)$/gm)).toBe(count?.sends);
    expect(sum(/^dunwell_decisions_total\{stage="review",[^}]*\} (\d+)$/gm)).toBe(count?.reviews);
    expect(sum(/^dunwell_send_seconds_count\{[^}]*\} (\d+)$/gm)).toBe(gateway.texts.length);
    expect(sum(/^dunwell_inbound_total\{[^}]*\} (\d+)$/gm)).toBeGreaterThan(2);
    expect(metrics).toMatch(/^dunwell_backlog_up 1$/m);
    expect(metrics).toMatch(/^dunwell_http_request_seconds_count\{method="GET",route="\/v\/:code",code="\d+"\} [1-9]/m);
    expect(metrics).toMatch(/^dunwell_http_request_seconds_count\{method="POST",route="\/api\/hooks\/sms\/[^"*]+",code="200"\} 2$/m);
  });

  it('has no numbers on the doors for the public', async () => {
    expect((await get(DOORS, '/metrics')).text).not.toContain('dunwell_');
    expect((await fetch(`http://127.0.0.1:${OPS}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  it('is not ready where the database has another schema, and says so', async () => {
    await database.execute(`insert into dunwell.migration (number, name, digest, breaking, applied_at) values (999999, '999999-later', 'x', false, 0)`);
    expect(await get(OPS, '/ready')).toEqual({ status: 503, text: '{"ready":false,"reasons":["schema"]}' });
    expect((await get(OPS, '/health')).status).toBe(200);
    await database.execute('delete from dunwell.migration where number = 999999');
    expect((await get(OPS, '/ready')).status).toBe(200);
  });

  it('ends when asked: the request in flight is answered, no slot stays held', async () => {
    const body = JSON.stringify({ id: 'r-9', from: PEOPLE[5]?.phone, text: 'STOP', at: new Date(TEN).toISOString() });
    const socket = connect(DOORS, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => { answer += text; });
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
    socket.write(`POST /api/hooks/sms/gateway/reply HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-dunwell-signature: ${signHook(SECRET, body)}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`);
    // The server has begun to read it: another request on another connection was answered since.
    await get(DOORS, '/health');
    const exits = [serve.exit(), work.exit()];
    serve.child.kill('SIGTERM');
    work.child.kill('SIGTERM');
    await until(async () => expect(await get(OPS, '/ready')).toMatchObject({ status: 503, text: expect.stringContaining('stopping') }));
    socket.write(body.slice(5));
    expect(await Promise.all(exits)).toEqual([0, 0]);
    await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(await database.query(`select 1 as one from dunwell.inbound where provider_event_id = 'r-9'`)).toHaveLength(1);
    expect(await database.query('select slot, owner from dunwell.slot where owner is not null')).toEqual([]);
  });

  it('named no person in anything that it said', async () => {
    const codes = gateway.texts.flatMap((text) => text.match(/\/v\/([\w-]+)/)?.[1] ?? []);
    const secrets = [...PEOPLE.flatMap(({ name, phone, id, ref, who }) => [name, phone, phone.slice(1), phone.slice(3), id, ref, who]), ...WORDS, ...codes, ...gateway.texts, SECRET, KEY];
    const traces = collector.said.join('\n');
    const said = `${serve.said}\n${work.said}\n${metrics}\n${traces}`;
    const found = secrets.flatMap((secret) => spellings(secret).filter((one) => said.includes(one)).map((one) => `${secret}: ${one}`));
    expect(found).toEqual([]);
    // There was something to search; the last requests were handed over at the stop.
    expect(collector.spans().map(({ name }) => name)).toEqual(expect.arrayContaining(['turn', 'slot inbound', 'GET /v/:code', 'POST /api/hooks/sms/:provider/reply']));
    expect(collector.spans().filter(({ name }) => name === 'POST /api/hooks/sms/:provider/reply')).toHaveLength(4);
    const lines = `${serve.said}\n${work.said}`.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatchObject({ level: expect.any(Number), time: expect.any(String), msg: expect.stringMatching(/^[a-z_]+$/) });
    // And it would have been found, however it was spelt.
    for (const hide of [(text: string) => text, encodeURIComponent, ...['', 'a', 'ab'].map((before) => (text: string) => Buffer.from(`${before}${text} x`).toString('base64'))]) {
      expect(spellings('+8615471000000').some((one) => `{"msg":"x ${hide('+8615471000000')}"}`.includes(one))).toBe(true);
    }
  });
});
