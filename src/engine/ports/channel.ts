import type { Permit } from '../../law/permit.js';

/** What the provider said. `unknown`: it may have left; it counts as made and is never sent again blindly (law 4). */
export type SendResult =
  | { readonly kind: 'sent'; readonly ref: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface OutgoingText {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** The provider's idempotency key: one per attempt. */
  readonly key: string;
}

/** A channel that sends text. `send` spends the permit before anything leaves; a stale or used one throws. */
export interface TextChannel {
  readonly provider: string;
  send(permit: Permit, outgoing: OutgoingText): Promise<SendResult>;
}
