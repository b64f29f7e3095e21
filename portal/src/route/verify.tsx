import { HomePage, OpenPage, ResultPage } from '../page/verify.js';
import { TroublePage } from '../page/plain.js';
import type { Answer, Verification } from '../api.js';
import type { Fields } from '../fields.js';
import { languageOf } from '../language.js';
import type { Visit } from '../visit.js';
import { go, page } from './answer.js';

type Served = Response | Promise<Response>;

const PASTED_MAX = 4096;

/** A code alone, full-width letters and spaces all right; `null` when there is more: a link, a whole message. */
export function codeAlone(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
  return /^[A-Za-z0-9.–—-]{1,20}$/.test(plain) ? plain : null;
}

export function home(visit: Visit): Served {
  const query = visit.c.req.query();
  const { home: t } = visit.reader.t;
  const notice = 'again' in query ? t.again : 'closed' in query ? t.closed : undefined;
  return page(visit.c, <HomePage reader={visit.reader} {...(notice ? { notice } : {})} />);
}

/** The link in a text: fills the code in and does nothing else. A preview robot that follows it opens nothing. */
export function linked(visit: Visit): Served {
  const code = visit.c.req.param('code') ?? '';
  return /^[A-Za-z0-9_-]{1,64}$/.test(code) ? page(visit.c, <HomePage reader={visit.reader} code={code} prefilled />) : go(visit, '/');
}

const NOT_KNOWN: Verification = { genuine: false, code: null, words: 'not_compared', creditor: null, channel: null, sentAt: null, sentTo: null, about: null, language: null, superseded: false };

export async function check(visit: Visit, fields: Fields): Promise<Response> {
  const typed = [fields['text'] ?? '', fields['code'] ?? ''].find((text) => text.trim() !== '');
  if (typed === undefined) return page(visit.c, <HomePage reader={visit.reader} wrong={[{ field: 'code', text: visit.reader.t.home.noCode }]} />, 422);
  const code = codeAlone(typed);
  // Words are too long for a cookie and nobody's business in an address: they are answered at once.
  if (code === null) return told(visit, await visit.api.verify({ text: typed.slice(0, PASTED_MAX) }));
  visit.cookies.write('dw_code', code);
  return go(visit, '/result');
}

export async function result(visit: Visit): Promise<Response> {
  const code = visit.cookies.read('dw_code');
  return code === undefined ? go(visit, '/') : told(visit, await visit.api.verify({ code }));
}

async function told(visit: Visit, found: Answer<Verification>): Promise<Response> {
  if (found.ok) {
    if (found.value.code === null) visit.cookies.drop('dw_code');
    else visit.cookies.write('dw_code', found.value.code);
    if (found.value.language !== null && languageOf(found.value.language) !== undefined) visit.cookies.write('dw_person_lang', found.value.language);
    return page(visit.c, <ResultPage reader={visit.reader} found={found.value} />);
  }
  if (found.http === 429) return page(visit.c, <HomePage reader={visit.reader} wrong={[{ field: '', text: visit.reader.t.home.tooMany }]} />, 429);
  if (found.http === 0 || found.http >= 500) return page(visit.c, <TroublePage reader={visit.reader} trouble="down" />, 503);
  // A code that cannot even be read is a code that we do not know.
  return page(visit.c, <ResultPage reader={visit.reader} found={NOT_KNOWN} />);
}

export function openForm(visit: Visit): Served {
  return visit.cookies.read('dw_code') === undefined ? go(visit, '/') : page(visit.c, <OpenPage reader={visit.reader} />);
}

export async function open(visit: Visit, fields: Fields): Promise<Response> {
  const code = visit.cookies.read('dw_code');
  if (code === undefined) return go(visit, '/?again');
  const t = visit.reader.t.open;
  const tail = (fields['tail'] ?? '').normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const again = (text: string, http: 422 | 429) => page(visit.c, <OpenPage reader={visit.reader} wrong={[{ field: http === 422 ? 'tail' : '', text }]} />, http);
  if (!/^[0-9A-Z]{4}$/.test(tail)) return again(t.notFour, 422);
  const opened = await visit.api.open(code, tail);
  if (opened.ok) {
    visit.cookies.write('dw_session', opened.value.token);
    visit.cookies.write('dw_person_lang', opened.value.language);
    return go(visit, '/debt');
  }
  if (opened.http === 429) return again(t.tooMany, 429);
  if (opened.http === 0 || opened.http >= 500) return page(visit.c, <TroublePage reader={visit.reader} trouble="down" />, 503);
  return again(opened.code === 'no_id_on_file' ? t.noId : t.wrong, 422);
}

export function leave(visit: Visit): Served {
  for (const name of ['dw_session', 'dw_code', 'dw_done', 'dw_person_lang'] as const) visit.cookies.drop(name);
  return go(visit, '/?closed');
}
