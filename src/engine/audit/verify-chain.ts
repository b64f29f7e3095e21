import type { Digest } from '../ports/keys.js';
import type { Reading } from '../ports/reading.js';

export interface ChainFault {
  readonly slot: number;
  readonly seq: number;
  readonly problem: 'altered' | 'missing' | 'out_of_order' | 'cut_off' | 'added' | 'archive_missing' | 'archive_changed';
  /** The archived file that is not there, or is not what was archived; `seq` is then the first decision of its month. */
  readonly file?: string;
}

export interface ChainReport {
  readonly slots: number;
  readonly records: number;
  readonly firstBad: ChainFault | null;
}

const PAGE = 16;

/** Follows one slot's chain from its first block; the slot's own row says where it must end. Workers may add blocks meanwhile: then the row is read again. */
async function verifySlot(reading: Pick<Reading, 'chain' | 'chainEnds'>, digest: Digest, first: { readonly slot: number; readonly seq: number; readonly digest: string }): Promise<{ readonly records: number; readonly fault: ChainFault | null }> {
  let end = first;
  let last = '';
  let seq = 0;
  for (;;) {
    const blocks = await reading.chain(end.slot, seq + 1, PAGE);
    for (const block of blocks) {
      const fault = (problem: ChainFault['problem'], at: number) => ({ records: seq, fault: { slot: end.slot, seq: at, problem } });
      if (block.firstSeq !== seq + 1) return fault('missing', seq + 1);
      if (block.records === null || block.records.length !== block.count || digest(`${block.previousDigest}\n${block.records.join('\n')}`) !== block.digest) return fault('altered', block.firstSeq);
      if (block.previousDigest !== last) return fault('out_of_order', block.firstSeq);
      const to = seq + block.count;
      if (to > end.seq) end = (await reading.chainEnds()).find((e) => e.slot === end.slot) ?? end;
      if (to > end.seq) return fault('added', Math.max(end.seq + 1, block.firstSeq));
      seq = to;
      last = block.digest;
    }
    if (blocks.length === 0 || (blocks.length < PAGE && seq >= end.seq)) break;
  }
  if (seq !== end.seq) return { records: seq, fault: { slot: end.slot, seq: seq + 1, problem: 'cut_off' } };
  return { records: seq, fault: last === end.digest ? null : { slot: end.slot, seq, problem: 'altered' } };
}

/** Verifies the archived files and every slot's chain through them; `firstBad` is the first broken link in slot and chain order, named by its first decision. */
export async function verifyChains(reading: Reading, digest: Digest, onSlot?: (done: number, of: number) => void): Promise<ChainReport> {
  const [lost] = await reading.archiveFaults();
  // Without its files a chain cannot be followed: that it is whole elsewhere would say nothing.
  if (lost !== undefined) return { slots: 0, records: 0, firstBad: { slot: lost.slot, seq: lost.seq, problem: `archive_${lost.problem}`, file: lost.file } };
  const ends = await reading.chainEnds();
  let records = 0;
  let firstBad: ChainFault | null = null;
  let done = 0;
  for (const end of ends) {
    const result = await verifySlot(reading, digest, end);
    records += result.records;
    firstBad ??= result.fault;
    done += 1;
    onSlot?.(done, ends.length);
  }
  return { slots: ends.length, records, firstBad };
}
