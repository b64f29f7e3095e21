/** Lines that fit a window, and characters of a line at the size in which they are set; a Chinese one is as wide as two. */
const LINES_MAX = 6;
const WIDTH_MAX = 44;

interface Place {
  /** What a line of the address must hold for the post to know where. */
  readonly postcode: RegExp;
}

/** Postcodes by country, anywhere in the address. Of mainland China the post needs none, so a place and a house stand in for it. */
const PLACES: Readonly<Record<string, Place>> = {
  US: { postcode: /\b(A[KLRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|A[AEPS]|MP)\b[ ,]+\d{5}(-\d{4})?\b/i },
  CA: { postcode: /\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b/i }, GB: { postcode: /\b(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b/i },
  CN: { postcode: /(省|市|自治区|特别行政区|州|县|区).*(\d|[一二三四五六七八九十]).*(号|室|栋|幢|楼|单元|组|村|弄|队|屯|信箱)|(村|镇|乡|街道|路).*\d{6}|\b[1-8]\d{5}\b/s },
  IN: { postcode: /\b[1-9]\d{2} ?\d{3}\b/ }, ID: { postcode: /\b[1-9]\d{4}\b/ }, DE: { postcode: /\b\d{5}\b/ }, FR: { postcode: /\b\d{5}\b/ }, ES: { postcode: /\b\d{5}\b/ }, IT: { postcode: /\b\d{5}\b/ }, NL: { postcode: /\b\d{4} ?[A-Z]{2}\b/i },
  AT: { postcode: /\b\d{4}\b/ }, BE: { postcode: /\b\d{4}\b/ }, PL: { postcode: /\b\d{2}-\d{3}\b/ }, IE: { postcode: /\b[AC-FHKNPRTV-Y]\d[\dW] ?[\dAC-FHKNPRTV-Y]{4}\b/i }, PT: { postcode: /\b\d{4}-\d{3}\b/ }, SE: { postcode: /\b\d{3} ?\d{2}\b/ },
};

const wide = (character: string): boolean => (character.codePointAt(0) ?? 0) >= 0x2e80;
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (wide(c) ? 2 : 1), 0);

/** A line that is too wide, broken at commas and blanks, and where there are none between Chinese characters. */
function wrap(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const piece of line.match(/[^\s,，\u2e80-\u{3ffff}]+[,，]?\s*|[\u2e80-\u{3ffff}，]|[\s,]/gu) ?? []) {
    if (current !== '' && widthOf(current + piece.trimEnd()) > WIDTH_MAX) {
      lines.push(current.trim());
      current = '';
    }
    current += piece;
  }
  return [...lines, current.trim()].filter((one) => one !== '');
}

/**
 * A name and an address as lines for a window envelope. `null`: it cannot be posted, for it has no name or no street, no postcode where
 * the post of its country needs one, more than fits, or a country whose addresses are not known here.
 */
export function addressLines(to: string, country: string): readonly string[] | null {
  const given = to.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '');
  const [name, ...rest] = given;
  if (name === undefined || rest.length === 0 || widthOf(name) > WIDTH_MAX || PLACES[country]?.postcode.test(rest.join('\n')) !== true) return null;
  // A lender's file has an address in one field: an American one is a street and a town.
  const town = rest.length === 1 && country !== 'CN' ? /^(.{4,}?), *([^,]+,? *[^,]+)$/.exec(rest[0] ?? '') : null;
  const lines = [name, ...(town === null ? rest : [town[1] ?? '', town[2] ?? ''])].flatMap(wrap);
  return lines.length > LINES_MAX || lines.some((line) => widthOf(line) > WIDTH_MAX) ? null : lines;
}
