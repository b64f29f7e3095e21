import { holidayTables } from '../domain/time/holidays.js';
import { isClock, isWeekdayName } from '../domain/time/window.js';
import { isValidZone } from '../domain/time/zone.js';

/** What a parameter of a rule may be, and the type that its code gets. */
export interface ParamValues {
  /** Whole number from 1 up: a cap, days, years, minutes. */
  readonly count: number;
  /** Whole number from 0 up, where none at all is a setting. */
  readonly whole: number;
  /** `HH:MM` or `HH:MM:SS`, 00:00 to 24:00. */
  readonly clock: string;
  /** IANA time zone. */
  readonly zone: string;
  /** One or more texts, each once: purposes, kinds, reasons. */
  readonly texts: readonly string[];
  /** One or more of `mon` … `sun`, each once. */
  readonly weekdays: readonly string[];
  /** Name of a loaded table of holidays. */
  readonly table: string;
}

export type ParamKind = keyof ParamValues;
export type ParamValue = ParamValues[ParamKind];

/** The parameters that a rule takes, each with its kind; a pack gives all of them and no others. */
export type ParamSpec = Readonly<Record<string, ParamKind>>;

/** The parameters as the code of a rule gets them. */
export type ParamsOf<S extends ParamSpec> = { readonly [K in keyof S]: ParamValues[S[K]] };

const WORDS: Readonly<Record<ParamKind, string>> = {
  count: 'a whole number from 1 up', whole: 'a whole number from 0 up', clock: 'a clock time \'HH:MM\' or \'HH:MM:SS\'', zone: 'an IANA time zone such as Asia/Shanghai',
  texts: 'a list of one or more texts, each once', weekdays: 'a list of days, each once, of mon, tue, wed, thu, fri, sat, sun', table: 'the name of a table of holidays such as ID (packs/holidays)',
};

function fits(kind: ParamKind, value: unknown): boolean {
  switch (kind) {
    case 'count': return Number.isSafeInteger(value) && (value as number) >= 1;
    case 'whole': return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'clock': return typeof value === 'string' && isClock(value);
    case 'zone': return typeof value === 'string' && isValidZone(value);
    case 'texts': return isListOf(value, (item) => item.trim() !== '');
    case 'table': return typeof value === 'string' && holidayTables().some((one) => one.table === value);
    case 'weekdays': return isListOf(value, isWeekdayName);
  }
}

function isListOf(value: unknown, each: (item: string) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((item: unknown) => typeof item === 'string' && each(item));
}

/** One parameter that does not fit: its name, and what is wrong in words that say what to write. */
export interface ParamFault {
  readonly name: string;
  readonly reason: string;
}

/** Compares values from a pack with what the rule takes; empty: they fit. */
export function paramFaults(spec: ParamSpec, params: Readonly<Record<string, unknown>>): readonly ParamFault[] {
  const faults: ParamFault[] = [];
  for (const [name, kind] of Object.entries(spec)) {
    if (!Object.hasOwn(params, name)) faults.push({ name, reason: `"${name}" is missing; give ${WORDS[kind]}` });
    else if (!fits(kind, params[name])) faults.push({ name, reason: `"${name}" must be ${WORDS[kind]}, not ${JSON.stringify(params[name])}` });
  }
  const known = Object.keys(spec);
  for (const name of Object.keys(params)) {
    if (!known.includes(name)) faults.push({ name, reason: `the rule takes no "${name}"; ${known.length === 0 ? 'it takes no parameters' : `it takes ${known.join(', ')}`}` });
  }
  return faults;
}
