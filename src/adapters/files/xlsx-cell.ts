import type { CellFlagCode } from '../../domain/loan/placement.js';
import { dateOfSerial } from '../../domain/loan/read-date.js';
import { plainNumber, spreadsheetNumber } from './plain-number.js';

/** How the number in a cell is shown: the part of its format that changes what it says. */
export type NumberStyle = 'plain' | 'date' | 'percent';

/** A cell as the sheet holds it, before it becomes text. */
export interface SheetCell {
  /** The `t` attribute; `n` when absent. */
  readonly type: string;
  readonly style: NumberStyle;
  /** Content of `v`, or of `is` for inline text; `null` when there is neither. */
  readonly value: string | null;
  readonly hasFormula: boolean;
}

export interface CellText {
  readonly text: string;
  readonly flag: CellFlagCode | null;
}

/** `_x000D_` stands for a character that XML cannot carry. */
export function unescapeXlsx(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => (hex === '0000' ? '' : String.fromCharCode(parseInt(hex, 16))));
}

function dateText(value: number, base: 1900 | 1904): string | null {
  const date = dateOfSerial(value, base);
  if (date === null) return null;
  const seconds = Math.round((value - Math.floor(value)) * 86_400);
  if (seconds === 0 || seconds === 86_400) return date;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function numberText(value: string, style: NumberStyle, base: 1900 | 1904): CellText {
  const shown = spreadsheetNumber(value);
  if (shown === null) return { text: value, flag: null };
  if (style === 'date') return { text: dateText(Number(value), base) ?? shown.text, flag: null };
  if (style === 'percent') return { text: `${plainNumber(`${shown.text}E2`) ?? shown.text}%`, flag: null };
  return { text: shown.text, flag: shown.inexact ? 'number_inexact' : null };
}

/**
 * What a cell says, as text: a formula says its saved result, a date is `YYYY-MM-DD`, a percentage carries its sign, a
 * number has no exponent and no more digits than a spreadsheet shows.
 */
export function cellText(cell: SheetCell, base: 1900 | 1904): CellText {
  const { type, value, hasFormula } = cell;
  if (value === null || (value === '' && type !== 'str' && type !== 'inlineStr')) return { text: '', flag: hasFormula ? 'formula_without_value' : null };
  switch (type) {
    case 'str':
    case 'inlineStr':
      return { text: unescapeXlsx(value), flag: null };
    case 'b':
      return { text: value === '1' || value === 'true' ? 'true' : 'false', flag: null };
    case 'e':
      return { text: value, flag: 'cell_error' };
    case 'd':
      return { text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ''), flag: null };
    default:
      return numberText(value.trim(), cell.style, base);
  }
}

/** Built-in formats that show a date, also those that East Asian versions add. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** What a number format makes of a number. `code` is known for formats that the workbook defines itself. */
export function styleOf(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return isBuiltInDate(id) ? 'date' : id === 9 || id === 10 ? 'percent' : 'plain';
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/[yd年日]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
}
