import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { NewDecision } from '../../engine/ports/store.js';

/** Records of a block, at most: enough that what repeats costs nothing, few enough that one of them is read in a millisecond. */
export const BLOCK_RECORDS = 256;

/** A block at its largest, before packing; one that unpacks to more was not packed by us. */
const UNPACKED_MAX = 64 * 1024 * 1024;

export type Encoding = 'plain' | 'deflate';

export interface DecisionBlock {
  readonly at: number;
  readonly firstSeq: number;
  readonly count: number;
  readonly digest: string;
  readonly previousDigest: string;
  readonly content: Uint8Array;
}

/**
 * Records in a row as one link of the chain. A record is JSON text of one line; what they share (a plan's version, the rules that
 * were satisfied, the words of facts) is what deflate takes away: some 2,000 characters become 60 to 150 bytes.
 */
export function packBlocks(decisions: readonly NewDecision[], firstSeq: number, previous: string, digest: (text: string) => string): readonly DecisionBlock[] {
  const blocks: DecisionBlock[] = [];
  let previousDigest = previous;
  let from = 0;
  while (from < decisions.length) {
    const at = (decisions[from] as NewDecision).at;
    let to = from;
    // A block lies in one month, so it holds decisions of one instant.
    while (to < decisions.length && to - from < BLOCK_RECORDS && (decisions[to] as NewDecision).at === at) to += 1;
    const text = decisions.slice(from, to).map((d) => d.record).join('\n');
    const own = digest(`${previousDigest}\n${text}`);
    blocks.push({ at, firstSeq: firstSeq + from, count: to - from, digest: own, previousDigest, content: deflateRawSync(text, { level: 6 }) });
    previousDigest = own;
    from = to;
  }
  return blocks;
}

/** The records of a block; `null`: these bytes are not what was packed. */
export function unpackRecords(encoding: Encoding, content: Uint8Array): readonly string[] | null {
  try {
    const bytes = encoding === 'plain' ? content : inflateRawSync(content, { maxOutputLength: UNPACKED_MAX });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).split('\n');
  } catch {
    return null;
  }
}
