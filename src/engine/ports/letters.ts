import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';

/** A letter that is printed as it is. Its PDF holds a person's name, so it lies sealed until the print house has it. */
export interface LaidLetter {
  readonly contactId: SlotId;
  readonly attemptNo: number;
  readonly laidAt: Instant;
  readonly pages: number;
  readonly paper: 'a4' | 'letter';
  /** ISO 3166 alpha-2, for the postage. */
  readonly country: string;
  /** SHA-256 of the PDF, hex. */
  readonly digest: string;
  readonly pdf: Uint8Array;
}

/**
 * Letters for the print house at a time. `closed`: the letters in it are fixed. `written`: they were handed over. `confirmed`: the print
 * house has them, and the PDFs are gone from here.
 */
export interface LetterBatch {
  readonly id: string;
  readonly begunAt: Instant;
  readonly closedAt: Instant | null;
  readonly writtenAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly letters: number;
  /** Letters taken out before they were printed: the case was closed, stopped or held meanwhile, or they lay too long. */
  readonly withheld: number;
}

/** Letters between the gate and the print house. Each is laid once, and is in one batch at most. */
export interface LetterStore {
  /** Resolves when it is kept. The same attempt twice is one letter. */
  lay(letter: LaidLetter): Promise<void>;
  /** Newest first. */
  batches(limit: number): Promise<readonly LetterBatch[]>;
  batch(id: string): Promise<LetterBatch | null>;
  begin(id: string, now: Instant): Promise<void>;
  /** Slots in which letters lie. */
  slotsWithLetters(): Promise<readonly number[]>;
  /** One transaction on the slot: takes what lies there into the batch, and withholds what must not be printed any more. */
  take(slot: number, batch: string, laidBefore: Instant): Promise<void>;
  close(id: string, now: Instant): Promise<void>;
  /** Of a closed batch, in their order. */
  letters(batch: string): AsyncIterable<LaidLetter>;
  written(id: string, now: Instant): Promise<void>;
  /** The letter that bears a code; `null` for what was no letter. */
  byCode(slot: number, code: string): Promise<{ readonly contactId: SlotId } | null>;
  /** Lets go of the PDFs. */
  confirm(id: string, now: Instant): Promise<void>;
}

/** Where the print house picks up. */
export interface BatchFolder {
  /** Writes the letters and their list, whole or not at all; the same batch twice gives the same files. Gives the path. */
  write(id: string, letters: AsyncIterable<LaidLetter>): Promise<{ readonly path: string; readonly letters: number; readonly pages: number }>;
}
