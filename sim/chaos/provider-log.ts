import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

// The provider's own log, one JSON object a line: what it was sent, what it said, what it sent. The house cannot write it.

/** A request to send. Instants `at` are the provider's, `time` is what the sender signed. */
export interface Received {
  readonly line: 'received';
  readonly key: string;
  readonly to: string;
  readonly time: number;
  readonly at: number;
  /** True: the text is on its way to the phone, whatever was answered. */
  readonly accepted: boolean;
  readonly answer: string;
}

/** Something that the provider wants the house to know; it is sent until it is acknowledged. */
export interface Told {
  readonly line: 'told';
  readonly id: string;
  readonly kind: 'receipt' | 'reply' | 'payment';
  readonly at: number;
  /** Of a reply. */
  readonly from?: string;
  readonly text?: string;
  /** Of a receipt. */
  readonly providerKey?: string;
  readonly state?: string;
  /** Of a payment. */
  readonly loanRef?: string;
  readonly amountMinor?: number;
}

/** The answer 2xx to one of them; a repeat that was sent on purpose leaves a second line. */
export interface Acknowledged {
  readonly line: 'acknowledged';
  readonly id: string;
  readonly at: number;
  readonly repeated: boolean;
}

/** An answer that says never: the house will not take it, however often it comes. */
export interface TurnedDown {
  readonly line: 'turned_down';
  readonly id: string;
  readonly at: number;
  readonly status: number;
}

export type ProviderLine = Received | Told | Acknowledged | TurnedDown;

export interface ProviderLog {
  /** On the disk when it returns. */
  write(line: ProviderLine): void;
  close(): void;
}

export function openProviderLog(path: string): ProviderLog {
  const file = openSync(path, 'a');
  return {
    write(line) {
      writeSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

export function readProviderLog(path: string): readonly ProviderLine[] {
  return readFileSync(path, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ProviderLine);
}
