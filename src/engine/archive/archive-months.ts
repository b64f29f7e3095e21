import { monthOf, monthsAfter, monthStart, type Month } from '../../domain/time/month.js';
import type { Instant } from '../../domain/time/instant.js';
import { ARCHIVED_TABLES, type ArchivedTable, type ArchiveFolder, type ArchiveStore, type ChainBorder, type MonthFile, type StagedMonth } from '../ports/archive.js';
import type { Clock } from '../ports/clock.js';
import { Terminal } from '../ports/errors.js';
import type { SqlRow } from '../ports/database.js';
import type { Digest } from '../ports/keys.js';
import type { ChainBlock } from '../ports/reading.js';
import { followMonth } from './verify-month.js';

/** Months that stay in the database beside the one that runs, unless another is named: a year to look back and one to compare with. */
export const MONTHS_KEPT = 13;

export interface ArchiveDeps {
  readonly store: ArchiveStore;
  readonly folder: ArchiveFolder;
  readonly clock: Clock;
  readonly digest: Digest;
  /** Rows of `decision_block` as links of a chain. */
  readonly blockOf: (row: SqlRow) => ChainBlock;
  /** For tests: what happens between two steps. */
  readonly pauseAt?: (point: ArchivePoint) => Promise<void>;
}

export type ArchivePoint = 'written' | 'verified' | 'placed' | 'released';

export interface ArchivedMonthReport {
  readonly month: Month;
  readonly rows: Readonly<Partial<Record<ArchivedTable, number>>>;
  /** Of all files of the month; `null` on a dry run. */
  readonly bytes: number | null;
}

export interface ArchiveReport {
  readonly before: Month;
  readonly months: readonly ArchivedMonthReport[];
  /** The month that could not go, which keeps later ones too; `null`: all went. */
  readonly kept: { readonly month: Month; readonly why: readonly string[] } | null;
}

/** The month before which months are archived. Throws `bad_month` for what is no month or is not over. */
export function archiveBefore(asked: Month | undefined, now: Instant): Month {
  const present = monthOf(now);
  if (asked === undefined) return monthsAfter(present, -MONTHS_KEPT);
  if (monthStart(asked) === null) throw new Terminal('bad_month', `"${asked}" is not a month. Write it as YYYY-MM.`);
  if (asked > present) throw new Terminal('bad_month', `Only months that are over can be archived: --before may be ${present} at most, for now is ${present} (UTC).`);
  return asked;
}

interface Written {
  readonly files: readonly MonthFile[];
  readonly bytes: number;
  readonly borders: readonly ChainBorder[];
}

/** Reads a file back whole: as many rows, each value the same; of blocks, that every link holds. */
async function readBack(deps: ArchiveDeps, staged: StagedMonth, month: Month, table: ArchivedTable, contents: string): Promise<readonly ChainBorder[]> {
  const chains = followMonth(deps.digest, table === 'decision_block' ? await deps.store.chainBefore(month) : new Map());
  const found = await staged.readBack(table, (rows) => {
    if (table !== 'decision_block') return;
    for (const row of rows) {
      const wrong = chains.take(deps.blockOf(row));
      if (wrong !== null) throw new Terminal('archive_chain', `${month}: ${wrong}. The month stays in the database; see dunwell audit verify.`);
    }
  });
  if (found.contents !== contents) throw new Terminal('archive_unlike', `${month}: the file of ${table}, read back, is not what was written to it. Nothing was removed; is the disk sound?`);
  return chains.borders();
}

async function writeMonth(deps: ArchiveDeps, staged: StagedMonth, month: Month): Promise<Written> {
  const written: (MonthFile & { readonly contents: string; readonly bytes: number })[] = [];
  for (const table of ARCHIVED_TABLES) {
    const { value, fingerprint } = await deps.store.read(table, month, (pages) => staged.write(table, pages));
    written.push({ table, month, file: staged.nameOf(table), digest: value.digest, rows: value.rows, contents: value.contents, bytes: value.bytes, fingerprint });
  }
  await deps.pauseAt?.('written');
  let borders: readonly ChainBorder[] = [];
  for (const { table, contents } of written) borders = [...borders, ...(await readBack(deps, staged, month, table, contents))];
  await deps.pauseAt?.('verified');
  return { files: written, bytes: written.reduce((sum, f) => sum + f.bytes, 0), borders };
}

/** What stands beside the files: enough to check them without a database. */
function manifestOf(month: Month, { files, borders }: Written): object {
  return { archive: 'dunwell', version: 1, month, files: files.map(({ table, digest, rows }) => ({ table, file: `${table}.parquet`, sha256: digest, rows })), chains: borders };
}

/** Files first, read back; then, in one transaction, the files are in place and the month's rows are gone. Death at any point leaves the rows or the files, mostly both. */
async function archiveMonth(deps: ArchiveDeps, month: Month): Promise<ArchivedMonthReport> {
  const staged = await deps.folder.stage(month);
  try {
    const written = await writeMonth(deps, staged, month);
    await deps.store.release(month, written.files, written.borders, deps.clock.now(), async () => {
      await staged.place(manifestOf(month, written));
      await deps.pauseAt?.('placed');
    });
    await deps.pauseAt?.('released');
    return { month, rows: Object.fromEntries(written.files.map((f) => [f.table, f.rows])), bytes: written.bytes };
  } finally {
    await staged.discard();
  }
}

/** Archives the months before `before` that have rows, oldest first, none skipped: the first that is not at its end keeps those after it. */
export async function archiveMonths(deps: ArchiveDeps, before: Month, dryRun: boolean, onMonth: (month: ArchivedMonthReport) => void = () => undefined): Promise<ArchiveReport> {
  const done: ArchivedMonthReport[] = [];
  for (const { month, rows } of await deps.store.months(before)) {
    const why = await deps.store.live(month);
    if (why.length > 0) return { before, months: done, kept: { month, why } };
    const report = dryRun ? { month, rows, bytes: null } : await archiveMonth(deps, month);
    done.push(report);
    onMonth(report);
  }
  return { before, months: done, kept: null };
}
