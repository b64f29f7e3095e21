/** Sending takes no longer than this, so that a permit of seconds covers the last text of a batch. */
const SENDING_MS = 2_000;
const BATCH_MIN = 20;
/** Of a provider that was quick and then stalls, no more than these lose their permits. */
const BATCH_MAX = 500;

/** How many texts to reserve at once, by how fast the provider took the last ones: few for a slow one, many for a fast one. */
export class Pace {
  #batch = 100;
  /** Texts to reserve next. */
  get batch(): number {
    return this.#batch;
  }
  /** So many texts took so long. */
  sent(texts: number, tookMs: number): void {
    if (texts === 0) return;
    const could = tookMs <= 0 ? BATCH_MAX : Math.floor((texts * SENDING_MS) / tookMs);
    // It grows by doubling: one quick answer is no promise.
    this.#batch = Math.max(BATCH_MIN, Math.min(BATCH_MAX, could, texts < this.#batch ? this.#batch : this.#batch * 2));
  }
}
