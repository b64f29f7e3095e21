import { epochDay, isLocalDate } from '../domain/time/date.js';
import { isClock } from '../domain/time/window.js';
import { isValidZone } from '../domain/time/zone.js';
import type { Pack, PackEntry } from './pack.js';

/** What is wrong with a pack: which pack and version, which rule (absent: the pack itself), why, and what to do. */
export interface PackError {
  readonly pack: string;
  readonly version: string;
  readonly rule?: string;
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
  const bad = (reason: string, rule?: string): void => {
    errors.push(rule === undefined ? { ...at, reason } : { ...at, rule, reason });
  };
  if (pack.pack === '') bad('the pack has no id; name its jurisdiction');
  if (pack.version === '') bad('the pack has no version; give the date of this version');
  if (!isLocalDate(pack.from)) bad(`"from" is not a date YYYY-MM-DD: ${pack.from}`);
  if (pack.to !== undefined && !isLocalDate(pack.to)) bad(`"to" is not a date YYYY-MM-DD: ${pack.to}`);
  if (pack.to !== undefined && pack.to < pack.from) bad(`"to" ${pack.to} is before "from" ${pack.from}`);
  if (!isValidZone(pack.tz)) bad(`"tz" is not an IANA time zone: ${pack.tz}`);
  if (pack.rules.length === 0) bad('the pack holds no rule');
  const seen = new Set<string>();
  for (const entry of pack.rules) {
    if (seen.has(entry.rule.id)) bad('the rule is in the pack twice; keep one', entry.rule.id);
    seen.add(entry.rule.id);
    for (const reason of entryErrors(entry)) bad(reason, entry.rule.id);
  }
  return errors;
}

function entryErrors({ rule, params }: PackEntry): readonly string[] {
  const reasons: string[] = [];
  if (!/^[A-Z][A-Za-z0-9.-]*$/.test(rule.id)) reasons.push('a rule id is letters, digits, dots and dashes, and begins with a capital');
  if (rule.citation === '') reasons.push('the rule cites nothing; name its clause or say that it is a house rule');
  if (rule.title.en === '' || rule.title.zh === '') reasons.push('the rule has no title in one of the two languages');
  if (!isLocalDate(rule.from)) reasons.push(`the rule's "from" is not a date: ${rule.from}`);
  if (rule.to !== undefined && (!isLocalDate(rule.to) || rule.to < rule.from)) reasons.push(`the rule's "to" is not a date on or after its "from": ${rule.to}`);
  for (const [name, value] of Object.entries(params)) {
    const reason = paramError(name, value);
    if (reason !== null) reasons.push(`parameter "${name}": ${reason}`);
  }
  return reasons;
}

const CLOCK_PARAM = /^(from|to|open|close|cutoff)$/;
const COUNT_PARAM = /^(max|calls|days|times|attempts|staff|years|minutes)|(Days|Years|Minutes|Max)$/;

function paramError(name: string, value: unknown): string | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value < 0) return `must be a number from 0 up, got ${String(value)}`;
    return COUNT_PARAM.test(name) && (!Number.isInteger(value) || value < 1) ? `must be a whole number from 1 up, got ${value}` : null;
  }
  if (typeof value === 'string') {
    if (CLOCK_PARAM.test(name) && !isClock(value)) return `must be a clock time HH:MM or HH:MM:SS, got ${JSON.stringify(value)}`;
    return /tz$/i.test(name) && !isValidZone(value) ? `must be an IANA time zone, got ${JSON.stringify(value)}` : null;
  }
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? null : 'must be a list of texts';
  return typeof value === 'boolean' ? null : `must be a number, a text, a list of texts, or true or false, got ${typeof value}`;
}

function seriesErrors(packs: readonly Pack[]): readonly PackError[] {
  const errors: PackError[] = [];
  const dated = packs.filter((pack) => isLocalDate(pack.from) && (pack.to === undefined || isLocalDate(pack.to)));
  for (const name of new Set(dated.map((pack) => pack.pack))) {
    const series = dated.filter((pack) => pack.pack === name).sort((a, b) => epochDay(a.from) - epochDay(b.from));
    series.forEach((pack, i) => {
      const next = series[i + 1];
      const at = { pack: pack.pack, version: pack.version };
      if (series.some((other, j) => j > i && other.version === pack.version)) errors.push({ ...at, reason: 'two packs of this series have this version' });
      if (next === undefined) return;
      if (pack.to === undefined || pack.to >= next.from) {
        errors.push({ ...at, reason: `in force until ${pack.to ?? 'further notice'}, but version ${next.version} begins on ${next.from}; end it the day before` });
      }
      if (pack.tz !== next.tz) errors.push({ ...at, reason: `its calendar is ${pack.tz}, that of version ${next.version} is ${next.tz}; a series keeps one` });
    });
  }
  return errors;
}
