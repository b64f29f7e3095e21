/** What is going to happen, in order of time; at one instant in the order in which it was put down. */
export class Agenda {
  readonly #heap: { readonly at: number; readonly no: number; readonly what: () => Promise<void> }[] = [];
  #made = 0;

  get size(): number {
    return this.#heap.length;
  }

  add(at: number, what: () => Promise<void>): void {
    const heap = this.#heap;
    heap.push({ at, no: (this.#made += 1), what });
    for (let i = heap.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!this.#before(i, up)) break;
      this.#swap(i, up);
      i = up;
    }
  }

  next(): { readonly at: number; readonly what: () => Promise<void> } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    heap[0] = last;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const least = left + 1 < heap.length && this.#before(left + 1, left) ? left + 1 : left;
      if (left >= heap.length || !this.#before(least, i)) return first;
      this.#swap(i, least);
      i = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    return x !== undefined && y !== undefined && (x.at < y.at || (x.at === y.at && x.no < y.no));
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b] as never, this.#heap[a] as never];
  }
}
