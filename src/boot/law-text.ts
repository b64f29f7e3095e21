import { parseYaml, type TextPlace } from '../adapters/files/yaml-text.js';
import type { Pack } from '../law/pack.js';
import { readPacks, type PackFile } from '../law/read-packs.js';
import { RULES } from '../law/registry.js';

/** The text of one file of packs. */
export interface PackText {
  readonly file: string;
  readonly text: string;
  /** True for a file that the operator added. */
  readonly operator: boolean;
}

/** What the packs say, or everything that is wrong with them, each `file:line:column: what, and what to do`. */
export type LawText = { readonly ok: true; readonly packs: readonly Pack[] } | { readonly ok: false; readonly problems: readonly string[] };

interface Found {
  readonly file: string;
  readonly at: TextPlace | null;
  readonly problem: string;
}

/** Reads files of packs, all of them at once: they are checked against each other too. Touches nothing but its argument. */
export function readLawTexts(texts: readonly PackText[]): LawText {
  const found: Found[] = [];
  const files: PackFile[] = [];
  const placeIn = new Map<string, (where: string) => TextPlace | null>();
  for (const { file, text, operator } of texts) {
    const parsed = parseYaml(text, 'pack');
    if (parsed.ok) {
      files.push({ file, value: parsed.value, operator });
      placeIn.set(file, parsed.placeOf);
    } else for (const { at, problem } of parsed.problems) found.push({ file, at, problem });
  }
  const reading = readPacks(files, RULES);
  // What a file would have held that could not be parsed is missing; that is its own problem, not one more.
  const unparsed = found.length > 0;
  for (const { file, where, problem } of reading.problems) if (file !== null || !unparsed) found.push({ file: file ?? 'packs', at: file === null ? null : (placeIn.get(file)?.(where) ?? null), problem });
  if (found.length === 0) return { ok: true, packs: reading.packs };
  const order = new Map(texts.map(({ file }, i) => [file, i]));
  found.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
  return { ok: false, problems: found.map(({ file, at, problem }) => `${file}${at === null ? '' : `:${at.line}:${at.column}`}: ${problem}`) };
}
