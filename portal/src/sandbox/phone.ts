/** A receipt that a telephone network might give for a text, well behaved or not. */
export const RECEIPTS = ['delivered', 'failed', 'late', 'duplicate', 'out_of_order'] as const;
export type ReceiptKind = (typeof RECEIPTS)[number];

/** One telephone of the sandbox. Numbers are made up and E.164. */
export interface SandboxNumber {
  readonly number: string;
  /** Latest text. */
  readonly last: string;
  /** ISO 8601, UTC. */
  readonly lastAt: string;
  /** Texts received; where the network knows, only those not looked at yet. */
  readonly unread: number;
}

/** One text on a telephone. */
export interface SandboxText {
  readonly id: string;
  /** Seen from us: `out` is a text that the borrower received, `in` is what the borrower replied. */
  readonly direction: 'in' | 'out';
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly state: 'accepted' | 'delivered' | 'failed';
  /** Made-up facts of the demo person behind this text, so that a visitor can open the debt. */
  readonly hint?: { readonly idTail: string; readonly name: string };
}

/**
 * The sandbox network as the phone page sees it. Development and demo only: boot mounts the page over the sandbox SMS
 * channel and never over a real one.
 */
export interface SandboxPhone {
  /** Phones that have a text, the latest first; `search` is a part of a number. */
  numbers(query: { readonly search?: string; readonly limit: number }): Promise<readonly SandboxNumber[]>;
  /** The texts of one phone, oldest first; empty for a number that is not known. */
  thread(number: string): Promise<readonly SandboxText[]>;
  /** The borrower sends a text from this phone. */
  reply(number: string, text: string): Promise<void>;
  /** The network reports on a text that the phone received. */
  receipt(id: string, kind: ReceiptKind): Promise<void>;
}
