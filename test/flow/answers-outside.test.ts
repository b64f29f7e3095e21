import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signAlert } from '../../src/adapters/alerts/webhook-bell.js';
import { answerOf } from '../../src/strategy/dialogue/answers.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, MAPPING, openTown, withStaff, type Town } from '../fixtures/town.js';

// What the robot asks of others, over real HTTP: a pager for people in distress, and a model that may vary words.

const SECRET = 'p'.repeat(32);
const consumerLoan = { ...MAPPING, loan: { ...MAPPING.loan, product: { constant: 'consumer_loan' } } };

interface Heard {
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
  readonly path: string;
}

/** A server on this machine that keeps what it hears and answers as it is told. */
async function counterpart(): Promise<{ readonly url: string; readonly heard: Heard[]; answer: (heard: Heard) => { readonly status: number; readonly body: string; readonly afterMs?: number }; close(): Promise<void> }> {
  const heard: Heard[] = [];
  const self = { url: '', heard, answer: (_: Heard): { readonly status: number; readonly body: string; readonly afterMs?: number } => ({ status: 200, body: '{}' }), close: () => Promise.resolve() };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString('utf8'); });
    request.on('end', () => {
      const one = { body, headers: request.headers, path: request.url ?? '' };
      heard.push(one);
      const { status, body: said, afterMs = 0 } = self.answer(one);
      setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(said), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  self.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  self.close = () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); });
  return self;
}

forEachDatabase('somebody in distress', (open) => {
  let town: Town;
  let pager: Awaited<ReturnType<typeof counterpart>>;
  beforeAll(async () => {
    pager = await counterpart();
    town = await openTown(await open(), { answers: true, alert: { url: `${pager.url}/dunwell`, secret: SECRET } });
    await withStaff(town);
    await town.import(csv(['D-1', 'D-2'].map((ref) => ({ ref, name: '李雷' }))), 'distress.csv', { mapping: consumerLoan });
    await town.house.api.tick();
  });
  afterAll(async () => {
    town.leave();
    await pager.close();
  });

  it('is told to the pager at once, signed, again until it is taken, and never who it is', async () => {
    pager.answer = () => ({ status: 503, body: '' });
    await town.reply(await town.numberOf('D-1'), '活不下去了，想自杀');
    await town.house.api.tick();
    expect(pager.heard).toHaveLength(1);
    pager.answer = () => ({ status: 202, body: '' });
    await town.house.api.tick();
    expect(pager.heard, 'not before its time').toHaveLength(1);
    town.clock.advance(60_000);
    await town.house.api.tick();
    expect(pager.heard).toHaveLength(2);
    town.clock.advance(3_600_000);
    await town.house.api.tick();
    expect(pager.heard, 'taken is taken').toHaveLength(2);
    const [first] = pager.heard as [Heard];
    expect(JSON.parse(first.body)).toMatchObject({ event: 'person_in_distress', link: 'http://town.example/console/' });
    expect(first.headers['x-dunwell-signature']).toBe(signAlert(SECRET, Number(first.headers['x-dunwell-time']), first.body));
    expect(`${first.body}${town.log.join('')}`).not.toMatch(/李雷|自杀|活不下去|86154/);
    expect(town.log.filter((line) => line.startsWith('person_in_distress'))).toHaveLength(1);
  });

  it('stops all contact until a trained person lifts it, who says what was done', async () => {
    const number = await town.numberOf('D-1');
    const before = (await town.texts(number)).length;
    for (let day = 0; day < 10; day += 1) {
      town.clock.advance(86_400_000);
      await town.house.api.tick();
    }
    expect((await town.texts(number)).length).toBe(before);
    const { id } = await town.caseOf('D-1');
    const alerts = await town.house.api.alerts();
    expect(alerts).toMatchObject([{ caseIds: [id], acknowledgedAt: null }]);
    const alertId = alerts[0]?.id ?? 0;
    await town.house.api.acknowledgeAlert(alertId, 'head', 'Called, is safe, with family.');
    await expect(town.house.api.acknowledgeAlert(alertId, 'head', 'again')).rejects.toThrow(/No open alert/);
    expect(await town.house.api.alerts()).toEqual([]);
    // Looking is not lifting.
    expect((await town.caseOf('D-1')).state).toBe('human');
  });

  it('may be acknowledged and lifted by a head alone', async () => {
    await town.reply(await town.numberOf('D-2'), '不想活了');
    await town.house.api.tick();
    const { id } = await town.caseOf('D-2');
    const [alert] = await town.house.api.alerts();
    const signIn = async (email: string) => {
      const answer = await town.app.request('/api/staff/session', { method: 'POST', body: JSON.stringify({ email, password: 'demo-dunwell' }), headers: { 'content-type': 'application/json' } });
      const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const { csrf } = (await answer.json()) as { csrf: string };
      return (path: string, body: object) => town.app.request(`/api/staff${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', cookie, 'x-dunwell-csrf': csrf } });
    };
    const collector = await signIn('collector@demo.example');
    const head = await signIn('head@demo.example');
    expect((await collector(`/alerts/${alert?.id ?? 0}/acknowledge`, { note: 'seen by me' })).status).toBe(403);
    expect((await collector(`/cases/${id}/holds/distress/lift`, { reason: 'seems fine' })).status).toBe(403);
    expect((await head(`/alerts/${alert?.id ?? 0}/acknowledge`, { note: 'spoke with them' })).status).toBe(200);
    expect((await head(`/cases/${id}/holds/distress/lift`, { reason: 'spoke with them' })).status).toBe(200);
  });
});

/** An answer of an OpenAI-style API. */
const completion = (content: string): string => JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model: 'm', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } });

describe('a model', () => {
  forEachDatabase('that may vary words', (open) => {
    let town: Town;
    let model: Awaited<ReturnType<typeof counterpart>>;
    const refs = Array.from({ length: 9 }, (_, i) => `L-${i}`);
    beforeAll(async () => {
      model = await counterpart();
      town = await openTown(await open(), { answers: true, phrasing: { url: `${model.url}/v1`, key: 'k', model: 'm', timeoutMs: 400 } });
      await town.import(csv(refs.map((ref) => ({ ref, name: '韩梅梅' }))), 'model.csv', { mapping: consumerLoan });
      await town.house.api.tick();
    });
    afterAll(async () => {
      town.leave();
      await model.close();
    });
    const answerTo = async (ref: string, text: string) => {
      town.clock.advance(60_000);
      const number = await town.numberOf(ref);
      await town.reply(number, text);
      await town.house.api.tick();
      return (await town.texts(number))[1]?.body ?? '';
    };

    it('gives other words for an approved text, and was shown nothing else', async () => {
      model.answer = () => ({ status: 200, body: completion('收到，您说的日期{promised_on}已经记下了。在那之前我们不会再联系您。若记得不对或有变化，直接回复即可，或者回复“人工”。') });
      expect(await answerTo('L-0', '我明天还')).toContain('自动回复：收到，您说的日期2026-11-25已经记下了。');
      const [asked] = model.heard as [Heard];
      expect(asked.path).toBe('/v1/chat/completions');
      expect(asked.body).toContain(answerOf('confirm_promise_day').texts.zh);
      expect(asked.body).not.toMatch(/明天还|2026-11-25|韩梅梅|86154|1234/);
    });

    it.each<readonly [says: string, status: number, body: string, afterMs: number]>(([
      ['a figure of its own', 200, completion('收到，{promised_on}请还1234.56元。在那之前我们不会再联系您。若记得不对或有变化，直接回复，或回复“人工”。')],
      ['a threat', 200, completion('收到，已记下{promised_on}。否则将起诉您。在那之前我们不会再联系您。记得不对可直接回复，或回复“人工”。')],
      ['a link', 200, completion('收到，已记下{promised_on}。请点http://evil.cn 在那之前我们不会再联系您。不对可直接回复，或回复“人工”。')],
      ['no slot', 200, completion('收到，已记下您说的日期。在那之前我们不会再联系您。如果记得不对或有变化，直接回复即可，或回复“人工”。')],
      ['what it was not asked', 200, completion('As an AI language model I cannot help with that.')],
      ['a fault', 500, '{"error":{"message":"overloaded"}}'],
      ['no JSON', 200, '<html>'],
      ['too late', 200, completion('收到，您说的日期{promised_on}已经记下了。在那之前我们不会再联系您。若记得不对或有变化，直接回复即可，或者回复“人工”。'), 900],
    ] as const).map(([says, status, body, afterMs = 0]) => [says, status, body, afterMs] as const))('that says %s is not heard: the approved words leave', async (_, status, body, afterMs) => {
      model.answer = () => ({ status, body, afterMs });
      const ref = refs[model.heard.length] ?? '';
      expect(await answerTo(ref, '我明天还')).toContain('自动回复：收到，已记下您说的日期：2026-11-25。在那之前我们不会再联系您。');
    });
  });
});
