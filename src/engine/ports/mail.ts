/**
 * A mail that came in, as the reader of mail found it; nothing in it is believed. `reply`: somebody wrote. `auto`: a machine answered by
 * itself (RFC 3834). `bounce`: it did not arrive (RFC 3464, or a plain notice to our return path). `delayed`, `delivered`: a notice that
 * tells so. `complaint`, `optout`: a report of abuse or of an opt-out (RFC 5965).
 */
export interface ArrivedMail {
  readonly kind: 'reply' | 'auto' | 'bounce' | 'delayed' | 'delivered' | 'complaint' | 'optout';
  /** Without angle brackets; empty where it has none. */
  readonly messageId: string;
  /** Address of the sender in lower case; empty where none can be read. */
  readonly from: string;
  /** Whatever may name an attempt of ours: tags of the addresses it came to, local parts of the message ids it answers or reports on. */
  readonly tokens: readonly string[];
  readonly subject: string;
  /** The text, decoded, with what is quoted; of a bounce empty. */
  readonly text: string;
  /** Of a reply: parts that are not text, which nobody has read. */
  readonly attachments: number;
  /** Enhanced status (RFC 3463) of a bounce, `''` where none is told. */
  readonly status: string;
  /** A bounce that says that there is no such address: nothing will ever arrive there. */
  readonly gone: boolean;
}
