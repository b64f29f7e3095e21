import type { SqlSession } from '../../../engine/ports/database.js';
import type { ChainBlock, DecisionReading } from '../../../engine/ports/reading.js';
import { unpackRecords, type Encoding } from '../decision-blocks.js';

export interface BlockRow {
  readonly slot: number;
  readonly at: number;
  readonly first_seq: number;
  readonly count: number;
  readonly encoding: Encoding;
  readonly digest: Uint8Array;
  readonly previous: Uint8Array;
  readonly content: Uint8Array;
  readonly [column: string]: unknown;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const COLUMNS = 'select slot, at, first_seq, count, encoding, digest, previous, content from dunwell.decision_block';

/** A row of `decision_block` as a link of a chain. */
export function blockOf(row: BlockRow): ChainBlock {
  return { slot: row.slot, at: row.at, firstSeq: row.first_seq, count: row.count, records: unpackRecords(row.encoding, row.content), digest: hex(row.digest), previousDigest: hex(row.previous) };
}

/** Blocks that hold `fromSeq` and what follows, in order. */
export async function selectBlocks(session: SqlSession, slot: number, fromSeq: number, limit: number): Promise<readonly ChainBlock[]> {
  return (await session.query<BlockRow>(`${COLUMNS} where slot = $1 and first_seq + count > $2 order by first_seq limit $3`, [slot, fromSeq, limit])).map(blockOf);
}

/** The block that holds a decision. */
export async function selectBlockOf(session: SqlSession, slot: number, seq: number): Promise<ChainBlock | null> {
  const row = (await session.query<BlockRow>(`${COLUMNS} where slot = $1 and first_seq <= $2 order by first_seq desc limit 1`, [slot, seq]))[0];
  if (row === undefined || seq >= row.first_seq + row.count) return null;
  return blockOf(row);
}

export interface DecisionRow {
  readonly seq: number;
  readonly at: number;
  readonly case_id: number;
  readonly stage: 'review' | 'dispatch';
  readonly choice: string;
  readonly outcome: string;
  readonly [column: string]: unknown;
}

/** A row of `decision` with its record out of its block; `null`: the block does not have it. */
export function readingOf(slot: number, row: DecisionRow, block: ChainBlock): DecisionReading | null {
  const record = block.records?.[row.seq - block.firstSeq];
  if (record === undefined) return null;
  return { slot, seq: row.seq, at: row.at, stage: row.stage, choice: row.choice, outcome: row.outcome, caseId: row.case_id, record, digest: block.digest, previousDigest: block.previousDigest };
}

const ROW = 'select seq, at, case_id, stage, choice, outcome from dunwell.decision';

/** Which case a record is about; those from before records said so are looked for by their number alone. */
function caseOf(record: string): number | null {
  const told = JSON.parse(record) as { readonly case?: string; readonly caseFacts?: { readonly caseId: string } };
  const id = told.case ?? told.caseFacts?.caseId;
  return id === undefined ? null : Number(id);
}

export async function selectDecision(session: SqlSession, slot: number, seq: number): Promise<DecisionReading | null> {
  const block = await selectBlockOf(session, slot, seq);
  const record = block?.records?.[seq - block.firstSeq];
  if (block === null || record === undefined) return null;
  const where = `${ROW} where slot = $1 and at = $2 and seq = $3`;
  const caseId = caseOf(record);
  const rows = await (caseId === null ? session.query<DecisionRow>(where, [slot, block.at, seq]) : session.query<DecisionRow>(`${where} and case_id = $4`, [slot, block.at, seq, caseId]));
  const row = rows[0];
  return row === undefined ? null : readingOf(slot, row, block);
}

/** The last decisions about a case with their records, latest first. */
export async function selectDecisionsOfCase(session: SqlSession, slot: number, caseId: number, limit: number): Promise<readonly DecisionReading[]> {
  const rows = await session.query<DecisionRow>(`${ROW} where slot = $1 and case_id = $2 order by seq desc limit $3`, [slot, caseId, limit]);
  const found: DecisionReading[] = [];
  let block: ChainBlock | null = null;
  for (const row of rows) {
    if (block === null || row.seq < block.firstSeq) block = await selectBlockOf(session, slot, row.seq);
    const one: DecisionReading | null = block === null ? null : readingOf(slot, row, block);
    if (one !== null) found.push(one);
  }
  return found;
}

/** Every decision of a block with its record and the rules that denied it, in order: rows are found by the cases that the records name. */
export async function selectDecisionsOfBlock(session: SqlSession, block: ChainBlock): Promise<readonly (DecisionReading & { readonly deniedBy: readonly string[] })[]> {
  const cases = (block.records ?? []).map(caseOf);
  const columns = 'select seq, at, case_id, stage, choice, outcome, denied_by from dunwell.decision where slot = $1 and at = $2 and seq >= $3 and seq < $4';
  const parameters = [block.slot, block.at, block.firstSeq, block.firstSeq + block.count];
  const known = cases.flatMap((id) => (id === null ? [] : [id]));
  const rows = await (known.length < cases.length
    ? session.query<DecisionRow & { denied_by: readonly string[] }>(`${columns} order by seq`, parameters)
    : session.query<DecisionRow & { denied_by: readonly string[] }>(`${columns} and case_id = any($5::bigint[]) order by seq`, [...parameters, known]));
  return rows.flatMap((row) => {
    const one = readingOf(block.slot, row, block);
    return one === null ? [] : [{ ...one, deniedBy: row.denied_by }];
  });
}
