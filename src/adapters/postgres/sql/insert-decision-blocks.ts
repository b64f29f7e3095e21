import type { SqlSession } from '../../../engine/ports/database.js';
import type { DecisionBlock } from '../decision-blocks.js';

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

export async function insertDecisionBlocks(session: SqlSession, slot: number, blocks: readonly DecisionBlock[]): Promise<void> {
  if (blocks.length === 0) return;
  await session.execute(
    `insert into dunwell.decision_block (slot, at, first_seq, count, encoding, digest, previous, content)
     select s.slot, u.at, u.first_seq, u.count, 'deflate', u.digest, u.previous, u.content
       from dunwell.slot s cross join unnest($2::bigint[], $3::bigint[], $4::int[], $5::bytea[], $6::bytea[], $7::bytea[]) as u (at, first_seq, count, digest, previous, content) where s.slot = $1`,
    [slot, blocks.map((b) => b.at), blocks.map((b) => b.firstSeq), blocks.map((b) => b.count), blocks.map((b) => bytes(b.digest)), blocks.map((b) => bytes(b.previousDigest)), blocks.map((b) => b.content)],
  );
}
