import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { useHolidays } from '../domain/time/holidays.js';
import { putInForce } from '../law/in-force.js';
import { PACKAGE_ROOT } from './config.js';
import { readHolidays } from './holidays.js';
import { readLawTexts, type LawText, type PackText } from './law-text.js';

/** A folder of packs: `*.yaml` directly in it, one file a series. */
export interface PackFolder {
  readonly path: string;
  /** What its files are called in a problem: this, and the file's name. */
  readonly shown: string;
  readonly operator: boolean;
}

const SHIPPED: PackFolder = { path: join(PACKAGE_ROOT, 'packs'), shown: 'packs', operator: false };

/** Folders of the law: ours, and the operator's own (`LAW_PACKS`) if there is one. */
export function lawFolders(operators: string | undefined): readonly PackFolder[] {
  if (operators === undefined) return [SHIPPED];
  const path = resolve(operators);
  return [SHIPPED, { path, shown: path, operator: true }];
}

/**
 * What the packs of the folders say, or everything that is wrong with them. The tables of holidays that packs name are
 * read first, and are in use from here on.
 */
export function readLaw(folders: readonly PackFolder[]): LawText {
  const holidays = readHolidays(folders);
  if (holidays.ok) useHolidays(holidays.tables);
  const unread: string[] = [];
  const law = readLawTexts(folders.flatMap((folder) => textsOf(folder, (problem) => unread.push(`${folder.shown}: ${problem}`))));
  const problems = [...(holidays.ok ? [] : holidays.problems), ...unread, ...(law.ok ? [] : law.problems)];
  return problems.length === 0 ? law : { ok: false, problems };
}

function textsOf(folder: PackFolder, say: (problem: string) => void): readonly PackText[] {
  try {
    const all = readdirSync(folder.path).sort();
    const names = all.filter((name) => name.endsWith('.yaml'));
    // Whoever put it there believes it in force.
    for (const name of all) if (/\.(ya?ml|json)$/i.test(name) && !names.includes(name)) say(`${name} would not be read; name it *.yaml, or take it away`);
    if (names.length === 0 && !existsSync(join(folder.path, 'holidays'))) say('the folder holds no *.yaml and no holidays/; put the packs there or take the setting back');
    return names.map((name) => ({ file: join(folder.shown, name), text: readFileSync(join(folder.path, name), 'utf8'), operator: folder.operator }));
  } catch (error) {
    say(`cannot be read (${error instanceof Error ? error.message : String(error)})`);
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
