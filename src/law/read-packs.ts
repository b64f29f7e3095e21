import { use, type Pack, type PackEntry } from './pack.js';
import { HOUSE, isJurisdiction } from './place.js';
import type { Params, Rule } from './rule.js';
import { validatePacks } from './validate.js';

/** One file of packs: the versions of one series, as plain values. */
export interface PackFile {
  readonly file: string;
  readonly value: unknown;
  /** True for a file that the operator added. */
  readonly operator: boolean;
}

/** What is wrong, where (a JSON path from `$` in the file), and what to do. */
export interface PackProblem {
  /** `null`: of all files together. */
  readonly file: string | null;
  readonly where: string;
  readonly problem: string;
}

/** The packs of all files that could be read, and everything that is wrong. Use the packs only when nothing is. */
export interface PackReading {
  readonly packs: readonly Pack[];
  readonly problems: readonly PackProblem[];
}

type Fields = Readonly<Record<string, unknown>>;
type Report = (where: string, problem: string) => void;

/** An entry as a version has it, and where it was written: there, or in the version that it is taken from. */
interface Written {
  readonly entry: PackEntry;
  readonly where: string;
}

interface Version {
  readonly pack: Pack;
  readonly where: string;
  readonly written: ReadonlyMap<string, Written>;
}

interface Series {
  readonly file: PackFile;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly report: Report;
  readonly pack: string;
  readonly tz: string;
  readonly place: string | undefined;
}

/**
 * Reads all files of packs against the rules that there are. The format: docs/decisions/packs.md. Of the files that we
 * ship every rule must be in some pack, or a file is missing; the operator's own may only add.
 */
export function readPacks(files: readonly PackFile[], rules: ReadonlyMap<string, Rule>): PackReading {
  const problems: PackProblem[] = [];
  const packs: Pack[] = [];
  const seriesIn = new Map<string, string>();
  for (const file of files) {
    const report: Report = (where, problem) => {
      // What one version takes from another is wrong in one place, and said once.
      if (!problems.some((told) => told.file === file.file && told.where === where && told.problem === problem)) problems.push({ file: file.file, where, problem });
    };
    const read = readFile(file, rules, report);
    const [first] = read;
    if (first === undefined) continue;
    const other = seriesIn.get(first.pack);
    if (other !== undefined) {
      if (!(file.operator && isJurisdiction(first.pack))) report('$.pack', `the series ${first.pack} is in ${other} already; a series has one file`);
      continue;
    }
    seriesIn.set(first.pack, file.file);
    packs.push(...read);
  }
  if (problems.length === 0) {
    const used = new Set(packs.filter((pack) => pack.operator !== true).flatMap((pack) => pack.rules.map(({ rule }) => rule.id)));
    const unused = [...rules.keys()].filter((id) => !used.has(id));
    if (unused.length > 0) problems.push({ file: null, where: '$', problem: `no pack holds ${unused.join(', ')}, so nobody would ask; is a file missing?` });
  }
  return { packs, problems };
}

function readFile(file: PackFile, rules: ReadonlyMap<string, Rule>, report: Report): readonly Pack[] {
  const fields = fieldsOf(file.value, '$', ['pack', ...(file.operator ? ['place'] : []), 'tz', 'versions'], [], report);
  if (fields === null) return [];
  const pack = text(fields, 'pack', '$', report);
  const tz = text(fields, 'tz', '$', report);
  const place = fields['place'] === undefined ? undefined : text(fields, 'place', '$', report);
  const { versions } = fields;
  if (versions !== undefined && (!Array.isArray(versions) || versions.length === 0)) report('$.versions', 'must be a list of one or more versions');
  if (pack !== null && !/^[A-Z][A-Za-z0-9-]*$/.test(pack)) report('$.pack', 'the id of a series is letters, digits and dashes, and begins with a capital');
  else if (pack !== null && file.operator && isJurisdiction(pack)) report('$.pack', `${pack} is a jurisdiction, and its packs are ours; give yours a name of its own and say "place: ${pack}"`);
  else if (pack !== null && !file.operator && !isJurisdiction(pack)) report('$.pack', `nobody is at the place ${pack}, so nobody would be judged by it; name a jurisdiction of src/law/place.ts`);
  if (typeof place === 'string' && !isJurisdiction(place)) report('$.place', `nobody is at the place ${place}, so nobody would be judged by it; name one such as CN, US-federal, US-OH, UK, or HOUSE for everywhere`);
  if (pack === null || tz === null || place === null || !Array.isArray(versions)) return [];
  const series: Series = { file, rules, report, pack, tz, place };
  const read: Version[] = [];
  versions.forEach((value, i) => {
    const version = readVersion(series, value, `$.versions[${i}]`, read);
    if (version !== null) read.push(version);
  });
  for (const error of validatePacks(read.map((one) => one.pack))) report(placeOf(error, read), error.reason);
  return read.map((one) => one.pack);
}

/** Where the text has what `validatePacks` finds fault with. */
function placeOf(error: ReturnType<typeof validatePacks>[number], read: readonly Version[]): string {
  if (error.field === 'tz' && error.rule === undefined) return '$.tz';
  // Of two versions with one name the later is at fault.
  const version = read.filter(({ pack }) => pack.version === error.version).at(-1);
  const base = (error.rule === undefined ? version?.where : version?.written.get(error.rule)?.where) ?? '$';
  return error.field === undefined ? base : child(base, error.field);
}

function readVersion(series: Series, value: unknown, where: string, before: readonly Version[]): Version | null {
  const { report, pack, tz, place, file } = series;
  const fields = fieldsOf(value, where, ['version', 'from'], ['to', 'as', 'rules', 'add', 'change', 'remove'], report);
  if (fields === null) return null;
  const version = text(fields, 'version', where, report);
  const from = text(fields, 'from', where, report);
  const to = fields['to'] === undefined ? undefined : text(fields, 'to', where, report);
  const written = fields['as'] === undefined ? wholeRules(series, fields, where) : changedRules(series, fields, where, before);
  if (version === null || from === null || to === null || written === null) return null;
  return {
    pack: {
      pack, version, from, tz, ...(to === undefined ? {} : { to }), ...(place === undefined ? {} : { place }), ...(file.operator ? { operator: true } : {}),
      rules: [...written.values()].map(({ entry }) => entry),
    },
    where, written,
  };
}

function wholeRules(series: Series, fields: Fields, where: string): ReadonlyMap<string, Written> | null {
  for (const name of ['add', 'change', 'remove']) if (fields[name] !== undefined) series.report(child(where, name), `"${name}" needs "as: <an earlier version>"; without it list all "rules"`);
  if (fields['rules'] !== undefined) {
    const entries = entriesOf(series, fields['rules'], child(where, 'rules'));
    return entries === null ? null : new Map(entries.map((one) => [one.entry.rule.id, one]));
  }
  series.report(where, '"rules" is missing: list them, or say "as: <an earlier version>" and what it adds, changes or removes');
  return null;
}

/** The rules of an earlier version of the file with what this one adds, changes and removes. */
function changedRules(series: Series, fields: Fields, where: string, before: readonly Version[]): ReadonlyMap<string, Written> | null {
  const { report } = series;
  if (fields['rules'] !== undefined) report(child(where, 'rules'), '"rules" lists all of them and "as" takes them from another version; keep one of the two');
  const base = before.find(({ pack }) => pack.version === fields['as']);
  if (base === undefined) {
    report(child(where, 'as'), `no earlier version ${JSON.stringify(fields['as'])} in this file; ${before.length === 0 ? 'there is none' : `there is ${before.map(({ pack }) => pack.version).join(', ')}`}`);
    return null;
  }
  const rules = new Map(base.written);
  const { remove } = fields;
  if (remove !== undefined && !(Array.isArray(remove) && remove.every((id) => typeof id === 'string'))) report(child(where, 'remove'), 'must be a list of rule ids');
  else for (const [i, id] of ((remove ?? []) as readonly string[]).entries()) if (!rules.delete(id)) report(`${child(where, 'remove')}[${i}]`, `version ${base.pack.version} has no ${id}; remove only what it has`);
  for (const part of ['change', 'add'] as const) {
    if (fields[part] === undefined) continue;
    for (const one of entriesOf(series, fields[part], child(where, part)) ?? []) {
      const { id } = one.entry.rule;
      if (rules.has(id) !== (part === 'change')) report(one.where, part === 'add' ? `version ${base.pack.version} has ${id} already; write it under "change"` : `version ${base.pack.version} has no ${id}; write it under "add"`);
      rules.set(id, one);
    }
  }
  return rules;
}

/** `<rule id>: { <its numbers> }`, and `house: true` where the rule is house policy, so that nobody reads it as law. */
function entriesOf({ rules, report, file, pack }: Series, value: unknown, where: string): readonly Written[] | null {
  if (!isFields(value)) {
    report(where, 'must be "<rule id>: { <its numbers> }", one rule a line');
    return null;
  }
  const entries = Object.entries(value).flatMap(([id, numbers]) => {
    const at = child(where, id);
    const rule = rules.get(id);
    if (rule === undefined) report(at, `there is no rule ${id}; docs/law lists those there are`);
    if (!isFields(numbers)) report(at, 'must be the numbers of the rule in braces, "{}" when it takes none');
    if (rule === undefined || !isFields(numbers)) return [];
    const { house, ...params } = numbers;
    const policy = rule.force === 'H' || file.operator;
    if (house !== undefined && (house !== true || !policy)) report(child(at, 'house'), policy ? 'must be true' : 'is law, guidance or standard, not house policy; remove "house"');
    if (policy && house === undefined) report(at, `is house policy, not law${rule.force === 'H' ? '' : ', when an operator adds it'}; mark it "house: true"`);
    if (pack === HOUSE && rule.force !== 'H') report(at, `is not a rule of the house; put it in the pack of its place`);
    return [{ entry: use(rule, params as Params), where: at }];
  });
  // Where each rule is at fault, what the rest would make is not looked at: a version without rules is another mistake.
  return entries.length === 0 && Object.keys(value).length > 0 ? null : entries;
}

/** The fields of an object, all known and the required ones there; `null` when it is none. */
function fieldsOf(value: unknown, where: string, required: readonly string[], optional: readonly string[], report: Report): Fields | null {
  const names = [...required, ...optional];
  if (!isFields(value)) {
    report(where, `must have the fields ${names.join(', ')}`);
    return null;
  }
  for (const name of required) if (value[name] === undefined) report(where, `"${name}" is missing`);
  for (const name of Object.keys(value)) if (!names.includes(name)) report(child(where, name), `there is no field "${name}" here; there are ${names.join(', ')}`);
  return value;
}

/** A text of one or more characters; `null` when it is none, which is reported, or missing, which was. */
function text(fields: Fields, name: string, where: string, report: Report): string | null {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  if (value !== undefined) report(child(where, name), `must be a text, not ${JSON.stringify(value)}${typeof value === 'number' ? '; put it in quotes' : ''}`);
  return null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child(where: string, name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? `${where}.${name}` : `${where}[${JSON.stringify(name)}]`;
}
