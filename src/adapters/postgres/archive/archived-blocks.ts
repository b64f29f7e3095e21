import { monthOf } from '../../../domain/time/month.js';
import type { ArchivedFile, ArchivedRows } from '../../../engine/ports/archive.js';
import { Terminal } from '../../../engine/ports/errors.js';
import type { SqlRow, SqlSession } from '../../../engine/ports/database.js';
import type { ChainBlock, DecisionReading, Reading } from '../../../engine/ports/reading.js';
import { blockOf, readingOf, selectBlocks, selectDecision, selectDecisionsOfBlock, selectDecisionsOfCase, type BlockRow, type DecisionRow } from '../sql/select-decisions.js';
import { archivedFiles } from './archive-store.js';

/** Where no archive is wired: months that were archived cannot be read, and that is said. */
export const NO_ARCHIVE: ArchivedRows = {
  async *rows(file) {
    yield await Promise.reject<readonly SqlRow[]>(new Terminal('archive_missing', `${file.file} was archived, and no archive is open here.`));
  },
  check: async () => 'missing',
};

interface Part {
  readonly file: (table: 'decision' | 'decision_block') => ArchivedFile;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** The archived parts of a slot's chain that reach `fromSeq`, in chain order. */
async function partsOf(session: SqlSession, slot: number, fromSeq: number, since = 0): Promise<readonly Part[]> {
  const rows = await session.query<{ month: number; first_seq: number; last_seq: number }>(
    'select month, first_seq, last_seq from dunwell.archived_chain where slot = $1 and last_seq >= $2 order by first_seq', [slot, fromSeq],
  );
  if (rows.length === 0) return [];
  const files = new Map((await archivedFiles(session)).map((file) => [`${file.month} ${file.table}`, file]));
  return rows.filter((r) => monthOf(r.month) >= monthOf(since)).map((r) => ({
    firstSeq: r.first_seq, lastSeq: r.last_seq,
    file(table) {
      const found = files.get(`${monthOf(r.month)} ${table}`);
      if (found === undefined) throw new Terminal('archive_missing', `The database does not say where ${table} of ${monthOf(r.month)} was archived.`);
      return found;
    },
  }));
}

/** A block with the part of the archive it was read from; `null`: from the database. */
export interface FoundBlock {
  readonly block: ChainBlock;
  readonly part: Part | null;
}

/** {@link selectBlocks} over archive and database. The database is asked first: what goes to the archive meanwhile is then found twice, not never. */
export async function blocksFrom(session: SqlSession, archive: ArchivedRows, slot: number, fromSeq: number, limit: number): Promise<readonly FoundBlock[]> {
  const found = new Map<number, FoundBlock>((await selectBlocks(session, slot, fromSeq, limit)).map((block) => [block.firstSeq, { block, part: null }]));
  const sorted = () => [...found.values()].sort((a, b) => a.block.firstSeq - b.block.firstSeq).slice(0, limit);
  for (const part of await partsOf(session, slot, fromSeq)) {
    const last = sorted()[limit - 1]?.block.firstSeq;
    if (last !== undefined && last < part.firstSeq) break;
    for await (const rows of archive.rows(part.file('decision_block'), slot)) {
      for (const row of rows as readonly BlockRow[]) if (row.first_seq + row.count > fromSeq) found.set(row.first_seq, { block: blockOf(row), part });
    }
  }
  return sorted();
}

async function rowsWhere(archive: ArchivedRows, file: ArchivedFile, slot: number, keep: (row: DecisionRow) => boolean): Promise<readonly DecisionRow[]> {
  const found: DecisionRow[] = [];
  for await (const rows of archive.rows(file, slot)) found.push(...(rows as readonly DecisionRow[]).filter(keep));
  return found;
}

async function partBlocks(archive: ArchivedRows, part: Part, slot: number): Promise<readonly ChainBlock[]> {
  const found: ChainBlock[] = [];
  for await (const rows of archive.rows(part.file('decision_block'), slot)) found.push(...(rows as readonly BlockRow[]).map(blockOf));
  return found;
}

function withRecords(slot: number, rows: readonly DecisionRow[], blocks: readonly ChainBlock[]): readonly DecisionReading[] {
  return rows.flatMap((row) => {
    const block = blocks.find((b) => b.firstSeq <= row.seq && row.seq < b.firstSeq + b.count);
    const one = block === undefined ? null : readingOf(slot, row, block);
    return one === null ? [] : [one];
  });
}

/** One decision, wherever it is kept. */
export async function decisionIn(session: SqlSession, archive: ArchivedRows, slot: number, seq: number): Promise<DecisionReading | null> {
  const here = await selectDecision(session, slot, seq);
  if (here !== null) return here;
  for (const part of (await partsOf(session, slot, seq)).filter((p) => p.firstSeq <= seq)) {
    const rows = await rowsWhere(archive, part.file('decision'), slot, (row) => row.seq === seq);
    if (rows.length > 0) return withRecords(slot, rows, await partBlocks(archive, part, slot))[0] ?? null;
  }
  return null;
}

/** {@link selectDecisionsOfCase} over database and archive, latest first; months before `since` are not looked into. */
export async function decisionsOfCase(session: SqlSession, archive: ArchivedRows, slot: number, caseId: number, limit: number, since: number): Promise<readonly DecisionReading[]> {
  const found = [...(await selectDecisionsOfCase(session, slot, caseId, limit))];
  for (const part of [...(await partsOf(session, slot, 1, since))].reverse()) {
    if (found.length >= limit) break;
    const rows = await rowsWhere(archive, part.file('decision'), slot, (row) => row.case_id === caseId);
    if (rows.length > 0) found.push(...withRecords(slot, [...rows].sort((a, b) => b.seq - a.seq).slice(0, limit - found.length), await partBlocks(archive, part, slot)));
  }
  return found.sort((a, b) => b.seq - a.seq);
}

/** Decisions of found blocks with the rules that denied them; rows of one slot and month are read once. */
export function decisionsOfBlocks(session: SqlSession, archive: ArchivedRows) {
  let held: { readonly part: Part; readonly slot: number; readonly rows: readonly DecisionRow[] } | null = null;
  return async ({ block, part }: FoundBlock): Promise<readonly (DecisionReading & { readonly deniedBy: readonly string[] })[]> => {
    if (part === null) return selectDecisionsOfBlock(session, block);
    if (held === null || held.slot !== block.slot || held.part.firstSeq !== part.firstSeq) held = { part, slot: block.slot, rows: await rowsWhere(archive, part.file('decision'), block.slot, () => true) };
    return held.rows.filter((row) => row.seq >= block.firstSeq && row.seq < block.firstSeq + block.count).flatMap((row) => {
      const one = readingOf(block.slot, row, block);
      return one === null ? [] : [{ ...one, deniedBy: row['denied_by'] as readonly string[] }];
    });
  };
}

/** Every archived file is read once, byte by byte. */
export async function archiveFaults(session: SqlSession, archive: ArchivedRows): Promise<Awaited<ReturnType<Reading['archiveFaults']>>> {
  const firsts = await session.query<{ month: number; slot: number; seq: number }>('select distinct on (month) month, slot, first_seq as seq from dunwell.archived_chain order by month, slot');
  const found = [];
  for (const file of await archivedFiles(session)) {
    const problem = await archive.check(file);
    const first = firsts.find((f) => monthOf(f.month) === file.month);
    if (problem !== 'ok') found.push({ file: file.file, problem, slot: first?.slot ?? 0, seq: first?.seq ?? 0 });
  }
  return found;
}
