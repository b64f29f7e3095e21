/** Trying again (perhaps later) may succeed: a lost connection, a lost lease, a provider that did not answer. */
export class Retryable extends Error {
  override name = 'Retryable';
}

/** The worker was given up for dead and another took the slot; nothing was written. */
export class LeaseLost extends Retryable {
  override name = 'LeaseLost';
}

/** The clock is behind what stands in the slot: what lies ahead of it would not be counted. Nothing was written; it passes as time does. */
export class ClockBehind extends Retryable {
  override name = 'ClockBehind';
  readonly behindMs: number;
  constructor(behindMs: number) {
    super(`The clock is ${behindMs} ms behind what was recorded. Nothing is decided or begun until it has caught up.`);
    this.behindMs = behindMs;
  }
}

/** Trying again cannot help; the sentence says what, where and what to do. `code` is stable. */
export class Terminal extends Error {
  override name = 'Terminal';
  readonly code: string;
  readonly where: string | undefined;
  constructor(code: string, detail: string, where?: string) {
    super(detail);
    this.code = code;
    this.where = where;
  }
}
