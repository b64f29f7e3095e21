import { describe, expect, it } from 'vitest';
import type { ChainBlock, Reading } from '../ports/reading.js';
import { verifyChains } from './verify-chain.js';

const digest = (text: string): string => `d(${text.length}:${text.slice(0, 8)})`;

/** A chain of one slot that grows by `grows` links each time it is read. */
function growing(length: number, grows: readonly number[]): Pick<Reading, 'chain' | 'chainEnds' | 'archiveFaults'> {
  const links: ChainBlock[] = [];
  const add = (n: number) => {
    for (let i = 0; i < n; i += 1) {
      const previousDigest = links.at(-1)?.digest ?? '';
      const record = `record ${links.length + 1}`;
      links.push({ slot: 7, at: 0, firstSeq: links.length + 1, count: 1, records: [record], previousDigest, digest: digest(`${previousDigest}\n${record}`) });
    }
  };
  add(length);
  let reads = 0;
  return {
    chain: async (_slot, from, limit) => {
      add(grows[reads] ?? 0);
      reads += 1;
      return links.slice(from - 1, from - 1 + limit);
    },
    archiveFaults: async () => [],
    chainEnds: async () => {
      const end = { slot: 7, seq: links.length, digest: links.at(-1)?.digest ?? '' };
      if (reads > 0) add(1);
      return [end];
    },
  };
}

describe('verifying a chain to which workers add', () => {
  it.each([[[0], 3], [[2], 5], [[0, 5], 3], [[4, 1], 7]] as const)('growing by %j: holds', async (grows, records) => {
    expect(await verifyChains(growing(3, grows) as Reading, digest)).toEqual({ slots: 1, records, firstBad: null });
  });
});
