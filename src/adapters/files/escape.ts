/**
 * Whether a spreadsheet would run the text as a formula. Signed numbers and telephone numbers are not formulas, though
 * they begin with the same signs.
 */
export function isFormulaLike(text: string): boolean {
  const first = text.trimStart().charCodeAt(0);
  // = @ ＝ ＠
  if (first === 0x3d || first === 0x40 || first === 0xff1d || first === 0xff20) return true;
  // + - ＋ －
  if (first === 0x2b || first === 0x2d || first === 0xff0b || first === 0xff0d) return !/^\s*[+\-＋－][\d\s().,'/-]*(?:E[+-]?\d+|%)?\s*$/i.test(text);
  return false;
}

/**
 * Text made safe to stand in a cell of a file that someone will open in a spreadsheet: what would run as a formula gets an
 * apostrophe in front, which spreadsheets take as "this is text". Plain numbers stay numbers.
 */
export function escapeForSpreadsheet(text: string): string {
  if (/^[+-]?\d[\d.,]*%?$/.test(text)) return text;
  return /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}

/** One cell of a CSV file, quoted where it must be (RFC 4180), for readers that are no spreadsheets. */
export function quoteCell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One cell of a CSV file that a person may open: escaped for spreadsheets, and quoted where it must be. */
export function csvCell(text: string): string {
  return quoteCell(escapeForSpreadsheet(text));
}

/** One line of a CSV file, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
