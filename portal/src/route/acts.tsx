import type { Fields } from '../fields.js';
import { dateFrom, moneyText } from '../format.js';
import { minorFrom } from '../money.js';
import type { Wrong } from '../page/parts.js';
import { amountField, pastDate, PayPage, PromisePage } from '../page/settle.js';
import { DisputePage, HardshipPage, MEDIA, REASONS, StopPage } from '../page/speak.js';
import { ContactsPage, DebtPage } from '../page/debt.js';
import type { Visit } from '../visit.js';
import { page } from './answer.js';
import { doIt } from './act.js';
import { closed, withDebt } from './session.js';

type Served = Response | Promise<Response>;

export const debt = (visit: Visit): Served => withDebt(visit, (view) => page(visit.c, <DebtPage reader={visit.reader} debt={view} />));
export const contacts = (visit: Visit): Served => withDebt(visit, (view) => page(visit.c, <ContactsPage reader={visit.reader} debt={view} />));

interface Amount {
  readonly minor: number;
  readonly currency: string;
}

/** The amount in a form. The limit is what the page showed: a second press of a form that paid all must give its first answer. */
function amountFrom(visit: Visit, fields: Fields): Amount | Wrong {
  const currency = /^[A-Z]{3}$/.exec(fields['currency'] ?? '')?.[0] ?? '';
  const field = amountField(currency);
  const { amount: t } = visit.reader.t;
  const minor = minorFrom(fields['whole'] ?? fields[field] ?? '', currency);
  if (minor === undefined) return { field, text: t.bad };
  const limit = Number(fields['limit']);
  if (minor > limit) return { field, text: t.tooMuch(moneyText({ minor: limit, currency }, visit.reader.language)) };
  return { minor, currency };
}
const isWrong = (value: object): value is Wrong => 'field' in value;

export const payForm = (visit: Visit): Served => withDebt(visit, (view) => page(visit.c, <PayPage reader={visit.reader} debt={view} />));

export async function pay(visit: Visit, fields: Fields): Promise<Response> {
  const again = (wrong: readonly Wrong[], http: 422 | 503, keepKey: boolean) =>
    withDebt(visit, (view) => page(visit.c, <PayPage reader={visit.reader} debt={view} sent={fields} keepKey={keepKey} wrong={wrong} />, http));
  const amount = amountFrom(visit, fields);
  if (isWrong(amount)) return again([amount], 422, true);
  return doIt(visit, { act: 'pay', fields, again, call: (token, key) => visit.api.pay(token, key, { amountMinor: amount.minor, currency: amount.currency }) });
}

export const promiseForm = (visit: Visit): Served => withDebt(visit, (view) => page(visit.c, <PromisePage reader={visit.reader} debt={view} />));

export async function promise(visit: Visit, fields: Fields): Promise<Response> {
  const again = (wrong: readonly Wrong[], http: 422 | 503, keepKey: boolean) =>
    withDebt(visit, (view) => page(visit.c, <PromisePage reader={visit.reader} debt={view} sent={fields} keepKey={keepKey} wrong={wrong} />, http));
  const amount = amountFrom(visit, fields);
  const field = `on_${fields['currency'] ?? ''}`;
  const on = dateFrom(fields[field] ?? '');
  const from = dateFrom(fields['from'] ?? '');
  const wrong: Wrong[] = [];
  if (on === undefined) wrong.push({ field, text: visit.reader.t.promise.badDate });
  else if (from !== undefined && on < from) wrong.push({ field, text: pastDate(visit.reader, from) });
  if (isWrong(amount)) wrong.push(amount);
  if (wrong.length > 0 || on === undefined || isWrong(amount)) return again(wrong, 422, true);
  return doIt(visit, { act: 'promise', fields, again, call: (token, key) => visit.api.promise(token, key, { amountMinor: amount.minor, currency: amount.currency, on }) });
}

const LONGEST = 4000;

export const disputeForm = (visit: Visit): Served => withDebt(visit, () => page(visit.c, <DisputePage reader={visit.reader} />));

export async function dispute(visit: Visit, fields: Fields): Promise<Response> {
  const again = (wrong: readonly Wrong[], http: 422 | 503, keepKey: boolean) => page(visit.c, <DisputePage reader={visit.reader} sent={fields} keepKey={keepKey} wrong={wrong} />, http);
  const reason = REASONS.find((r) => r === fields['reason']);
  const words = (fields['words'] ?? '').trim();
  const { dispute: t } = visit.reader.t;
  const wrong = [...(reason === undefined ? [{ field: 'reason', text: t.noReason }] : []), ...(words.length > LONGEST ? [{ field: 'words', text: t.tooLong }] : [])];
  if (reason === undefined || wrong.length > 0) return again(wrong, 422, true);
  return doIt(visit, { act: 'dispute', fields, again, call: (token, key) => visit.api.dispute(token, key, { reason, words }) });
}

/** Where help exists is told to everyone; telling us needs an open debt. */
export const hardshipForm = (visit: Visit): Served => page(visit.c, <HardshipPage reader={visit.reader} mayTell={visit.reader.opened} />);

export async function hardship(visit: Visit, fields: Fields): Promise<Response> {
  const again = (wrong: readonly Wrong[], http: 422 | 503, keepKey: boolean) => page(visit.c, <HardshipPage reader={visit.reader} sent={fields} keepKey={keepKey} wrong={wrong} mayTell />, http);
  const words = (fields['words'] ?? '').trim();
  if (words.length > LONGEST) return again([{ field: 'words', text: visit.reader.t.dispute.tooLong }], 422, true);
  return doIt(visit, { act: 'hardship', fields, again, call: (token, key) => visit.api.hardship(token, key, words) });
}

export const stopForm = (visit: Visit): Served => withDebt(visit, () => page(visit.c, <StopPage reader={visit.reader} />));

export async function stop(visit: Visit, fields: Fields): Promise<Response> {
  const again = (wrong: readonly Wrong[], http: 422 | 503, keepKey: boolean) => page(visit.c, <StopPage reader={visit.reader} sent={fields} keepKey={keepKey} wrong={wrong} />, http);
  const medium = MEDIA.find((m) => m === fields['medium']);
  if (medium === undefined) return visit.cookies.read('dw_session') === undefined ? closed(visit) : again([{ field: '', text: visit.reader.t.trouble.not }], 422, false);
  return doIt(visit, { act: 'stop', fields, again, call: (token, key) => visit.api.stop(token, key, medium) });
}
