/** What the tests use of it: the package has no types of its own. */
declare module 'mailauth' {
  interface DkimResult {
    readonly status: { readonly result: string };
    readonly signingDomain: string;
    readonly signingHeaders?: { readonly keys: string };
  }
  export function authenticate(mail: Buffer, options: { readonly ip: string; readonly helo: string; readonly sender: string; readonly resolver: (name: string, type: string) => Promise<readonly (readonly string[])[]> }): Promise<{ readonly dkim: { readonly results: readonly DkimResult[] } }>;
}
