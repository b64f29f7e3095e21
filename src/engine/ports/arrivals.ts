/** What a provider says became of a text, or of one part of a long one. `sent`: on its way. */
export type ReceiptState = 'sent' | 'delivered' | 'failed' | 'expired';

/**
 * What a lasting connection or a webhook hands in. A promise that resolves means that it is kept, so the provider may be told yes; again
 * with the same id and content it changes nothing (law 8).
 */
export interface Arrivals {
  /** A text from a phone. `id`: the provider's, or a digest of what came where it gives none. `from`: E.164. */
  reply(provider: string, reply: { readonly id: string; readonly from: string; readonly text: string }): Promise<void>;
  /** By our own key. A contact is delivered once every part is, and failed once one is. Throws `unknown_attempt`. */
  receipt(provider: string, receipt: { readonly id: string; readonly providerKey: string; readonly state: ReceiptState; readonly part?: number; readonly parts?: number }): Promise<void>;
  /** What the provider calls the parts of an attempt, in their order; `''` of one that has no name (yet). To be kept before `send` says that it was sent. */
  parts(provider: string, key: string, refs: readonly string[]): Promise<void>;
  /** By what the provider calls the part. `unknown`: no part of ours is called so, or not yet; the provider may say it again. */
  receiptByRef(provider: string, receipt: { readonly id: string; readonly ref: string; readonly state: ReceiptState }): Promise<'kept' | 'unknown'>;
}
