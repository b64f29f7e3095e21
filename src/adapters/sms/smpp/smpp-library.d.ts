// What we use of `smpp` 0.5.1, which carries no types.
declare module 'smpp' {
  class PDU {
    constructor(command: string | Buffer, options?: Readonly<Record<string, unknown>>);
    readonly command: string;
    readonly command_id: number;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly [field: string]: unknown;
    toBuffer(): Buffer;
    /** Guesses alphabets, both ways. */
    protected _filter(direction: 'encode' | 'decode'): void;
  }
  const smpp: {
    readonly PDU: typeof PDU;
    readonly commands: Readonly<Record<string, { readonly id: number }>>;
    /** `ESME_…` → command_status. */
    readonly errors: Readonly<Record<string, number>>;
  };
  export default smpp;
}
