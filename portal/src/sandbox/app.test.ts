import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import { browser, formsOf, post, type Page } from '../../test/browser.js';
import { sandboxApp } from './app.js';
import { withLinks } from './link.js';
import type { ReceiptKind, SandboxPhone, SandboxText } from './phone.js';

const NUMBER = '+8613800001234';
const OTHER = '+12025550143';

/** A small network: two phones, one text each. */
function network() {
  const threads = new Map<string, SandboxText[]>([
    [NUMBER, [{ id: 't1', direction: 'out', text: '核实：https://pay.example/v/K7Q2MX 回TD退订', at: '2026-11-24T02:00:00.000Z', state: 'accepted', hint: { idTail: '204X', name: '王小明' } }]],
    [OTHER, [{ id: 't2', direction: 'out', text: 'Hello', at: '2026-11-23T02:00:00.000Z', state: 'delivered' }]],
  ]);
  const receipts: [string, ReceiptKind][] = [];
  const phone: SandboxPhone = {
    numbers: ({ search, limit }) =>
      Promise.resolve([...threads].filter(([number]) => number.includes(search ?? '')).slice(0, limit).map(([number, texts]) => ({ number, last: texts.at(-1)?.text ?? '', lastAt: texts.at(-1)?.at ?? '', unread: number === NUMBER ? 1 : 0 }))),
    thread: (number) => Promise.resolve(threads.get(number) ?? []),
    reply: (number, text) => {
      threads.get(number)?.push({ id: `r${threads.get(number)?.length ?? 0}`, direction: 'in', text, at: '2026-11-24T03:00:00.000Z', state: 'delivered' });
      return Promise.resolve();
    },
    receipt: (id, kind) => {
      receipts.push([id, kind]);
      return Promise.resolve();
    },
  };
  const root = new Hono().route('/sandbox', sandboxApp({ phone }));
  return { threads, receipts, root, reader: browser(root) };
}

async function phoneOf(reader: ReturnType<typeof browser>, number: string): Promise<{ page: Page; path: string }> {
  const list = await reader.get('/sandbox');
  const path = new RegExp(`<a href="(/sandbox/p/[^"]+)"[^>]*><span class="row"><b>${number.replace('+', '\\+')}`).exec(list.html)?.[1] ?? '';
  return { page: await reader.get(path), path };
}

describe('the sandbox phone', () => {
  it('lists phones with their latest text, and puts no number into an address', async () => {
    const { reader } = network();
    const list = await reader.get('/sandbox');
    expect(list.html).toContain(NUMBER);
    expect(list.html).toContain('>1 text<');
    for (const [, href = ''] of list.html.matchAll(/(?:href|action)="([^"]*)"/g)) expect(href).not.toMatch(/\d{7}/);
  });

  it('finds a phone by a part of its number', async () => {
    const { reader } = network();
    const found = await reader.submit(await reader.get('/sandbox'), '/sandbox/search', { search: '0143' });
    expect([found.html.includes(OTHER), found.html.includes(NUMBER)]).toEqual([true, false]);
    expect((await reader.submit(found, '/sandbox/search', { search: '999' })).html).toContain('No phone matches');
  });

  it('shows the thread with its link, and the made-up facts that open the debt', async () => {
    const { reader } = network();
    const { page } = await phoneOf(reader, NUMBER);
    expect(page.html).toContain('<a href="/v/K7Q2MX">https://pay.example/v/K7Q2MX</a>');
    expect(page.html).toContain('204X');
    expect(page.html).toMatch(/<label for="text">Reply<\/label>/);
  });

  it('sends a reply, typed or picked', async () => {
    const { reader, threads } = network();
    const { page, path } = await phoneOf(reader, NUMBER);
    const after = await reader.submit(page, `${path}/reply`, { text: '  我明天还 ' });
    expect(after.html).toContain('>我明天还</p>');
    await reader.submit(after, `${path}/reply`, { text: 'TD' });
    expect(threads.get(NUMBER)?.filter((t) => t.direction === 'in').map((t) => t.text)).toEqual(['我明天还', 'TD']);
    const empty = await reader.submit(after, `${path}/reply`, { text: ' ' });
    expect([empty.http, empty.html.includes('Type a reply first')]).toEqual([422, true]);
  });

  it.each(['delivered', 'failed', 'late', 'duplicate', 'out_of_order'])('simulates a receipt: %s', async (kind) => {
    const { reader, receipts } = network();
    const { page, path } = await phoneOf(reader, NUMBER);
    expect(page.html).toContain(`name="kind" value="${kind}"`);
    await reader.submit(page, `${path}/receipt`, { kind });
    expect(receipts).toEqual([['t1', kind]]);
  });

  it('gives no receipt for a text of another phone, or of an unknown kind', async () => {
    const { reader, receipts } = network();
    const { page, path } = await phoneOf(reader, NUMBER);
    await reader.submit(page, `${path}/receipt`, { kind: 'delivered', id: 't2' });
    await reader.submit(page, `${path}/receipt`, { kind: 'teleported' });
    expect(receipts).toEqual([]);
  });

  it('refuses a form from elsewhere, and an address that it did not make', async () => {
    const { root, reader, threads } = network();
    const { path, page } = await phoneOf(reader, NUMBER);
    expect((await root.request(`${path}/reply`, post({ text: 'STOP' }))).status).toBe(403);
    expect(threads.get(NUMBER)).toHaveLength(1);
    const forged = `${path.slice(0, -4)}AAAA`;
    expect((await reader.get(forged)).html).toContain('This phone is not known any more');
    expect(formsOf(page.html).every((f) => f.fields['form'] !== undefined)).toBe(true);
  });

  it('says calmly that it failed, and prints nothing of it', async () => {
    const { reader, threads } = network();
    const { page, path } = await phoneOf(reader, NUMBER);
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    threads.get(NUMBER)?.push({ id: 'bad', direction: 'out', get text(): string { throw new Error(`broken for ${NUMBER}`); }, at: '2026-11-24T04:00:00.000Z', state: 'failed' });
    const failed = await reader.submit(page, `${path}/reply`, { text: 'hello' });
    expect([failed.http, failed.html.includes(NUMBER), printed.mock.calls.length]).toEqual([503, false, 0]);
  });

  it('speaks Chinese, serves its own style and script, and shows hostile text as text', async () => {
    const { reader, threads, root } = network();
    threads.get(NUMBER)?.push({ id: 't9', direction: 'out', text: '<script>alert(1)</script> javascript:alert(1) http://evil.example/x/v/"><b>', at: '2026-11-24T04:00:00.000Z', state: 'failed' });
    const { page, path } = await phoneOf(reader, NUMBER);
    expect(page.html).not.toContain('<script>');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await reader.get(`${path}?lang=zh`)).html).toContain('>发送</button>');
    for (const [, asset = ''] of page.html.matchAll(/(?:src|href)="(\/sandbox\/assets\/[^"]+)"/g)) expect((await root.request(asset)).status, asset).toBe(200);
  });
});

describe('links in a text', () => {
  it.each([
    ['see http://localhost:8080/v/AB-1.', ['/v/AB-1']],
    ['a.example/v/X1，b.example/v/Y2', ['/v/X1', '/v/Y2']],
    ['https://evil.example/pay', []],
    ['javascript:alert(1)', []],
    ['nothing', []],
  ])('%j leads to %j and nowhere else', (text, hrefs) => {
    const parts = withLinks(text);
    expect(parts.flatMap((p) => p.href ?? [])).toEqual(hrefs);
    expect(parts.map((p) => p.text).join('')).toBe(text);
  });
});
