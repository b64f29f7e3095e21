import type { DebtView } from '../api.js';
import { TroublePage } from '../page/plain.js';
import type { Visit } from '../visit.js';
import { go, page } from './answer.js';

type Served = Response | Promise<Response>;

/** The debt has been closed on this browser (30 minutes, or the API says so): back to the code, saying why. */
export function closed(visit: Visit, written?: string): Served {
  const had = visit.cookies.read('dw_session') !== undefined;
  visit.cookies.drop('dw_session');
  if (written) return page(visit.c, <TroublePage reader={{ ...visit.reader, opened: false }} trouble="form" written={written} />, 401);
  return go(visit, had ? '/?again' : '/');
}

/** Answers with the debt in hand, or says why not. */
export async function withDebt(visit: Visit, serve: (debt: DebtView) => Served): Promise<Response> {
  const token = visit.cookies.read('dw_session');
  if (token === undefined) return closed(visit);
  const debt = await visit.api.debt(token);
  if (debt.ok) return serve(debt.value);
  if (debt.http === 401 || debt.http === 403) return closed(visit);
  return debt.http === 429 ? page(visit.c, <TroublePage reader={visit.reader} trouble="many" />, 429) : page(visit.c, <TroublePage reader={visit.reader} trouble="down" />, 503);
}
