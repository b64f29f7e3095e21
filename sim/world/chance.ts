/** A seeded source of chance (splitmix32): the same seed gives the same world. Nothing in `sim/` draws from anywhere else. */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let t = this.#state ^ (this.#state >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return ((t ^ (t >>> 15)) >>> 0) / 2 ** 32;
  }
  /** Whole, from `from` to `to`, both possible. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }
  happens(probability: number): boolean {
    return this.next() < probability;
  }
  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }
  /** Its own source, so that more draws in one part of the world do not change another. */
  fork(name: string): Chance {
    let hash = this.#state;
    for (const c of name) hash = Math.imul(hash ^ c.charCodeAt(0), 0x01000193);
    return new Chance(hash);
  }
}
