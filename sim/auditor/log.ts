// The lines of a contact log (docs/operating/contact-log.md) as the auditor reads them. Nothing here, or beside it, is
// imported from the house: an auditor that shares code with the audited inherits its mistakes.

export interface PersonLine {
  readonly line: 'person';
  readonly person: string;
  readonly country: string | null;
  readonly state: string | null;
  readonly city: string | null;
  readonly zones: readonly { readonly zone: string; readonly of: string; readonly usable?: boolean }[];
}

export interface DebtLine {
  readonly line: 'debt';
  readonly person: string;
  readonly debt: string;
  readonly case: string | null;
  readonly creditor: string;
  readonly product: string;
  readonly flags: readonly string[];
  readonly ledger: readonly { readonly kind: string; readonly minor: number; readonly on: string; readonly known: string }[];
}

export interface ContactLine {
  readonly line: 'contact';
  readonly person: string;
  readonly at: string;
  readonly ended: string | null;
  /** When it became known, if it was told to us; absent for our own. */
  readonly known?: string;
  readonly by: string;
  readonly collector: string;
  readonly creditor: string | null;
  readonly channel: string;
  readonly number: string | null;
  readonly debts: readonly string[];
  readonly state: string;
  readonly outcome: string;
  readonly purpose: string;
  readonly audience: string;
  readonly staff: number | null;
  /** Who made it when the leave that they had asked for was over. */
  readonly unpermitted?: string;
  readonly contact?: string;
}

export interface EventLine {
  readonly line: 'event';
  readonly person: string;
  readonly at: string;
  readonly known: string;
  readonly type: string;
  readonly hold?: string;
  readonly until?: string;
  readonly medium?: string;
  readonly channel?: string;
  readonly form?: string;
  readonly debtIds?: readonly string[];
  readonly result?: string;
  readonly collectorId?: string;
  readonly window?: { readonly date?: string; readonly days?: readonly string[]; readonly from?: string; readonly to?: string };
}

export interface InboundLine {
  readonly line: 'inbound';
  readonly person: string;
  readonly at: string;
  readonly read: string | null;
  readonly kind: string;
}

export type Line = PersonLine | DebtLine | ContactLine | EventLine | InboundLine | { readonly line: 'log'; readonly format: string; readonly version: number } | { readonly line: 'end'; readonly counts: Readonly<Record<string, number>> };

const KINDS: readonly string[] = ['log', 'person', 'debt', 'contact', 'event', 'inbound', 'end'];

/** One line of the file; throws on what is none. */
export function readLine(text: string): Line {
  const value: unknown = JSON.parse(text);
  const kind = typeof value === 'object' && value !== null ? (value as { readonly line?: unknown }).line : undefined;
  if (typeof kind !== 'string' || !KINDS.includes(kind)) throw new Error(`not a line of a contact log: ${text.slice(0, 80)}`);
  return value as Line;
}

/** A contact that left, or may have left. What the provider turned down did not. */
export const left = (contact: ContactLine): boolean => contact.state !== 'refused';
/** Nobody knows, or nobody has told yet, what became of it: everywhere it counts as the worst that it can have been. */
export const unclear = (contact: ContactLine): boolean => contact.state === 'open' || contact.state === 'unknown' || contact.outcome === 'unknown' || contact.outcome === 'unknown_outcome';
export const isCall = (contact: ContactLine): boolean => contact.channel === 'call';
export const isText = (contact: ContactLine): boolean => contact.channel === 'sms';
/** Somebody answered, or may have. */
export const answered = (contact: ContactLine): boolean => isCall(contact) && (unclear(contact) || ['conversation', 'promise', 'refused', 'wrong_person', 'dropped', 'dropped_call'].includes(contact.outcome));
/** The person spoke with us, as far as the record goes. */
export const talked = (contact: ContactLine): boolean => isCall(contact) && !unclear(contact) && ['conversation', 'promise', 'refused', 'wrong_person'].includes(contact.outcome);
/** It rang or was answered: busy and out of service did not connect. */
export const connected = (contact: ContactLine): boolean => isCall(contact) && !['busy', 'busy_signal', 'not_in_service'].includes(contact.outcome);
