interface Taken {
  readonly content: string;
  readonly id: string;
  readonly at: number;
}

/** An answer written so shortly before the connection ended may not have arrived. */
const UNSURE_MS = 60_000;
/** So long a peer may take to say it again. */
const AGAIN_MS = 10 * 60_000;
const TAKEN_MAX = 2_000;

/**
 * SMPP gives a text from a phone no identifier. The same words twice are two texts ("1", and later "1"), unless the peer had reason to
 * say the first again: our answer was "later", or may have been lost with the connection. Those keep their identifier. What the
 * process forgets when it ends is taken twice at worst, never not at all.
 */
export class RecentReplies {
  #taken: Taken[] = [];
  readonly #perhapsAgain = new Map<string, { readonly id: string; readonly until: number }>();
  #count = 0;

  /** `content`: a digest of all that came; `now`: epoch milliseconds. */
  idOf(content: string, now: number): string {
    const again = this.#perhapsAgain.get(content);
    this.#perhapsAgain.delete(content);
    this.#count += 1;
    const id = again !== undefined && again.until > now ? again.id : `${content}-${now.toString(36)}-${this.#count.toString(36)}`;
    this.#taken.push({ content, id, at: now });
    if (this.#taken.length > TAKEN_MAX) this.#taken = this.#taken.slice(TAKEN_MAX / 2);
    return id;
  }

  /** The peer was asked to say it again. */
  askedAgain(content: string, id: string, now: number): void {
    this.#perhapsAgain.delete(content);
    this.#perhapsAgain.set(content, { id, until: now + AGAIN_MS });
    if (this.#perhapsAgain.size > TAKEN_MAX) this.#perhapsAgain.delete(this.#perhapsAgain.keys().next().value as string);
  }

  connectionEnded(now: number): void {
    for (const { content, id, at } of this.#taken) if (at >= now - UNSURE_MS) this.askedAgain(content, id, now);
    this.#taken = [];
  }
}
