import { posix } from 'node:path';
import { FileRejected } from '../../engine/ports/files.js';
import { styleOf, type NumberStyle } from './xlsx-cell.js';
import { readXml } from './xml-stream.js';
import type { ZipParts } from './zip-parts.js';

export interface Workbook {
  readonly sheetName: string;
  readonly sheetPart: string;
  readonly stringsPart: string | null;
  readonly base: 1900 | 1904;
  /** Style of a cell by its `s` attribute. */
  readonly styles: readonly NumberStyle[];
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relations(zip: ZipParts, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const name = posix.join(folder === '.' ? '' : folder, '_rels', `${posix.basename(part)}.rels`);
  if (!zip.has(name)) return [];
  const found: Relation[] = [];
  await readXml(zip.bytes(name), {
    open(tag, a) {
      if (tag !== 'Relationship') return;
      const target = a['Target'] ?? '';
      found.push({ id: a['Id'] ?? '', type: posix.basename(a['Type'] ?? ''), target: target.startsWith('/') ? target.slice(1) : posix.join(folder === '.' ? '' : folder, target) });
    },
  });
  return found;
}

async function readStyles(zip: ZipParts, part: string): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  await readXml(zip.bytes(part), {
    open(tag, a) {
      if (tag === 'numFmt') codes.set(Number(a['numFmtId']), a['formatCode'] ?? '');
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const id = Number(a['numFmtId'] ?? 0);
        styles.push(styleOf(id, codes.get(id)));
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Finds the sheet to read, and what its cells need to be understood. */
export async function readWorkbook(zip: ZipParts, sheet: string | undefined): Promise<Workbook> {
  const root = (await relations(zip, '')).find((r) => r.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (root.endsWith('.bin')) throw new FileRejected('xlsx_no_sheet', 'the workbook is in the binary form .xlsb: save it as .xlsx or CSV');
  if (!zip.has(root)) throw new FileRejected('xlsx_no_sheet', 'the zip holds no Excel workbook: send .xlsx, CSV or NDJSON, not another kind of archive');
  const sheets: { readonly name: string; readonly relation: string; readonly hidden: boolean }[] = [];
  let base: 1900 | 1904 = 1900;
  await readXml(zip.bytes(root), {
    open(tag, a) {
      if (tag === 'workbookPr' && (a['date1904'] === '1' || a['date1904'] === 'true')) base = 1904;
      if (tag !== 'sheet') return;
      const relation = Object.entries(a).find(([name]) => name === 'id' || name.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: a['name'] ?? '', relation, hidden: a['state'] !== undefined && a['state'] !== 'visible' });
    },
  });
  const parts = await relations(zip, root);
  const partOf = (relation: string): string | undefined => parts.find((r) => r.id === relation && r.type === 'worksheet')?.target;
  const chosen = sheet === undefined ? sheets.find((s) => !s.hidden && partOf(s.relation) !== undefined) : sheets.find((s) => s.name === sheet);
  const sheetPart = chosen === undefined ? undefined : partOf(chosen.relation);
  if (chosen === undefined || sheetPart === undefined) {
    throw new FileRejected('xlsx_no_sheet', sheet === undefined ? 'the workbook has no visible sheet' : 'the workbook has no sheet of that name: check the name, or leave it out to read the first');
  }
  const stylesPart = parts.find((r) => r.type === 'styles')?.target;
  const stringsPart = parts.find((r) => r.type === 'sharedStrings')?.target ?? null;
  return {
    sheetName: chosen.name, sheetPart, base,
    stringsPart: stringsPart !== null && zip.has(stringsPart) ? stringsPart : null,
    styles: stylesPart !== undefined && zip.has(stylesPart) ? await readStyles(zip, stylesPart) : [],
  };
}
