import type { TextLanguage, WrittenChannel } from '../../domain/contact/templates.js';
import type { Permit } from '../../law/permit.js';

/**
 * What the provider said. `unknown`: it may have left; it counts as made and is never sent again blindly (law 4). A `refused` whose
 * reason begins with `not_reached` or `throttled` certainly did not leave and says nothing of the message, so another way may be tried.
 * `provider`: by which account, where the channel chooses one.
 */
export type SendResult =
  | { readonly kind: 'sent'; readonly ref: string; readonly provider?: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly provider?: string }
  | { readonly kind: 'unknown'; readonly reason: string; readonly provider?: string };

/** Channels whose words leave without a person. */
export { isWritten, WRITTEN_CHANNELS, type WrittenChannel } from '../../domain/contact/templates.js';

/** What a text says of the lender and where it can be checked. */
export interface Letterhead {
  readonly nameEn: string;
  readonly nameZh: string;
  readonly phone: string;
}

export interface OutgoingText {
  readonly channel: WrittenChannel;
  /** E.164; a mail address; a postal address, its lines divided by line feeds. */
  readonly to: string;
  /** The very words that were judged: the permit carries their digest. Of an e-mail or a letter the first line is the subject. */
  readonly text: string;
  /** The provider's idempotency key: one per attempt. */
  readonly key: string;
  /** Of the person, ISO 3166 alpha-2; empty when it is not known. */
  readonly country: string;
  readonly language: 'zh' | 'en';
  /** By which the person can check it on the portal. */
  readonly code: string;
  /** What the words were made of, for gateways that take registered templates only. */
  readonly template: { readonly id: string; readonly version: number; readonly language: TextLanguage; readonly values: Readonly<Record<string, string>> };
  readonly from: Letterhead;
}

/** A channel that sends text. `send` spends the permit before anything leaves; a stale or used one throws. */
export interface TextChannel {
  readonly provider: string;
  /** How many may be under way at once; by default {@link USUAL_WINDOW}. */
  readonly window?: number;
  send(permit: Permit, outgoing: OutgoingText): Promise<SendResult>;
}

export const USUAL_WINDOW = 10;

/** What is set up. A channel that is not here sends nothing. */
export type Channels = Readonly<Partial<Record<WrittenChannel, TextChannel>>>;
