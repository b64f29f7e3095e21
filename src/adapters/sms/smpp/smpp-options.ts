/** How the identifiers of messages are written; `text`: as they come. */
export type IdForm = 'text' | 'hex' | 'decimal';

/** One account with an operator or an aggregator that speaks SMPP 3.4. */
export interface SmppOptions {
  readonly host: string;
  readonly port: number;
  /** At most 15 octets. */
  readonly systemId: string;
  /** At most 8 octets (SMPP 3.4 §5.2.2). */
  readonly password: string;
  /** At most 12 octets. */
  readonly systemType?: string;
  /** `pair`: a transmitter and a receiver, for peers that know no transceiver. Default `transceiver`. */
  readonly bind?: 'transceiver' | 'pair';
  /** With it TLS 1.2 or later; the peer's certificate is always checked. `ca`: PEM of whom to trust in place of the public ones; `servername`: whom the certificate must name, default `host`. */
  readonly tls?: { readonly ca?: string; readonly servername?: string };
  /** Who the text is from. Without `ton` and `npi` they follow from the address: letters 5/0, with a plus 1/1, else 0/1. */
  readonly source: { readonly address: string; readonly ton?: number; readonly npi?: number };
  /** Of numbers that come without their country; ISO alpha-2. Without it such a number gets a plus. */
  readonly country?: string;
  /** Parts that may be without an answer at once. 1 to 1000, default 10. */
  readonly window?: number;
  /** Parts a second that the contract allows; 0, the default: as many as the window lets through. */
  readonly tps?: number;
  /** Of the number in the header of parts. Default 8. */
  readonly referenceBits?: 8 | 16;
  /** Whether each part asks for a receipt. Default true. */
  readonly receipts?: boolean;
  /** Some peers write an identifier in hexadecimal in the answer and in decimal in the receipt. Default `text` both. */
  readonly messageIds?: { readonly answer: IdForm; readonly receipt: IdForm };
  /** What the peer means by data_coding 0 in what it delivers. Default `gsm7`. */
  readonly defaultAlphabet?: 'gsm7' | 'ascii' | 'latin1' | 'utf8';
  /** How long the peer may go on trying, so that a telephone switched on at night is not texted then. Whole minutes; 0: as long as the peer likes. Default 60. */
  readonly validityMinutes?: number;
  /** The peer's own statuses (0x400 to 0x4FF) that surely mean that nothing was taken. */
  readonly definiteRefusals?: readonly number[];
  /** From a request to its answer. Default 10000. */
  readonly answerMs?: number;
  /** A connection on which nothing came for so long is asked whether it lives. Default 30000. */
  readonly enquireMs?: number;
  /** How long a text may wait for the window and the pace, within its permit. Default 3000. */
  readonly waitMs?: number;
  /** Before connecting again: at first, doubled each time, up to. Default 1000, 60000. */
  readonly reconnectMs?: { readonly first: number; readonly most: number };
  /** How long the parts of a text that comes in wait for the rest. Default 120000. */
  readonly partsMs?: number;
}

export interface Limits {
  readonly window: number;
  readonly tps: number;
  readonly answerMs: number;
  readonly enquireMs: number;
  readonly waitMs: number;
  readonly reconnectMs: { readonly first: number; readonly most: number };
  readonly partsMs: number;
  readonly validityMinutes: number;
}

export function limitsOf(options: SmppOptions): Limits {
  return {
    window: options.window ?? 10, tps: options.tps ?? 0, answerMs: options.answerMs ?? 10_000, enquireMs: options.enquireMs ?? 30_000, waitMs: options.waitMs ?? 3_000,
    reconnectMs: options.reconnectMs ?? { first: 1_000, most: 60_000 }, partsMs: options.partsMs ?? 120_000, validityMinutes: options.validityMinutes ?? 60,
  };
}
