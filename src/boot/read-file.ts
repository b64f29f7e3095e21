import { openRows } from '../adapters/files/open-rows.js';
import { readPhone } from '../adapters/files/phone.js';
import type { Preview } from '../api/deps.js';
import { checkMapping } from '../domain/loan/check-mapping.js';
import { missingColumns, type Mapping } from '../domain/loan/mapping.js';
import { readPlacement } from '../domain/loan/read-placement.js';
import type { ReadRow } from '../engine/intake/import-file.js';
import { Terminal } from '../engine/ports/errors.js';
import { isRowFault, type FileFormat } from '../engine/ports/files.js';

export function mappingOrThrow(value: unknown): Mapping {
  const check = checkMapping(value);
  if (check.ok) return check.mapping;
  const first = check.errors[0];
  throw new Terminal('bad_mapping', `The mapping cannot be used: ${first?.where ?? ''}: ${first?.reason ?? ''}${check.errors.length > 1 ? ` (and ${check.errors.length - 1} more)` : ''}`, first?.where);
}

/** Rows of a file read against a mapping: placements, or what is wrong with them, in the order of the file. */
export async function* readRows(path: string, mapping: Mapping, format: FileFormat | undefined): AsyncGenerator<ReadRow> {
  const rows = openRows(path, format === undefined ? {} : { format });
  let checked = false;
  for await (const item of rows) {
    const shape = rows.shape();
    if (!checked && shape !== null && shape.columnsFixed) {
      const missing = missingColumns(mapping, shape.columns);
      if (missing[0] !== undefined) throw new Terminal('missing_columns', missing.join('; '), 'mapping');
    }
    checked = true;
    if (isRowFault(item)) {
      yield { line: item.line, cells: { row: item.content }, placement: null, errors: [{ column: item.column, code: item.fault, reason: item.reason }] };
      continue;
    }
    const reading = readPlacement(item, mapping, readPhone);
    yield reading.ok ? { line: item.line, cells: item.cells, placement: reading.placement, errors: [] } : { line: item.line, cells: item.cells, placement: null, errors: reading.errors };
  }
}

const PREVIEW_ROWS = 20;
const PREVIEW_ERRORS = 200;

/** What the first rows would become, and the first errors; nothing is written. */
export async function previewFile(path: string, mappingValue: unknown, format: FileFormat | undefined): Promise<Preview> {
  const check = checkMapping(mappingValue);
  const mapping = check.ok ? check.mapping : null;
  const rows = openRows(path, format === undefined ? {} : { format });
  const sample: Preview['sample'][number][] = [];
  let rowsRead = 0;
  let errors = 0;
  for await (const item of rows) {
    rowsRead += 1;
    const row = isRowFault(item) ? { line: item.line, cells: {}, placement: null, errors: [{ column: item.column, code: item.fault, reason: item.reason }] } : previewRow(item, mapping);
    errors += row.errors.length > 0 ? 1 : 0;
    if (sample.length < PREVIEW_ROWS || (row.errors.length > 0 && errors <= PREVIEW_ERRORS)) sample.push(row);
    if (rowsRead >= 2_000) break;
  }
  const columns = rows.shape()?.columns ?? [];
  const missing = mapping !== null && rows.shape()?.columnsFixed === true ? missingColumns(mapping, columns) : [];
  return { columns, rowsRead, sample, mappingErrors: [...(check.ok ? [] : check.errors.map((e) => `${e.where}: ${e.reason}`)), ...missing] };
}

function previewRow(item: Parameters<typeof readPlacement>[0], mapping: Mapping | null): Preview['sample'][number] {
  if (mapping === null) return { line: item.line, cells: item.cells, placement: null, errors: [] };
  const reading = readPlacement(item, mapping, readPhone);
  return { line: item.line, cells: item.cells, placement: reading.ok ? reading.placement : null, errors: reading.ok ? [] : reading.errors };
}
