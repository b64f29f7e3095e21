import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { addressLines } from './address.js';
import { inFaces, MAIN, NotoFaces } from './font.js';

export type Paper = 'a4' | 'letter';

/** What a letter says and to whom. Nothing is added to the words but who writes, to whom, when, and which letter it is. */
export interface LetterText {
  readonly subject: string;
  readonly body: string;
  /** Name and address, its lines divided by line feeds. */
  readonly to: string;
  readonly country: string;
  readonly language: 'zh' | 'en';
  /** Printed as reference. */
  readonly code: string;
  /** Set as a QR code too where the words name it. */
  readonly link: string;
  readonly sender: { readonly name: string; readonly phone: string; readonly lines: readonly string[] };
  readonly paper: Paper;
  /** Printed as date, and the only time that the bytes hold. */
  readonly now: number;
}

export type Composed = { readonly ok: true; readonly pdf: Buffer; readonly pages: number } | { readonly ok: false; readonly reason: 'no_glyph' | 'bad_address' | 'too_long' };

const PAGES_MAX = 4;
const MM = 72 / 25.4;
const INCH = 72;
/** Height of a line of the address, in points. */
const ADDRESS_LINE = 12.4;

interface Geometry {
  readonly size: { readonly width: number; readonly height: number };
  readonly margins: readonly [number, number, number, number];
  /** Of the block that the window shows, from the upper left corner of the page: it begins at `y` or, where it has many lines, so much higher that it ends at `end`. */
  readonly address: { readonly x: number; readonly y: number; readonly end: number };
  readonly returnLine: { readonly x: number; readonly y: number };
  readonly sender: { readonly x: number; readonly y: number };
  readonly bodyY: number;
}

/**
 * In points. A4 as DIN 5008, form B (field of 85 by 45 mm, 45 mm from the top). US Letter for the window of a #10 envelope (7/8 in from the left,
 * 1/2 in from below, 1 1/8 high), folded in three: the sheet may slip by 11/24 in, and up to four lines are seen wherever it lies.
 */
const GEOMETRY: Readonly<Record<Paper, Geometry>> = {
  a4: {
    size: { width: 210 * MM, height: 297 * MM }, margins: [25 * MM, 20 * MM, 20 * MM, 22 * MM], address: { x: 25 * MM, y: 63.5 * MM, end: 89.5 * MM }, returnLine: { x: 25 * MM, y: 56 * MM }, sender: { x: 125 * MM, y: 20 * MM }, bodyY: 105 * MM,
  },
  letter: {
    size: { width: 8.5 * INCH, height: 11 * INCH }, margins: [INCH, 0.75 * INCH, INCH, 0.9 * INCH], address: { x: INCH, y: 2.52 * INCH, end: 3.14 * INCH }, returnLine: { x: 0.5 * INCH, y: 0.5 * INCH }, sender: { x: 5 * INCH, y: 0.5 * INCH }, bodyY: 4 * INCH,
  },
};

/** Visible through the window or above it is nothing but names and addresses: no reference, no code (15 USC 1692f(8)). */
function definition(text: LetterText, lines: readonly string[], runs: (text: string) => Content, onPages: (count: number) => void): TDocumentDefinitions {
  const { size, margins, address, returnLine, sender, bodyY } = GEOMETRY[text.paper];
  const day = new Date(text.now).toISOString().slice(0, 10);
  const [year, month, date] = day.split('-').map(Number);
  const words = text.language === 'zh' ? { date: `${year ?? ''}年${month ?? ''}月${date ?? ''}日`, reference: '编号' } : { date: day, reference: 'Reference' };
  const qr: Content[] = text.body.includes(text.link) ? [{ qr: text.link, fit: 76, margin: [0, 14, 0, 0] }] : [];
  const paragraphs = text.body.split(/\n{2,}/).map((one): Content => ({ text: runs(one) as never, margin: [0, 0, 0, 8] }));
  return {
    pageSize: size, pageMargins: [...margins], compress: true, version: '1.7', language: text.language === 'zh' ? 'zh-CN' : 'en', displayTitle: true,
    info: { title: text.subject, author: text.sender.name, creator: 'Dunwell', producer: 'Dunwell', creationDate: new Date(text.now), modDate: new Date(text.now) },
    defaultStyle: { font: MAIN, fontSize: 10.5, lineHeight: 1.25 },
    footer: (page, count) => {
      onPages(count);
      return { text: runs(`${words.reference} ${text.code}    ${page} / ${count}`) as never, fontSize: 8, alignment: 'right', margin: [0, 12, margins[2], 0] };
    },
    content: [
      { text: runs([text.sender.name, ...text.sender.lines].join(text.paper === 'a4' ? ' · ' : '\n')) as never, absolutePosition: returnLine, fontSize: text.paper === 'a4' ? 6.5 : 8, lineHeight: 1.1 },
      { text: runs(lines.join('\n')) as never, absolutePosition: { x: address.x, y: Math.min(address.y, address.end - lines.length * ADDRESS_LINE) }, fontSize: 10, lineHeight: 0.85 },
      { text: runs([text.sender.name, text.sender.phone].filter((one) => one !== '').join('\n')) as never, absolutePosition: sender, fontSize: 9 },
      { text: runs(`${words.date}\n${words.reference} ${text.code}`) as never, fontSize: 9, margin: [0, bodyY - margins[1], 0, 14] },
      { text: runs(text.subject) as never, fontSize: 12.5, margin: [0, 0, 0, 10] },
      ...paragraphs, ...qr,
    ],
  };
}

const faces = new NotoFaces();
const given = new Set<string>();
/** Part of the library, and not of its types. */
const { virtualfs } = pdfmake as unknown as { readonly virtualfs: { writeFileSync(name: string, content: Buffer): void } };
// Nothing in a letter names a file or an address to load.
pdfmake.setLocalAccessPolicy(() => false);
pdfmake.setUrlAccessPolicy(() => false);

function giveFont(name: string): string {
  if (!given.has(name)) {
    virtualfs.writeFileSync(`${name}.ttf`, faces.face(name).ttf);
    pdfmake.addFonts({ [name]: { normal: `${name}.ttf` } });
    given.add(name);
  }
  return name;
}

/** Letters and their marks as one character wherever there is one; a tab is a blank. */
const tidy = (words: string): string => words.normalize('NFC').replace(/[\t\u00a0]/g, ' ');

/** A letter as PDF. The same arguments give the same bytes. A character that no face has is found before anything is set: a name with a box in it is not sent. */
export async function composeLetter(text: LetterText): Promise<Composed> {
  const lines = addressLines(text.to, text.country);
  if (lines === null) return { ok: false, reason: 'bad_address' };
  const said = [text.subject, text.body, ...lines, text.sender.name, text.sender.phone, ...text.sender.lines, text.code].join('\n');
  if (inFaces(tidy(said), faces).missing.length > 0) return { ok: false, reason: 'no_glyph' };
  const runs = (words: string): Content => inFaces(tidy(words), faces).pieces.map((piece) => ({ text: piece.text, font: giveFont(piece.face) })) as unknown as Content;
  giveFont(MAIN);
  let pages = 0;
  const pdf = await pdfmake.createPdf(definition(text, lines, runs, (count) => { pages = count; })).getBuffer();
  return pages > PAGES_MAX ? { ok: false, reason: 'too_long' } : { ok: true, pdf: Buffer.from(pdf), pages };
}
