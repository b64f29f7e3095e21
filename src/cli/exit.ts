/** Exit codes, as documented in `dunwell --help` and docs/operating/cli.md. */
export const EXIT = {
  ok: 0,
  /** Something unexpected; nothing is known to be done. */
  failed: 1,
  /** The call or its input cannot be used; the text says what and where. */
  usage: 2,
  /** The check ran and found something: a broken chain, a replay that differs, a plan with problems, an example that is not as expected. */
  found: 3,
  /** The work was done, but rows were rejected. */
  rejected: 4,
} as const;

export const EXIT_WORDS = `Exit codes:
  0  done
  1  something unexpected failed
  2  the call or its input cannot be used
  3  a check found something (broken chain, replay differs, plan problems, example not as expected)
  4  done, but some rows were rejected`;
