import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseYaml, type TextPlace } from '../adapters/files/yaml-text.js';
import { putInForce } from '../law/in-force.js';
import type { Pack } from '../law/pack.js';
import { readPacks, type PackFile } from '../law/read-packs.js';
import { RULES } from '../law/registry.js';
import { PACKAGE_ROOT } from './config.js';

/** A folder of packs: `*.yaml` directly in it, one file a series. */
export interface PackFolder {
  readonly path: string;
  /** What its files are called in a problem: this, and the file's name. */
  readonly shown: string;
  readonly operator: boolean;
}

/** What the packs of the folders say, or everything that is wrong with them, each `file:line:column: what, and what to do`. */
export type LawText = { readonly ok: true; readonly packs: readonly Pack[] } | { readonly ok: false; readonly problems: readonly string[] };

const SHIPPED: PackFolder = { path: join(PACKAGE_ROOT, 'packs'), shown: 'packs', operator: false };

/** Folders of the law: ours, and the operator's own (`LAW_PACKS`) if there is one. */
export function lawFolders(operators: string | undefined): readonly PackFolder[] {
  if (operators === undefined) return [SHIPPED];
  const path = resolve(operators);
  return [SHIPPED, { path, shown: path, operator: true }];
}

export function readLaw(folders: readonly PackFolder[]): LawText {
  const problems: string[] = [];
  const files: PackFile[] = [];
  const placeIn = new Map<string, (where: string) => TextPlace | null>();
  const say = (file: string, at: TextPlace | null, problem: string) => problems.push(`${file}${at === null ? '' : `:${at.line}:${at.column}`}: ${problem}`);
  for (const folder of folders) {
    for (const { file, text } of textsOf(folder, say)) {
      const parsed = parseYaml(text, 'pack');
      if (parsed.ok) {
        files.push({ file, value: parsed.value, operator: folder.operator });
        placeIn.set(file, parsed.placeOf);
      } else for (const { at, problem } of parsed.problems) say(file, at, problem);
    }
  }
  const reading = readPacks(files, RULES);
  // A file that could not be parsed is missing below; that is its own problem, not one more.
  for (const { file, where, problem } of reading.problems) if (problems.length === 0 || placeIn.has(file)) say(file, placeIn.get(file)?.(where) ?? null, problem);
  return problems.length === 0 ? { ok: true, packs: reading.packs } : { ok: false, problems };
}

function textsOf(folder: PackFolder, say: (file: string, at: null, problem: string) => void): readonly { readonly file: string; readonly text: string }[] {
  try {
    const names = readdirSync(folder.path).filter((name) => name.endsWith('.yaml')).sort();
    if (names.length === 0) say(folder.shown, null, 'the folder holds no *.yaml; put the packs there or take the setting back');
    return names.map((name) => ({ file: join(folder.shown, name), text: readFileSync(join(folder.path, name), 'utf8') }));
  } catch (error) {
    say(folder.shown, null, `cannot be read (${error instanceof Error ? error.message : String(error)})`);
    return [];
  }
}

/**
 * Puts the law in force; first of all that a process does, before it opens anything. Throws with every problem when the
 * packs do not validate. Once a process.
 */
export function loadLaw(operators: string | undefined): void {
  const law = readLaw(lawFolders(operators));
  if (!law.ok) throw new Error(`law: the rule packs cannot be used, so nothing was started (${law.problems.length} ${law.problems.length === 1 ? 'problem' : 'problems'}):\n${law.problems.join('\n')}`);
  putInForce(law.packs);
}
