import type { Reading } from '../../domain/contact/reading/reading.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import type { Act } from './acts.js';

/**
 * Who may be reading at the other end.
 * - `nobody_known`: several people have the number, or it is not a number of theirs that we use: nothing but courtesies.
 * - `number`: the words came from the one person's own number. That is no proof: phones are lost, lent and passed on. They may be read
 *   back what they wrote themselves, for whoever reads it wrote it; nothing of ours, not even that something is owed.
 * - `proven`: on the portal, in the last day, with the code of our text and the end of their ID number. Then our figures may be told.
 */
export type Identity = 'nobody_known' | 'number' | 'proven';

/** What the person themselves said they can pay. */
export interface Capacity {
  readonly minor: number;
  /** `once`: in all, this time. */
  readonly every: 'once' | 'day' | 'week' | 'fortnight' | 'month';
}

/** All that the dialogue may know of the case, as of the transaction that answers. Figures are the ledger's, or the person's own words. */
export interface DialogueFacts {
  readonly language: 'zh' | 'en';
  readonly identity: Identity;
  /** ISO 4217 of the debt. */
  readonly currency: string;
  /** What is owed, minor units; nought or less: nothing is. */
  readonly balanceMinor: number;
  /** Holds in force, by kind. */
  readonly holds: readonly string[];
  /** The date where the person is. */
  readonly today: LocalDate;
  /** When a claim to have paid, a dispute or a complaint is to be dealt with. */
  readonly quietUntil: LocalDate | null;
  readonly answerBy: LocalDate;
}

/** One message of the thread, oldest first; as stored, read again. */
export type Turn =
  | { readonly by: 'person'; readonly at: Instant; readonly reading: Reading }
  /** `null`: a text that is no answer, such as a reminder. */
  | { readonly by: 'house'; readonly at: Instant; readonly act: Act | null };
