/** Columns side by side, the first to the left, figures to the right. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] as readonly string[]).map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number))).join('  '));
  console.log();
}

/** A whole number with its thousands apart. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en');
