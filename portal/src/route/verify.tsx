import { HomePage, OpenPage, ResultPage } from '../page/verify.js';
import { TroublePage } from '../page/plain.js';
import type { Fields } from '../fields.js';
import { languageOf } from '../language.js';
import type { Visit } from '../visit.js';
import { go, page } from './answer.js';

type Served = Response | Promise<Response>;

/** The code in what was typed: full-width letters, spaces and a pasted link or text are all right. */
export function codeFrom(typed: string): string {
  const plain = typed.normalize('NFKC').trim();
  const linked = /\/v\/([A-Za-z0-9_-]{1,64})/.exec(plain)?.[1];
  return (linked ?? plain.replace(/\s/g, '')).slice(0, 100);
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

export function check(visit: Visit, fields: Fields): Served {
  const code = codeFrom(fields['code'] ?? '');
  if (code === '') return page(visit.c, <HomePage reader={visit.reader} wrong={[{ field: 'code', text: visit.reader.t.home.noCode }]} />, 422);
  visit.cookies.write('dw_code', code);
  return go(visit, '/result');
}

export async function result(visit: Visit): Promise<Response> {
  const code = visit.cookies.read('dw_code');
  if (code === undefined) return go(visit, '/');
  const found = await visit.api.verify(code);
  if (found.ok) {
    if (found.value.language !== null && languageOf(found.value.language) !== undefined) visit.cookies.write('dw_person_lang', found.value.language);
    return page(visit.c, <ResultPage reader={visit.reader} found={found.value} />);
  }
  if (found.http === 429) return page(visit.c, <HomePage reader={visit.reader} wrong={[{ field: '', text: visit.reader.t.home.tooMany }]} />, 429);
  if (found.http === 0 || found.http >= 500) return page(visit.c, <TroublePage reader={visit.reader} trouble="down" />, 503);
  // A code that cannot even be read is a code that we do not know.
  return page(visit.c, <ResultPage reader={visit.reader} found={{ genuine: false, creditor: null, channel: null, sentAt: null, about: null, language: null, superseded: false }} />);
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
