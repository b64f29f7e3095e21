/** Sealing of personal data per person, and blind indexes for look-up. The core sees neither keys nor clear text at rest. */
export interface Keys {
  /** A fresh data key, wrapped by the operator's key (AES-256-GCM, envelope). Destroying it erases the person. */
  newPersonKey(): Uint8Array;
  seal(wrappedKey: Uint8Array, clear: string): Uint8Array;
  /** Throws when the key or the content was altered. */
  open(wrappedKey: Uint8Array, sealed: Uint8Array): string;
  /** Under the operator's own key, for what has no person yet (a rejected row, a reply from an unknown number). */
  sealForOperator(clear: string): Uint8Array;
  openForOperator(sealed: Uint8Array): string;
  /** HMAC-SHA-256, hex, under a key for this purpose: equal values meet, nothing else is told. */
  blind(purpose: string, value: string): string;
}

/** SHA-256 of UTF-8 text, lower-case hex. */
export type Digest = (text: string) => string;
