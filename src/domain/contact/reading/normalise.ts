import type { Span } from './reading.js';
import { HOMOGLYPHS, SIMPLIFIED } from './letters.js';

/** A message folded for reading, each unit of it with the place in the source that it came from. */
export interface Folded {
  readonly words: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What is read of one message, in UTF-16 units; a text of ten parts has 1,530. The whole stays kept, sealed. */
export const READ_MAX = 4_000;
/** Marks that show nothing (zero width, direction, variation selectors, accents) and may hide or split a word. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/u;
const SPACE = /[\s\u0085\u200b\u2028\u2029\p{Cc}]/u;
const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}]/u;
const DIGIT = /[0-9]/;
const DASHES = /[‐‑‒–—―−]/;
const QUOTES = /[‘’‚‛′`´]/;

const folds = new Map<string, string>();

/** One code point, folded: compatibility forms, case, look-alikes, traditional forms. '' when it shows nothing. */
function foldOne(point: string): string {
  const known = folds.get(point);
  if (known !== undefined) return known;
  const folded = [...point.normalize('NFKD')].filter((c) => !UNSEEN.test(c)).map((c) => {
    if (SPACE.test(c)) return ' ';
    if (DASHES.test(c)) return '-';
    if (QUOTES.test(c)) return "'";
    const lower = c.toLowerCase();
    return HOMOGLYPHS[lower] ?? SIMPLIFIED[lower] ?? lower;
  }).join('');
  if (folds.size < 20_000) folds.set(point, folded);
  return folded;
}

interface Unit { readonly c: string; readonly at: number; readonly end: number }

function unitsOf(source: string): Unit[] {
  const units: Unit[] = [];
  let at = 0;
  for (const point of source) {
    const end = at + point.length;
    if (point === '\n' || point === '\r') units.push({ c: '\n', at, end });
    else for (const c of foldOne(point)) units.push({ c, at, end });
    at = end;
  }
  return units;
}

/** Runs: a letter or sign three times or more is one ("stoppp", "滚滚滚"), digits stay; blanks are one, and none beside Chinese. */
function runless(units: readonly Unit[]): Unit[] {
  const out: Unit[] = [];
  for (let i = 0; i < units.length;) {
    const unit = units[i] as Unit;
    let next = i + 1;
    const blank = unit.c === ' ' || unit.c === '\n';
    while (next < units.length && (blank ? /[ \n]/.test((units[next] as Unit).c) : (units[next] as Unit).c === unit.c)) next += 1;
    const run = units.slice(i, next);
    const end = (run.at(-1) as Unit).end;
    const before = out.at(-1)?.c;
    const after = units[next]?.c;
    if (blank) {
      const line = run.some((u) => u.c === '\n');
      const atHan = (before !== undefined && HAN.test(before)) || (after !== undefined && HAN.test(after));
      if (before !== undefined && (line || !atHan)) out.push({ c: line ? '\n' : ' ', at: unit.at, end });
    } else if (DIGIT.test(unit.c) || (run.length < 3 && LETTER.test(unit.c))) out.push(...run);
    else out.push({ c: unit.c, at: unit.at, end });
    i = next;
  }
  while (out.length > 0 && /[ \n]/.test((out.at(-1) as Unit).c)) out.pop();
  return out;
}

/** Folds a message for reading, in time linear in {@link READ_MAX}. */
export function fold(source: string): Folded {
  const units = runless(unitsOf(source.slice(0, READ_MAX)));
  const from: number[] = [];
  const to: number[] = [];
  for (const unit of units) for (let k = 0; k < unit.c.length; k += 1) {
    from.push(unit.at);
    to.push(unit.end);
  }
  return { words: units.map((u) => u.c).join(''), from, to };
}

/** The place in the source of a place in the folded words. */
export function sourceSpan(folded: Folded, start: number, end: number): Span {
  return { start: folded.from[start] ?? 0, end: folded.to[Math.max(start, end - 1)] ?? 0 };
}

/** The same with parts blanked by line breaks, so that no pattern sees them or reads across them; places stay. */
export function without(folded: Folded, parts: readonly (readonly [number, number])[]): Folded {
  if (parts.length === 0) return folded;
  const units = folded.words.split('');
  for (const [start, end] of parts) units.fill('\n', start, end);
  return { ...folded, words: units.join('') };
}
