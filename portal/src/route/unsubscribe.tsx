import { UnsubscribedPage, UnsubscribePage } from '../page/unsubscribe.js';
import { TroublePage } from '../page/plain.js';
import type { Visit } from '../visit.js';
import { page } from './answer.js';

type Served = Response | Promise<Response>;

export const form = (visit: Visit): Served => page(visit.c, <UnsubscribePage reader={visit.reader} />);

/** One click, whatever the form holds: what it is about stands in the link. */
export async function send(visit: Visit, token: string): Promise<Response> {
  const answered = await visit.api.unsubscribe(token);
  if (answered.ok) return page(visit.c, <UnsubscribedPage reader={visit.reader} />);
  if (answered.http === 404 || answered.http === 400) return page(visit.c, <TroublePage reader={visit.reader} trouble="link" />, 404);
  return page(visit.c, <TroublePage reader={visit.reader} trouble={answered.http === 429 ? 'many' : 'down'} />, answered.http === 429 ? 429 : 503);
}
