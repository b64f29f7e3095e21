import type { ReceiptState } from '../../../engine/ports/arrivals.js';
import { ESM, TAG, type ShortMessage } from './short-message.js';
import type { IdForm } from './smpp-options.js';

/** message_state (SMPP 3.4 §5.2.28). */
const BY_NUMBER: Readonly<Record<number, string>> = { 1: 'ENROUTE', 2: 'DELIVRD', 3: 'EXPIRED', 4: 'DELETED', 5: 'UNDELIV', 6: 'ACCEPTD', 7: 'UNKNOWN', 8: 'REJECTD' };
/** By the words of the text (Appendix B). What settles nothing is `sent`. */
const STATES: Readonly<Record<string, ReceiptState>> = {
  ENROUTE: 'sent', ACCEPTD: 'sent', UNKNOWN: 'sent', DELIVRD: 'delivered', EXPIRED: 'expired', DELETED: 'failed', UNDELIV: 'failed', REJECTD: 'failed',
};

export interface SmppReceipt {
  /** The same for the same news, so that a repeat is known. */
  readonly id: string;
  readonly ref: string;
  readonly state: ReceiptState;
}

/** One way of writing an identifier, so that the answer's and the receipt's are the same. What is not in the form is left as it is. */
export function refOf(id: string, form: IdForm): string {
  if (form === 'hex' && /^[0-9a-f]{1,64}$/i.test(id)) return BigInt(`0x${id}`).toString();
  if (form === 'decimal' && /^\d{1,64}$/.test(id)) return BigInt(id).toString();
  return id;
}

/** Only what the peer marks so is a receipt: a person can write a text that looks like one. */
export const isReceipt = ({ esmClass, tlvs }: ShortMessage): boolean =>
  (esmClass & ESM.kind) === ESM.receipt || (esmClass & ESM.kind) === ESM.intermediate || tlvs?.has(TAG.receiptedMessageId) === true;

const ended = (octets: Buffer): string => octets.toString('latin1').replace(/\0[\s\S]*$/, '');

/**
 * Which message, and what became of it: by the optional parameters, else by the text. The parameter carries the identifier as it was
 * answered (§5.3.2.12), so `answer` is its form; the text has the form `receipt`. `null`: it names no message.
 */
export function readReceipt(message: ShortMessage, forms: { readonly answer: IdForm; readonly receipt: IdForm }): SmppReceipt | null {
  const { tlvs } = message;
  const text = (message.octets.length > 0 ? message.octets : tlvs?.get(TAG.messagePayload) ?? message.octets).toString('latin1');
  const tagged = tlvs?.get(TAG.receiptedMessageId);
  const written = /\bid:\s*(\S{1,64})/i.exec(text)?.[1];
  const ref = tagged !== undefined && ended(tagged) !== '' ? refOf(ended(tagged), forms.answer) : written === undefined ? null : refOf(written, forms.receipt);
  if (ref === null || ref.length > 65) return null;
  const number = tlvs?.get(TAG.messageState)?.[0];
  const word = (number === undefined ? undefined : BY_NUMBER[number]) ?? /\bstat:\s*([A-Z]{2,12})/i.exec(text)?.[1]?.toUpperCase() ?? 'UNKNOWN';
  const state = STATES[word] ?? 'sent';
  return { id: `${ref}:${state}`, ref, state };
}
