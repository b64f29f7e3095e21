import type { Instant } from '../../domain/time/instant.js';
import type { Month } from '../../domain/time/month.js';
import type { SqlRow } from './database.js';

/** How a value is kept in a file: as in the database, but a list and a document as JSON text. */
export type KeptType = 'smallint' | 'integer' | 'bigint' | 'text' | 'list' | 'document' | 'date' | 'bytes';

/**
 * What is archived of each table, column by column; the first column is the slot, by which a file is ordered and cut.
 * In the order in which a month's rows may go: none refers to one that went before.
 */
export const ARCHIVED = {
  attempt: {
    slot: 'smallint', contact_id: 'bigint', no: 'smallint', queued_at: 'bigint', person_id: 'bigint', case_id: 'bigint', state: 'text', reserved_at: 'bigint', finished_at: 'bigint', provider: 'text',
    provider_ref: 'text', decision_seq: 'bigint', decided_at: 'bigint', made: 'document',
  },
  contact: {
    slot: 'smallint', id: 'bigint', case_id: 'bigint', person_id: 'bigint', point_id: 'bigint', channel: 'text', step: 'text', template: 'text', reasons: 'list', state: 'text', queued_at: 'bigint',
    not_before: 'bigint', not_after: 'bigint', decision_seq: 'bigint', verify_code: 'text', text_sealed: 'bytes', text_digest: 'text', sent_at: 'bigint', outcome: 'text', attempts: 'smallint', parts_told: 'bigint',
  },
  decision: { slot: 'smallint', seq: 'bigint', at: 'bigint', case_id: 'bigint', stage: 'text', choice: 'text', outcome: 'text', denied_by: 'list' },
  decision_block: { slot: 'smallint', first_seq: 'bigint', at: 'bigint', count: 'integer', encoding: 'text', digest: 'bytes', previous: 'bytes', content: 'bytes' },
  ledger_entry: {
    slot: 'smallint', debt_id: 'bigint', seq: 'integer', kind: 'text', amount_minor: 'bigint', due_on: 'date', effective_on: 'date', recorded_at: 'bigint', source: 'text', source_key: 'text',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, KeptType>>>>;

export type ArchivedTable = keyof typeof ARCHIVED;

export const ARCHIVED_TABLES = Object.keys(ARCHIVED) as readonly ArchivedTable[];

/** A file of an archived month, as the database knows it. */
export interface ArchivedFile {
  readonly table: ArchivedTable;
  readonly month: Month;
  /** Relative to the archive's folder, or absolute. */
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly rows: number;
}

/** What a file holds, told by whoever wrote or read it whole. */
export interface Contents {
  readonly rows: number;
  /** SHA-256 over the rows in their order, column by column; not of the file's bytes. */
  readonly contents: string;
}

export type Pages = AsyncIterable<readonly SqlRow[]>;

/** A month being written, beside the archive; nothing of it counts before `place`. */
export interface StagedMonth {
  /** Writes and syncs one file. Pages come ordered by slot. `bytes`: its size. */
  write(table: ArchivedTable, pages: Pages): Promise<Contents & { readonly digest: string; readonly bytes: number }>;
  /** Reads a file back whole, handing its pages on, and tells what it held. */
  readBack(table: ArchivedTable, see: (rows: readonly SqlRow[]) => void): Promise<Contents>;
  /** Where a file will lie once placed, as {@link ArchivedFile.file}. */
  nameOf(table: ArchivedTable): string;
  /** Writes the manifest, syncs, and moves the whole into its place; again, it changes nothing. */
  place(manifest: object): Promise<void>;
  discard(): Promise<void>;
}

/** Rows of archived months. A file that is not there is an error that names it, never fewer rows. */
export interface ArchivedRows {
  /** Rows of one slot in the order of the file, as the database would give them; only `columns`, if told. Throws `archive_missing`. */
  rows(file: ArchivedFile, slot: number, columns?: readonly string[]): Pages;
  /** Whether the file is there, byte for byte. */
  check(file: ArchivedFile): Promise<'ok' | 'missing' | 'changed'>;
}

export interface ArchiveFolder extends ArchivedRows {
  stage(month: Month): Promise<StagedMonth>;
}

/** Where a slot's chain stood at the borders of a month. */
export interface ChainBorder {
  readonly slot: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly previousDigest: string;
  readonly digest: string;
}

export interface MonthFile extends ArchivedFile {
  /** What the table said when it was read; it must say the same when its rows go. */
  readonly fingerprint: string;
}

/** The months of the database and how one leaves it. */
export interface ArchiveStore {
  /** Months before `before` that still have rows here, oldest first. */
  months(before: Month): Promise<readonly { readonly month: Month; readonly rows: Readonly<Partial<Record<ArchivedTable, number>>> }[]>;
  /** What in the month is not at its end yet, in words; empty: it may go. */
  live(month: Month): Promise<readonly string[]>;
  /** All rows of a table in that month in the order of a file, and the table's fingerprint, from one picture. */
  read<T>(table: ArchivedTable, month: Month, use: (pages: Pages) => Promise<T>): Promise<{ readonly value: T; readonly fingerprint: string }>;
  /** The last digest archived before that month, by slot. */
  chainBefore(month: Month): Promise<ReadonlyMap<number, { readonly seq: number; readonly digest: string }>>;
  /**
   * In one transaction: sees that no row has changed since it was read, runs `place`, keeps what history, law and portal still
   * read, records the files, and lets the month's rows go. Throws `archive_changed`; then nothing has changed.
   */
  release(month: Month, files: readonly MonthFile[], borders: readonly ChainBorder[], now: Instant, place: () => Promise<void>): Promise<void>;
}
