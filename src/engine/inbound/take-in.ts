import { readProviderKey } from '../../domain/contact/provider-key.js';
import { slotOf } from '../../domain/id/slot-id.js';
import { Terminal } from '../ports/errors.js';
import type { Clock } from '../ports/clock.js';
import type { Inbox } from '../ports/desk.js';
import type { Digest, Keys } from '../ports/keys.js';

interface Deps {
  readonly inbox: Inbox;
  readonly keys: Keys;
  readonly digest: Digest;
  readonly clock: Clock;
}

export interface Taken {
  readonly taken: boolean;
  readonly repeated: boolean;
}

/** Slot for what nobody can be found for: kept, counted, and shown to a person. */
const UNMATCHED_SLOT = 0;

/**
 * A text from a phone. Kept for every person that has the number: while it is unread none of them is contacted, and a
 * stop from a shared number stops for all who share it.
 */
export async function takeTextReply(deps: Deps, provider: string, reply: { readonly id: string; readonly from: string; readonly text: string }): Promise<Taken> {
  const persons = await deps.inbox.personsByPhone(deps.keys.blind('phone', reply.from));
  const body = JSON.stringify({ text: reply.text });
  const arrival = {
    kind: 'sms_reply' as const, provider, eventId: reply.id, bodyDigest: deps.digest(`${reply.from}\n${body}`), contactId: null, bodySealed: deps.keys.sealForOperator(body), receivedAt: deps.clock.now(),
  };
  if (persons.length === 0) return { taken: true, ...(await deps.inbox.keep({ ...arrival, slot: UNMATCHED_SLOT, personId: null })) };
  let repeated = true;
  for (const person of persons) repeated = (await deps.inbox.keep({ ...arrival, ...person })).repeated && repeated;
  return { taken: true, repeated };
}

export interface Receipt {
  readonly id: string;
  /** Our own key of the attempt. */
  readonly providerKey: string;
  readonly state: string;
  /** Of a text that left in parts; from 1. */
  readonly part?: number;
  readonly parts?: number;
}

/** A delivery receipt. One for a text that was never ours is refused, for the provider to look into. */
export async function takeReceipt(deps: Deps, provider: string, receipt: Receipt, kind: 'sms_receipt' | 'email_receipt' | 'letter_receipt' = 'sms_receipt'): Promise<Taken> {
  const key = readProviderKey(receipt.providerKey);
  const personId = key === null ? null : await deps.inbox.contactPerson(key.contactId);
  if (key === null || personId === null) throw new Terminal('unknown_attempt', 'No attempt of ours has this key. Nothing was changed.', 'providerKey');
  const { part, parts } = receipt;
  const body = JSON.stringify({ state: receipt.state, ...(part === undefined || parts === undefined || parts < 2 ? {} : { part, parts }) });
  const kept = await deps.inbox.keep({
    slot: slotOf(key.contactId), kind, provider, eventId: receipt.id, bodyDigest: deps.digest(`${receipt.providerKey}\n${body}`), personId, contactId: key.contactId,
    bodySealed: deps.keys.sealForOperator(body), receivedAt: deps.clock.now(),
  });
  return { taken: true, ...kept };
}

export interface PaymentNotice {
  readonly id: string;
  readonly creditorId: string;
  readonly loanRef: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paidOn: string;
}

/** Ten thousand million of the major unit: beyond it a notice is a mistake, and a ledger that took it could not be summed. */
const PAYMENT_MINOR_MAX = 1e12;

/** A payment from a provider, for one loan. An unknown loan is refused: money must not be kept by a guess. */
export async function takePayment(deps: Deps, provider: string, notice: PaymentNotice): Promise<Taken> {
  if (notice.amountMinor === 0 || Math.abs(notice.amountMinor) > PAYMENT_MINOR_MAX) {
    throw new Terminal('absurd_amount', `An amount is in minor units, not zero, and ${PAYMENT_MINOR_MAX} at most. Nothing was booked.`, 'amountMinor');
  }
  const debt = await deps.inbox.debtByRef(notice.creditorId, notice.loanRef);
  if (debt === null) throw new Terminal('unknown_loan', 'No loan with this reference was placed by this creditor. Check creditorId and loanRef.', 'loanRef');
  const body = JSON.stringify({ debtId: debt.debtId, amountMinor: notice.amountMinor, currency: notice.currency, paidOn: notice.paidOn });
  const kept = await deps.inbox.keep({
    slot: debt.slot, kind: 'payment', provider, eventId: notice.id, bodyDigest: deps.digest(body), personId: debt.personId, contactId: null, bodySealed: deps.keys.sealForOperator(body),
    receivedAt: deps.clock.now(),
  });
  return { taken: true, ...kept };
}

/** What a borrower did on the portal, kept raw like everything else that comes from outside. */
export async function takePortalAct(
  deps: Deps, session: { readonly slot: number; readonly personId: number; readonly caseId: number }, key: string, act: Readonly<Record<string, unknown>>,
): Promise<Taken> {
  const body = JSON.stringify({ ...act, caseId: session.caseId });
  const kept = await deps.inbox.keep({
    slot: session.slot, kind: act['act'] === 'pay' ? 'payment' : 'portal', provider: 'portal', eventId: `${session.personId}:${key}`, bodyDigest: deps.digest(body), personId: session.personId,
    contactId: null, bodySealed: deps.keys.sealForOperator(body), receivedAt: deps.clock.now(),
  });
  return { taken: true, ...kept };
}
