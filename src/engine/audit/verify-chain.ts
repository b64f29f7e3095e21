import type { Digest } from '../ports/keys.js';
import type { Reading } from '../ports/reading.js';

export interface ChainFault {
  readonly slot: number;
  readonly seq: number;
  readonly problem: 'altered' | 'missing' | 'out_of_order' | 'cut_off' | 'added';
}

export interface ChainReport {
  readonly slots: number;
  readonly records: number;
  readonly firstBad: ChainFault | null;
}

const PAGE = 2_000;

/** Follows one slot's chain from its first link; the slot's own row says where it must end. Workers may add links meanwhile: then the row is read again. */
async function verifySlot(reading: Reading, digest: Digest, first: { readonly slot: number; readonly seq: number; readonly digest: string }): Promise<{ readonly records: number; readonly fault: ChainFault | null }> {
  let end = first;
  let last = '';
  let seq = 0;
  for (;;) {
    const links = await reading.chain(end.slot, seq + 1, PAGE);
    for (const link of links) {
      const fault = (problem: ChainFault['problem'], at: number) => ({ records: seq, fault: { slot: end.slot, seq: at, problem } });
      if (link.seq !== seq + 1) return fault('missing', seq + 1);
      if (digest(`${link.previousDigest}\n${link.record}`) !== link.digest) return fault('altered', link.seq);
      if (link.previousDigest !== last) return fault('out_of_order', link.seq);
      if (link.seq > end.seq) end = (await reading.chainEnds()).find((e) => e.slot === end.slot) ?? end;
      if (link.seq > end.seq) return fault('added', link.seq);
      seq = link.seq;
      last = link.digest;
    }
    if (links.length === 0 || (links.length < PAGE && seq >= end.seq)) break;
  }
  if (seq !== end.seq) return { records: seq, fault: { slot: end.slot, seq: seq + 1, problem: 'cut_off' } };
  return { records: seq, fault: last === end.digest ? null : { slot: end.slot, seq, problem: 'altered' } };
}

/** Verifies every slot's chain; `firstBad` is the first broken link in slot and chain order. */
export async function verifyChains(reading: Reading, digest: Digest, onSlot?: (done: number, of: number) => void): Promise<ChainReport> {
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
