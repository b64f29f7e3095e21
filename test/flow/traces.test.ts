import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { otlpTracing, type Tracing } from '../../src/adapters/tracing/otlp-tracing.js';
import type { Database } from '../../src/engine/ports/database.js';
import { deadCollector, openCollector, type ArrivedSpan, type Collector } from '../fixtures/collector.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

// What a collector is told of a journey, and that one which is gone or mute costs no more than its spans.

const PEOPLE = Array.from({ length: 6 }, (_, i) => ({ ref: `LOAN-REF-${i}`, who: `WHO-${i}`, name: `欧阳测试${i}`, phone: `+86154${71_000_000 + i * 7}`, id: `9900001980${10_000_000 + i * 13}` }));
const REPLY = '我上周已经还清了请不要再发';
const CALLER = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };

let database: Database;
const towns: Town[] = [];
async function opened(tracing: Tracing): Promise<Town> {
  const town = await openTown(database, { tracing });
  towns.push(town);
  return town;
}
beforeAll(async () => { database = await openPglite(); });
afterAll(async () => {
  for (const town of towns) town.leave();
  await database.close();
});

describe('a journey that is traced', () => {
  let collector: Collector;
  let town: Town;
  let spans: readonly ArrivedSpan[];
  let texts: readonly { readonly number: string; readonly body: string }[];
  const named = (name: string) => spans.filter((span) => span.name === name);
  const parentOf = (span: ArrivedSpan) => spans.find((other) => other.spanId === span.parent);
  const sum = (name: string, key: string) => named(name).reduce((total, span) => total + Number(span.attributes[key] ?? 0), 0);

  beforeAll(async () => {
    collector = await openCollector();
    const tracing = otlpTracing({ endpoint: collector.endpoint, version: '1.2.3' });
    town = await opened(tracing);
    await town.import(csv(PEOPLE));
    await town.house.api.tick();
    texts = await town.texts();
    const code = /\/v\/([\w-]+)/.exec(texts[0]?.body ?? '')?.[1] ?? '';
    await town.reply(PEOPLE[0]?.phone ?? '', REPLY);
    await town.app.request(`/v/${code}`, { headers: { traceparent: `00-${CALLER.trace}-${CALLER.span}-01` } });
    await town.app.request(`/v/${code}`, { headers: { traceparent: `00-${code}-${CALLER.span}-01` } });
    await town.app.request(`/nowhere/${encodeURIComponent(PEOPLE[1]?.name ?? '')}`, { method: 'PURGE' });
    await town.house.api.tick();
    await tracing.close(5_000);
    spans = collector.spans();
  });
  afterAll(() => collector.close());

  it('has a span for each text that was handed to the provider', () => {
    expect(texts.length).toBe(PEOPLE.length);
    expect(named('send').map(({ attributes }) => attributes)).toEqual(texts.map(() => ({ 'dunwell.provider': 'sandbox', 'dunwell.result': 'sent' })));
  });

  it('counts in its transactions what the database has', async () => {
    const [has] = await database.query<{ sends: number; reviews: number; inbound: number }>(
      `select (select count(*) from dunwell.decision where stage = 'dispatch')::int as sends, (select count(*) from dunwell.decision where stage = 'review')::int as reviews, (select count(*) from dunwell.inbound where read_at is not null)::int as inbound`);
    expect(sum('slot dispatch', 'dunwell.decisions.send')).toBe(has?.sends);
    expect(['contact', 'task', 'defer', 'none'].reduce((total, choice) => total + sum('slot review', `dunwell.decisions.${choice}`), 0)).toBe(has?.reviews);
    expect(sum('slot inbound', 'dunwell.rows')).toBe(has?.inbound);
    expect(sum('slot results', 'dunwell.rows')).toBe(texts.length);
    for (const span of spans.filter(({ name }) => name.startsWith('slot '))) expect(span.attributes).toMatchObject({ 'dunwell.slot': expect.any(Number), 'dunwell.tries': 1, 'dunwell.stage': span.name.slice(5) });
  });

  it('hangs together: the turn above its transactions and texts, nothing above the turn', () => {
    expect(named('tick')).toHaveLength(2);
    for (const span of [...named('slot dispatch'), ...named('slot results'), ...named('send')]) expect(parentOf(span)?.name).toBe('tick');
    for (const span of named('tick')) expect(span.parent).toBeUndefined();
    for (const span of spans) if (parentOf(span) !== undefined) expect(parentOf(span)?.traceId).toBe(span.traceId);
    expect(named('tick').reduce((total, { attributes }) => total + Number(attributes['dunwell.dispatched']), 0)).toBe(texts.length);
  });

  it('tells requests by template, and goes on from a caller whose header is well-formed', () => {
    const [known, strange] = named('GET /v/:code');
    expect(known).toMatchObject({ traceId: CALLER.trace, parent: CALLER.span, kind: 2, attributes: { 'http.request.method': 'GET', 'http.route': '/v/:code', 'http.response.status_code': 200 } });
    expect(strange?.parent).toBeUndefined();
    expect(strange?.traceId).not.toBe(CALLER.trace);
    expect(named('POST /api/hooks/sms/:provider/reply')).toHaveLength(1);
    expect(spans.filter(({ attributes }) => attributes['http.request.method'] === '_OTHER')).toHaveLength(1);
  });

  it('names no person', () => {
    const codes = texts.flatMap(({ body }) => /\/v\/([\w-]+)/.exec(body)?.[1] ?? []);
    const said = collector.said.join('\n');
    for (const secret of [REPLY, ...codes, ...texts.map(({ body }) => body), ...PEOPLE.flatMap(({ name, phone, id, ref, who }) => [name, encodeURIComponent(name), phone, phone.slice(3), id, ref, who])]) expect(said).not.toContain(secret);
    expect(said).toContain('"dunwell"');
  });
});

describe('what fails', () => {
  it('is told by its kind alone; a refusal that was foreseen is no failure', async () => {
    const collector = await openCollector();
    const tracing = otlpTracing({ endpoint: collector.endpoint, version: '1' });
    const { store, startTask } = (await opened(tracing)).house.api;
    await expect(store.inSlot(7, null, async () => { throw new TypeError('欧阳测试'); })).rejects.toThrow('欧阳测试');
    await expect(store.inSlot(7, { slot: 7, epoch: 99 }, async () => undefined)).rejects.toThrow('given up');
    await expect(startTask(1, 'staff')).rejects.toThrow();
    await tracing.close(5_000);
    expect(collector.spans().map(({ name, failed, attributes }) => [name, failed, attributes['error.type']])).toEqual([['slot other', true, 'TypeError'], ['slot other', true, 'LeaseLost'], ['slot other', false, 'Terminal']]);
    expect(collector.said.join('')).not.toContain('欧阳');
    collector.close();
  });
});

const GONE: readonly (readonly [string, string, () => Promise<Pick<Collector, 'endpoint' | 'close'>>])[] = [
  ['refuses', 'A', async () => ({ endpoint: await deadCollector(), close: () => undefined })], ['never answers', 'B', () => openCollector(true)],
];
describe.each(GONE)('a collector that %s', (_, mark, open) => {
  it('stops no work, and the end waits for it no longer than it is told to', async () => {
    const collector = await open();
    const tracing = otlpTracing({ endpoint: collector.endpoint, version: '1' });
    const town = await opened(tracing);
    await town.import(csv([1, 2, 3].map((n) => ({ ref: `${mark}-${n}` }))), `${mark}.csv`);
    expect(await town.house.api.tick()).toMatchObject({ dispatched: 3, failures: 0 });
    const began = performance.now();
    await tracing.close(300);
    expect(performance.now() - began).toBeLessThan(1_500);
    // What comes after the end is lost, and harms nothing.
    await town.reply(await town.numberOf(`${mark}-1`), 'STOP');
    expect(await town.house.api.tick()).toMatchObject({ inbound: 1, failures: 0 });
    collector.close();
  });
});
