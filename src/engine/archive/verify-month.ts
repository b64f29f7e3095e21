import type { Digest } from '../ports/keys.js';
import type { ChainBorder } from '../ports/archive.js';
import type { ChainBlock } from '../ports/reading.js';

export interface MonthChains {
  /** Takes the next block, in the order of slots and chains. `null`: it holds; else what is wrong with it. */
  take(block: ChainBlock): string | null;
  borders(): readonly ChainBorder[];
}

/**
 * Follows the part of every chain that lies in a month, block by block. Where the month has all of a chain between its ends,
 * each block must stand on the one before; `before` says on what the first one stands.
 */
export function followMonth(digest: Digest, before: ReadonlyMap<number, { readonly seq: number; readonly digest: string }>): MonthChains {
  const done: ChainBorder[] = [];
  let now: ChainBorder | null = null;
  return {
    take(block) {
      const at = `decision ${block.slot}-${block.firstSeq}`;
      if (block.records === null || block.records.length !== block.count || digest(`${block.previousDigest}\n${block.records.join('\n')}`) !== block.digest) return `${at} is not what was recorded`;
      const last = block.firstSeq + block.count - 1;
      if (now === null || now.slot !== block.slot) {
        if (now !== null) done.push(now);
        const end = before.get(block.slot) ?? { seq: 0, digest: '' };
        // A clock that was set back leaves blocks of one month between those of another: then what stands before is not of this month or an earlier one.
        if (block.firstSeq === end.seq + 1 && block.previousDigest !== end.digest) return `${at} does not stand on what was archived before it`;
        now = { slot: block.slot, firstSeq: block.firstSeq, lastSeq: last, previousDigest: block.previousDigest, digest: block.digest };
        return null;
      }
      if (block.firstSeq === now.lastSeq + 1 && block.previousDigest !== now.digest) return `${at} does not stand on the block before it`;
      if (block.firstSeq <= now.lastSeq) return `${at} is out of order`;
      now = { ...now, lastSeq: last, digest: block.digest };
      return null;
    },
    borders: () => (now === null ? done : [...done, now]),
  };
}
