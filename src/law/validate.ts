import { addDays, isLocalDate } from '../domain/time/date.js';
import { isValidZone } from '../domain/time/zone.js';
import type { Pack, PackEntry } from './pack.js';
import { paramFaults } from './param.js';

/**
 * What is wrong with a pack: which pack and version, which rule (absent: the pack itself), which field of the pack or
 * number of the rule, why, and what to do.
 */
export interface PackError {
  readonly pack: string;
  readonly version: string;
  readonly rule?: string;
  readonly field?: string;
  readonly reason: string;
}

/**
 * Checks every pack by itself and the versions of a series against each other. An empty answer means that they may be
 * used; otherwise the start must stop, for a gate with a wrong pack permits what nobody meant.
 */
export function validatePacks(packs: readonly Pack[]): readonly PackError[] {
  return [...packs.flatMap(packErrors), ...seriesErrors(packs)];
}

function packErrors(pack: Pack): readonly PackError[] {
  const at = { pack: pack.pack, version: pack.version };
  const errors: PackError[] = [];
  const bad = (field: string, reason: string): void => {
    errors.push({ ...at, field, reason });
  };
  if (pack.pack === '') bad('pack', 'the pack has no id; name its jurisdiction');
  if (pack.version === '') bad('version', 'the pack has no version; give the date of this version');
  if (!isLocalDate(pack.from)) bad('from', `"from" is not a date YYYY-MM-DD: ${pack.from}`);
  if (pack.to !== undefined && !isLocalDate(pack.to)) bad('to', `"to" is not a date YYYY-MM-DD: ${pack.to}`);
  else if (pack.to !== undefined && pack.to < pack.from) bad('to', `"to" ${pack.to} is before "from" ${pack.from}; end it on that day or later`);
  if (!isValidZone(pack.tz)) bad('tz', `"tz" is not an IANA time zone: ${pack.tz}`);
  if (pack.rules.length === 0) bad('rules', 'the pack holds no rule');
  const seen = new Set<string>();
  for (const entry of pack.rules) {
    const { id } = entry.rule;
    if (seen.has(id)) errors.push({ ...at, rule: id, reason: 'the rule is in the pack twice; keep one' });
    seen.add(id);
    errors.push(...entryErrors(entry).map((fault) => ({ ...at, rule: id, ...fault })));
  }
  return errors;
}

function entryErrors({ rule, params }: PackEntry): readonly { readonly reason: string; readonly field?: string }[] {
  const reasons: string[] = [];
  if (!/^[A-Z][A-Za-z0-9.-]*$/.test(rule.id)) reasons.push('a rule id is letters, digits, dots and dashes, and begins with a capital');
  if (rule.citation === '') reasons.push('the rule cites nothing; name its clause or say that it is a house rule');
  if (rule.title.en === '' || rule.title.zh === '') reasons.push('the rule has no title in one of the two languages');
  if (!isLocalDate(rule.from)) reasons.push(`the rule's "from" is not a date: ${rule.from}`);
  if (rule.to !== undefined && (!isLocalDate(rule.to) || rule.to < rule.from)) reasons.push(`the rule's "to" is not a date on or after its "from": ${rule.to}`);
  return [...reasons.map((reason) => ({ reason })), ...paramFaults(rule.params, params).map(({ name, reason }) => ({ field: name, reason }))];
}

/** Versions of a series follow each other day by day: on every day from its first on exactly one says what is law. */
function seriesErrors(packs: readonly Pack[]): readonly PackError[] {
  const errors: PackError[] = [];
  const dated = packs.filter((pack) => isLocalDate(pack.from) && (pack.to === undefined || isLocalDate(pack.to)));
  for (const name of new Set(dated.map((pack) => pack.pack))) {
    const series = dated.filter((pack) => pack.pack === name).sort((a, b) => (a.from < b.from ? -1 : 1));
    series.forEach((pack, i) => {
      const next = series[i + 1];
      const bad = (of: Pack, field: string, reason: string): void => {
        errors.push({ pack: of.pack, version: of.version, field, reason });
      };
      if (series.some((other, j) => j < i && other.version === pack.version)) bad(pack, 'version', `two packs of this series have the version ${pack.version}; name this one by its own date`);
      if (next === undefined) return;
      if (pack.to === undefined || pack.to >= next.from) {
        bad(pack, 'to', `in force until ${pack.to ?? 'further notice'}, but version ${next.version} begins on ${next.from}; end it the day before`);
      } else if (addDays(pack.to, 1) !== next.from) bad(next, 'from', `begins on ${next.from}, but version ${pack.version} ends on ${pack.to}; between them nothing would be law: begin it on ${addDays(pack.to, 1)}`);
      if (pack.tz !== next.tz) bad(next, 'tz', `its calendar is ${next.tz}, that of version ${pack.version} is ${pack.tz}; a series keeps one`);
    });
  }
  return errors;
}
