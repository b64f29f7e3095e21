import { FileRejected } from '../../engine/ports/files.js';

/**
 * Names by which cells are known. A header that stands twice is numbered everywhere it stands, so that neither can be
 * taken for the other; a header without a name is known by its position.
 */
export function columnNames(header: readonly string[], columnsMax: number): readonly string[] {
  if (header.length > columnsMax) {
    throw new FileRejected('too_many_columns', `the header has ${header.length} columns, more than ${columnsMax}: check the delimiter, or split the file`);
  }
  const trimmed = header.map((name) => name.replaceAll('\ufeff', '').trim());
  if (trimmed.every((name) => name === '')) throw new FileRejected('bad_header', 'the first row names no columns: put the column names into the first row');
  if (trimmed.some((name) => name.includes('\0'))) throw new FileRejected('not_a_table', 'the first row contains NUL bytes: the file is not text, or it is damaged');
  const times = new Map<string, number>();
  for (const name of trimmed) times.set(name, (times.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return trimmed.map((name, i) => {
    // An object cannot carry a cell under that name.
    if (name === '' || name === '__proto__') return `#${i + 1}`;
    if (times.get(name) === 1) return name;
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return `${name}#${nth}`;
  });
}
