import { describe, expect, it } from 'vitest';
import { browser, post, type Page } from '../test/browser.js';
import type { components } from '../../client/portal/schema.js';
import { portalApp } from './app.js';
import { lawfulEn } from './i18n/lawful-en.js';
import { lawfulZh } from './i18n/lawful-zh.js';

type Answer = components['schemas']['Lawfulness'];
const both = (en: string, zh: string) => ({ en, zh });
const RULE = {
  rule: 'CN-T1', title: both('No collection at night', '夜间不得催收'), citation: 'CBA guideline (2026)', citationZh: '《催收工作指引》', force: 'G', forceWords: both('A guideline', '协会指引'), confidence: 'high', confidenceWords: both('Sure', '有把握'),
  presumed: false, contacts: [1], dependsOn: [], notes: [], quote: '<b>今晚</b>',
};
const ANSWER: Answer = {
  summary: 'breaks_guidance', summaryWords: both('It breaks a guideline.', '违反指引。'), jurisdictions: ['CN'], remarks: [], breaks: [RULE],
  cannotSay: [{ ...RULE, rule: 'CN-P14', title: both('Told of the sale', '转让通知'), dependsOn: [both('who it was', '对方是谁')] }], inOrder: [], goodPractice: [],
  steps: [{ text: both('Call 12378.', '拨打12378。'), source: 's', confidence: 'low' }], helplines: [both('China: 12356', '中国：12356')], helpFirst: false, notAdvice: both('This is not legal advice.', '这不是法律意见。'), kept: null,
};

function page(change: Partial<Answer> = {}, headers?: Record<string, string>) {
  const heard: { readonly path: string; readonly body: { readonly received: Record<string, unknown>; readonly keep?: { readonly code: string } } }[] = [];
  const api = { fail: 0 };
  const app = portalApp({
    baseUrl: 'http://portal.invalid/api/portal', secureCookies: false, sandboxHints: false,
    fetch: async (request) => {
      const body = (await request.json()) as (typeof heard)[number]['body'];
      heard.push({ path: new URL(request.url).pathname, body });
      if (api.fail !== 0) return Response.json({ code: 'x', detail: 'x' }, { status: api.fail });
      if (body.keep !== undefined && body.keep.code !== 'K7Q2MX') return Response.json({ code: 'unknown_code', detail: 'x' }, { status: 422 });
      return Response.json({ ...ANSWER, ...change, kept: body.keep === undefined ? null : { reference: 'AB12CD34', text: both('Filed.', '已提交。') } });
    },
  });
  return { heard, api, reader: browser(app, headers) };
}

const send = async (reader: ReturnType<typeof browser>, fields: Record<string, string>, path = '/lawful'): Promise<Page> => {
  const response = await reader.raw(path, post(fields));
  return { http: response.status, html: await response.text(), headers: response.headers };
};
const CALL = { country: 'CN', c0_channel: 'call', c0_on: '2026-11-20', c0_time: '22:30' };

describe('the form', () => {
  it.each([['en', lawfulEn.title, undefined], ['zh-CN', lawfulZh.title, { 'accept-language': 'zh-CN' }]] as const)('in %s: every field has its label, every group its legend, and it fits a cheap phone', async (lang, title, headers) => {
    const { reader } = page({}, headers);
    const { html, http } = await reader.get('/lawful');
    expect(http).toBe(200);
    expect(html).toContain(`<html lang="${lang}"`);
    expect(html).toContain(title);
    const ids = [...html.matchAll(/<(?:input|select|textarea)\b(?![^>]*type="(?:hidden|checkbox)")[^>]*\bid="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(ids.length).toBeGreaterThan(25);
    for (const id of ids) expect(html, id).toContain(`for="${id}"`);
    expect(html.match(/<fieldset/g)?.length).toBe(html.match(/<legend/g)?.length);
    expect(Buffer.byteLength(html)).toBeLessThan(50_000);
    expect(html).not.toMatch(/https?:\/\/|<script(?![^>]*src=)|style="|\son\w+="/);
  });

  it('is linked from the start, and sets no cookie', async () => {
    const { reader } = page();
    expect((await reader.get('/lawful')).headers.getSetCookie()).toEqual([]);
    expect((await send(reader, CALL)).headers.getSetCookie()).toEqual([]);
    expect((await reader.get('/')).html).toContain('href="/lawful"');
  });

  it('stays small with every line it may have', async () => {
    const { reader, heard } = page();
    const more = await send(reader, { ...CALL, c_lines: '19', s_lines: '10', more: 'c' });
    expect(more.html).toContain('id="c19_channel"');
    expect(more.html).not.toContain('id="c20_channel"');
    expect(more.html).toMatch(/id="c0_time"[^>]*value="22:30"|value="22:30"[^>]*id="c0_time"/);
    expect(heard).toEqual([]);
  });

  it.each([
    [{}, 'c0_channel', lawfulEn.wrongNothing], [{ c0_channel: 'call' }, 'c0_on', lawfulEn.wrongOn(1)], [{ c0_on: '2026-11-20' }, 'c0_channel', lawfulEn.wrongChannel(1)], [{ ...CALL, c0_time: '25:00' }, 'c0_time', lawfulEn.wrongTime(1)],
    [{ ...CALL, c0_times: '61' }, 'c0_times', lawfulEn.wrongTimes(1)], [{ ...CALL, c0_until: '2026-11-19' }, 'c0_until', lawfulEn.wrongUntil(1)], [{ ...CALL, country: 'US', state: 'Ohio' }, 'state', lawfulEn.wrongState],
    [{ ...CALL, s0_what: 'stop_medium' }, 's0_medium', lawfulEn.wrongSaidMore(1)], [{ ...CALL, s0_what: 'stop', s0_on: 'monday' }, 's0_on', lawfulEn.wrongSaidOn(1)], [{ text: 'x'.repeat(4001) }, 'text', lawfulEn.wrongLong],
  ])('names what is wrong beside its field: %j', async (fields, field, words) => {
    const { reader, heard } = page();
    const again = await send(reader, fields as Record<string, string>);
    expect(again.http).toBe(422);
    expect(again.html).toContain(`href="#${field}"`);
    expect(again.html.replaceAll('&#39;', '’')).toContain(words);
    expect(again.html).toMatch(new RegExp(`id="${field}"[^>]*aria-describedby="[^"]*${field}-error"[^>]*aria-invalid="true"`));
    expect(heard).toEqual([]);
  });
});

describe('what is told', () => {
  it('reaches the API as it was said, what was left open left out', async () => {
    const { reader, heard } = page();
    await send(reader, {
      ...CALL, country: 'US', state: 'ny', city: 'Brooklyn', c0_time: '9:05', c0_times: '3', c0_until: '2026/11/22', c0_per: 'span', c0_answered: 'no', c1_channel: 'visit', c1_on: '2026-11-23', c1_people: '1', act_fee: 'on', act_insult: 'on',
      collector: 'agency', announced: 'no', s0_what: 'bad_time', s0_on: '2026-11-01', s0_from: '13:00', s0_to: '15:00', agreed_hours: 'no', text: ' Pay now ', debt: '',
    });
    expect(heard.map(({ path }) => path)).toEqual(['/api/portal/lawful']);
    expect(heard[0]?.body).toEqual({
      received: {
        place: { country: 'US', state: 'NY', city: 'Brooklyn' }, collector: 'agency', announced: 'no', agreed: { hours: 'no' }, acts: ['insult', 'fee'], text: 'Pay now',
        contacts: [{ channel: 'call', on: '2026-11-20', until: '2026-11-22', time: '09:05', times: 3, per: 'span', answered: 'no' }, { channel: 'visit', on: '2026-11-23', people: 1 }],
        said: [{ what: 'bad_time', on: '2026-11-01', from: '13:00', to: '15:00' }],
      },
    });
  });

  it('never stands in an address, nor as markup', async () => {
    const { reader } = page();
    const nasty = '"><script>alert(1)</script>';
    const shown = await send(reader, { ...CALL, text: nasty, city: nasty, note: nasty });
    expect(shown.html).not.toContain('<script>alert');
    expect(shown.html).toContain('&lt;b&gt;今晚');
    expect(shown.html).not.toContain('<b>今晚');
    const edited = await send(reader, { ...CALL, text: nasty, c0_channel: nasty, edit: 'yes' });
    expect(edited.html).not.toContain('<script>alert');
    expect(reader.visited.every((path) => path === '/lawful')).toBe(true);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('is refused when it is larger than any such form', async () => {
    const { reader, heard } = page();
    expect((await send(reader, { ...CALL, note: '字'.repeat(30_000) })).http).toBe(413);
    expect(heard).toEqual([]);
  });

  it('comes back filled in when the reader wants to change it, also in the other language', async () => {
    const { reader } = page();
    const back = await send(reader, { ...CALL, collector: 'agency', act_insult: 'on', text: 'Pay now', edit: 'yes' }, '/lawful?lang=zh');
    expect(back.html).toContain(lawfulZh.title);
    expect(back.html).toMatch(/<option value="agency" selected[^>]*>/);
    expect(back.html).toMatch(/name="act_insult"[^>]*checked/);
    expect(back.html).toContain('Pay now</textarea>');
  });
});

describe('the answer', () => {
  it.each([['en', undefined, ['It breaks a guideline.', 'No collection at night', 'CBA guideline (2026)', 'Association guideline', 'who it was', 'Call 12378.', 'Check this number', 'This is not legal advice.']],
    ['zh', { 'accept-language': 'zh-CN' }, ['违反指引。', '夜间不得催收', '《催收工作指引》', '协会指引', '对方是谁', '拨打12378。', '使用前请先核实', '这不是法律意见。']]] as const)('says in %s what is broken, by which article, what would decide, and what to do', async (_lang, headers, words) => {
    const { reader } = page({}, headers);
    const shown = await send(reader, CALL);
    for (const word of words) expect(shown.html).toContain(word);
    expect(shown.html.match(/<h1/g)).toHaveLength(1);
    expect((shown.html.match(/legal advice|法律意见/g) ?? []).length).toBe(2); // on the page, and in the text to copy
  });

  it('puts help before everything when it must, and keeps it on the page else', async () => {
    const first = await send(page({ helpFirst: true }).reader, CALL);
    expect(first.html.indexOf('12356')).toBeLessThan(first.html.indexOf('<h1'));
    const later = await send(page().reader, CALL);
    expect(later.html.indexOf('12356')).toBeGreaterThan(later.html.indexOf('<h1'));
    // It does not call itself first where it is not.
    expect([first.html, later.html].map((html) => /首先：|First: /.test(html))).toEqual([true, false]);
  });

  it('keeps nothing unless it is asked to with a code, and says so when it does not know the code', async () => {
    const { reader, heard } = page();
    await send(reader, CALL);
    expect(heard[0]?.body.keep).toBeUndefined();
    const kept = await send(reader, { ...CALL, keep: 'yes', code: ' k7q2mx '.toUpperCase() });
    expect(heard[1]?.body.keep).toEqual({ code: 'K7Q2MX' });
    expect(kept.html).toContain('AB12CD34');
    const unknown = await send(reader, { ...CALL, keep: 'yes', code: 'NOTOURS' });
    expect(unknown.http).toBe(422);
    expect(unknown.html).toContain(lawfulEn.keepWrong);
    expect(unknown.html).toContain('No collection at night');
  });

  it.each([[429, 429], [500, 503], [400, 422], [422, 422]])('an API that answers %i gives %i, and no promise', async (fail, http) => {
    const set = page();
    set.api.fail = fail;
    const shown = await send(set.reader, CALL);
    expect(shown.http).toBe(http);
    expect(shown.html).not.toContain('No collection at night');
  });
});

describe('its words', () => {
  const HAN = /[\u4e00-\u9fff]/;
  function flat(node: unknown, path = ''): [string, string][] {
    if (typeof node === 'string') return [[path, node]];
    if (typeof node === 'function') return [[path, String((node as (n: number) => unknown)(2))]];
    return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) => flat(value, `${path}.${key}`));
  }

  it('are the same in both languages, each in its own', () => {
    expect(flat(lawfulZh).map(([key]) => key)).toEqual(flat(lawfulEn).map(([key]) => key));
    for (const [key, words] of flat(lawfulEn)) expect(words.trim() !== '' && !HAN.test(words), `${key}: ${words}`).toBe(true);
    for (const [key, words] of flat(lawfulZh)) expect(HAN.test(words), `${key}: ${words}`).toBe(true);
  });
});
