/** Receives one problem: where, as a JSON path from `$`, and what to do about it. */
export type Report = (where: string, problem: string) => void;
/** Looks at one parsed value and reports what is wrong with its shape. */
export type Check = (value: unknown, where: string, report: Report) => void;

type Json = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON path of a member: `$.ladders.early`, `$["odd key"]`. */
export function memberPath(where: string, key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? `${where}.${key}` : `${where}[${JSON.stringify(key)}]`;
}

/** What was found, short enough for a sentence. */
function found(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a group of fields';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Text of 1 to `max` characters. */
export function words(max: number): Check {
  return (value, where, report) => {
    if (typeof value !== 'string' || value === '' || [...value].length > max) report(where, `must be text of 1 to ${max} characters, found ${found(value)}`);
  };
}

export function matching(pattern: RegExp, expected: string): Check {
  return (value, where, report) => {
    if (typeof value !== 'string' || !pattern.test(value)) report(where, `must be ${expected}, found ${found(value)}`);
  };
}

export function oneOf(choices: readonly (string | number | boolean)[]): Check {
  return (value, where, report) => {
    if (!choices.includes(value as string)) report(where, `must be ${choices.length > 1 ? 'one of ' : ''}${choices.join(', ')}, found ${found(value)}`);
  };
}

/** A number from `min` to `max` that is a whole multiple of `unit` (a power of two, so that the test is exact). */
export function numberIn(min: number, max: number, unit = 1): Check {
  return (value, where, report) => {
    if (typeof value !== 'number' || !(value >= min && value <= max) || !Number.isInteger(value / unit))
      report(where, `must be a ${unit === 1 ? 'whole number' : `multiple of ${unit}`} from ${min} to ${max}, found ${found(value)}`);
  };
}

/** A list of `min` to `max` items. `distinct` is for lists of plain values. */
export function listOf(item: Check, min: number, max: number, distinct = false): Check {
  return (value, where, report) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      report(where, `must be a list of ${min} to ${max} items, found ${Array.isArray(value) ? `${value.length} items` : found(value)}`);
      return;
    }
    const items: readonly unknown[] = value;
    if (distinct && new Set(items).size < items.length) report(where, 'must not name anything twice');
    items.forEach((entry, i) => item(entry, `${where}[${i}]`, report));
  };
}

/** A group of named fields; a field that no one reads is an error, because it is usually a misspelt one. */
export function fields(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const checks: Readonly<Record<string, Check>> = { ...required, ...optional };
  const names = Object.keys(checks);
  return (value, where, report) => {
    if (!isRecord(value)) {
      report(where, `must be a group of the fields ${names.join(', ')}, found ${found(value)}`);
      return;
    }
    for (const name of Object.keys(required)) if (!Object.hasOwn(value, name)) report(where, `the field "${name}" is missing`);
    for (const [name, member] of Object.entries(value)) {
      if (Object.hasOwn(checks, name)) (checks[name] as Check)(member, memberPath(where, name), report);
      else report(memberPath(where, name), `no such field: expected one of ${names.join(', ')}`);
    }
  };
}

/** A group whose field names are chosen by the writer. */
export function mapOf(key: RegExp, keyExpected: string, item: Check, min: number, max: number): Check {
  return (value, where, report) => {
    if (!isRecord(value)) {
      report(where, `must be a group of named entries, found ${found(value)}`);
      return;
    }
    const count = Object.keys(value).length;
    if (count < min || count > max) report(where, `must have ${min} to ${max} entries, found ${count}`);
    for (const [name, member] of Object.entries(value)) {
      if (!key.test(name)) report(memberPath(where, name), `the name must be ${keyExpected}`);
      item(member, memberPath(where, name), report);
    }
  };
}

/** A group with exactly one of these fields, such as a condition. */
export function exactlyOne(choices: Readonly<Record<string, Check>>): Check {
  const names = Object.keys(choices).join(', ');
  return (value, where, report) => {
    const [name, ...more] = isRecord(value) ? Object.keys(value) : [];
    if (!isRecord(value) || name === undefined || more.length > 0 || !Object.hasOwn(choices, name)) report(where, `must be exactly one of ${names}`);
    else (choices[name] as Check)(value[name], memberPath(where, name), report);
  };
}

/** Either of two shapes, told apart by whether the value is text. */
export function textOr(text: Check, other: Check): Check {
  return (value, where, report) => (typeof value === 'string' ? text : other)(value, where, report);
}
