import type { ColumnSource, Source } from './mapping.js';
import type { CellFlagCode, RawRow, RowRemark } from './placement.js';

/** One fact read from text: the value, or why not. `code` is stable; `reason` is for people. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly reason: string };

export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function unreadable(code: string, reason: string): Reading<never> {
  return { ok: false, code, reason };
}

/** Remarks gathered while one row is read: `errors` refuse the row, `warnings` do not. */
export interface Remarks {
  readonly errors: RowRemark[];
  readonly warnings: RowRemark[];
}

/** A cell after trimming and the mapping's value list. `text` is `''` when nothing is stated. */
export interface Cell {
  readonly column: string | null;
  readonly text: string;
  readonly source: Source;
  readonly flag: CellFlagCode | null;
}

const SPREADSHEET_BROKEN: Partial<Record<CellFlagCode, string>> = {
  formula_without_value: 'the cell holds a formula without its result: open the file in a spreadsheet, let it calculate, and save it again',
  cell_error: 'the cell holds a spreadsheet error such as #N/A: correct it in the file',
};

/**
 * The cell that a source names. An absent column reads as blank (NDJSON and API rows may leave it out; for tables
 * `missingColumns` refuses the file first). A value outside the mapping's list becomes an error and reads as `null`.
 */
export function cellOf(row: RawRow, source: Source, remarks: Remarks): Cell | null {
  if ('constant' in source) return { column: null, text: source.constant.trim(), source, flag: null };
  const { column } = source;
  const flag = row.flags?.find((f) => f.column === column)?.code ?? null;
  const broken = flag === null ? undefined : SPREADSHEET_BROKEN[flag];
  if (flag !== null && broken !== undefined) {
    remarks.errors.push({ column, code: flag, reason: broken });
    return null;
  }
  if (flag === 'formula_like') {
    remarks.warnings.push({ column, code: flag, reason: 'the text begins like a spreadsheet formula: it is kept as text and escaped in every export' });
  }
  const raw = (Object.hasOwn(row.cells, column) ? (row.cells[column] ?? '') : '').trim();
  const text = source.blanks?.includes(raw) === true ? '' : raw;
  if (text === '' || source.values === undefined) return { column, text, source, flag };
  if (Object.hasOwn(source.values, text)) return { column, text: (source.values[text] ?? '').trim(), source, flag };
  if (source.otherwise === 'keep') return { column, text, source, flag };
  remarks.errors.push({ column, code: 'value_not_mapped', reason: notListed(source) });
  return null;
}

function notListed(source: ColumnSource): string {
  const listed = Object.keys(source.values ?? {});
  const shown = listed.slice(0, 12).map((value) => `"${value}"`).join(', ');
  const more = listed.length > 12 ? `, and ${listed.length - 12} more` : '';
  return `the value is not in the mapping's list (${shown}${more}): correct the cell, or add the value to the mapping`;
}

/**
 * What a cell looks like, without what it says: digits as 9, Latin letters as A, other letters as 字. A shifted column may
 * put a name or a number anywhere, and no error may repeat it.
 */
export function shapeOf(text: string): string {
  const cut = text.slice(0, 24);
  const shape = cut.replace(/\p{Nd}/gu, '9').replace(/[A-Za-z]/g, 'A').replace(/[\p{L}\p{M}](?<!A)/gu, '字');
  return text.length > 24 ? `${shape}…` : shape;
}

/** `1.38E+10`: what a spreadsheet leaves of a long number saved as CSV. The missing digits cannot be had back. */
export function isShortenedNumber(text: string): boolean {
  return /^\d(?:[.,]\d+)?E\+?\d+$/i.test(text);
}
