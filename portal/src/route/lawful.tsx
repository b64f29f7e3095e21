import type { Fields } from '../fields.js';
import { LAWFUL_TEXTS } from '../i18n/texts.js';
import { LawfulAnswerPage } from '../page/lawful-answer.js';
import { LawfulFormPage } from '../page/lawful-form.js';
import type { Wrong } from '../page/parts.js';
import { TroublePage } from '../page/plain.js';
import type { Visit } from '../visit.js';
import { page } from './answer.js';
import { CONTACT_LINES, linesOf, SAID_LINES, toldFrom } from './told.js';

type Served = Response | Promise<Response>;

function shown(visit: Visit, sent: Fields, wrong: readonly Wrong[] = []): Served {
  const t = LAWFUL_TEXTS[visit.reader.language];
  const lines = { contacts: linesOf(sent, 'c', CONTACT_LINES), saids: linesOf(sent, 's', SAID_LINES) };
  return page(visit.c, <LawfulFormPage reader={visit.reader} t={t} sent={sent} {...lines} wrong={wrong} />, wrong.length > 0 ? 422 : 200);
}

export const form = (visit: Visit): Served => shown(visit, {});

/** Answers what was told. Nothing is done but where a complaint is asked for, so no seal is needed, and no cookie is set. */
export async function answer(visit: Visit, sent: Fields): Promise<Response> {
  const t = LAWFUL_TEXTS[visit.reader.language];
  if ((sent['more'] ?? '') !== '' || (sent['edit'] ?? '') !== '') return shown(visit, sent);
  const told = toldFrom(sent, t);
  if (!told.ok) return shown(visit, sent, told.wrong);
  const code = sent['keep'] === 'yes' ? (sent['code'] ?? '').normalize('NFKC').replace(/\s/g, '').slice(0, 100) : undefined;
  const given = code === undefined || code === '' ? await visit.api.lawful(told.received) : await visit.api.lawful(told.received, code);
  const codeUnknown = code === '' || (!given.ok && given.code === 'unknown_code');
  const answered = codeUnknown && !given.ok ? await visit.api.lawful(told.received) : given;
  if (answered.ok) return page(visit.c, <LawfulAnswerPage reader={visit.reader} t={t} answer={answered.value} received={told.received} sent={sent} codeUnknown={codeUnknown} />, codeUnknown ? 422 : 200);
  if (answered.http === 429) return page(visit.c, <TroublePage reader={visit.reader} trouble="many" />, 429);
  if (answered.http === 400 || answered.http === 413 || answered.http === 422) return shown(visit, sent, [{ field: '', text: /^unreadable/.test(answered.code) ? t.wrongMany : t.wrongOther }]);
  return page(visit.c, <TroublePage reader={visit.reader} trouble="down" />, 503);
}
