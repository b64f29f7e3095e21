import type { Answer, Done } from '../api.js';
import type { Fields } from '../fields.js';
import { ACTS, DonePage, TroublePage, type Act, type Receipt } from '../page/plain.js';
import type { Wrong } from '../page/parts.js';
import type { Visit } from '../visit.js';
import { go, page } from './answer.js';
import { closed } from './session.js';

type Served = Response | Promise<Response>;

/** One thing that a borrower does: how to say it to the API, and the form to show again when it was refused. */
interface Doing {
  readonly act: Act;
  readonly fields: Fields;
  readonly call: (token: string, key: string) => Promise<Answer<Done>>;
  readonly again: (wrong: readonly Wrong[], http: 422 | 503, keepKey: boolean) => Served;
}

const KEY = /^[A-Za-z0-9-]{8,100}$/;
const RECEIPT_BYTES = 2800; // a cookie holds four thousand

export async function doIt(visit: Visit, { act, fields, call, again }: Doing): Promise<Response> {
  const token = visit.cookies.read('dw_session');
  const written = fields['words'] || undefined;
  if (token === undefined) return closed(visit, written);
  const key = fields['act'] ?? '';
  if (!KEY.test(key)) return page(visit.c, <TroublePage reader={visit.reader} trouble="form" written={written} />, 400);
  const answer = await call(token, key);
  if (answer.ok) {
    keep(visit, { act, reference: answer.value.reference, text: answer.value.text });
    return go(visit, '/done');
  }
  const { http } = answer;
  if (http === 401 || http === 403) return closed(visit, written);
  if (http === 409) return page(visit.c, <TroublePage reader={visit.reader} trouble="once" written={written} />, 409);
  if (http === 429) return page(visit.c, <TroublePage reader={visit.reader} trouble="many" written={written} />, 429);
  const t = visit.reader.t.trouble;
  // Unreachable or broken: it may have happened, so the form keeps its key and a second press is the same act.
  if (http === 0 || http >= 500) return again([{ field: '', text: t.down }], 503, true);
  return again([{ field: '', text: t.not }], 422, false);
}

function keep(visit: Visit, receipt: Receipt): void {
  let body = Buffer.from(JSON.stringify(receipt)).toString('base64url');
  if (body.length > RECEIPT_BYTES) body = Buffer.from(JSON.stringify({ ...receipt, text: null })).toString('base64url');
  visit.cookies.write('dw_done', `${body}.${visit.seal.sign('done', body)}`);
}

function kept(visit: Visit): Receipt | undefined {
  const [body = '', signature = ''] = (visit.cookies.read('dw_done') ?? '').split('.');
  if (!visit.seal.holds('done', body, signature)) return undefined;
  // Only our own signature gets here, so the shape is what `keep` wrote.
  const receipt = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Receipt;
  return ACTS.includes(receipt.act) ? receipt : undefined;
}

export function done(visit: Visit): Served {
  return page(visit.c, <DonePage reader={visit.reader} receipt={kept(visit)} />);
}
