/** Groups rows that arrive ordered by their key. */
export function grouped<R, V>(rows: readonly R[], key: (row: R) => number, value: (row: R) => V): Map<number, V[]> {
  const groups = new Map<number, V[]>();
  for (const row of rows) {
    const k = key(row);
    const group = groups.get(k);
    if (group === undefined) groups.set(k, [value(row)]);
    else group.push(value(row));
  }
  return groups;
}
