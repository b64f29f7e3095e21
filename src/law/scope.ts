import type { Rule } from './rule.js';

/** Spelling that does not matter in the name of an article: case, blanks, `12 CFR`, `§`. */
function normal(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '').replace(/§/g, '').replace(/^12cfr(part)?/, '');
}

const RANGE = /^(.*)\(([a-z]|\d{1,2})\)-\(([a-z]|\d{1,2})\)$/;

/** `1006.6(d)(3)-(5)` names three articles; anything else names itself. */
function expand(entry: string): readonly string[] {
  const match = RANGE.exec(entry);
  if (match === null) return [entry];
  const [, stem, first, last] = match as unknown as [string, string, string, string];
  const numbers = /^\d+$/.test(first) && /^\d+$/.test(last);
  const low = numbers ? Number(first) : first.charCodeAt(0);
  const high = numbers ? Number(last) : last.charCodeAt(0);
  if (high < low || high - low > 30) return [entry];
  return Array.from({ length: high - low + 1 }, (_, i) => `${stem}(${numbers ? low + i : String.fromCharCode(low + i)})`);
}

/** True when `part` is `whole` or a subdivision of it: `1006.14(b)` is within `1006.14`, and `1006.14` is not within `1006.1`. */
function within(part: string, whole: string): boolean {
  return part.startsWith(whole) && (part.length === whole.length || !/[a-z0-9]/.test(part.charAt(whole.length)));
}

function namesOf(rule: Rule): readonly string[] {
  return [rule.id, ...rule.articles].flatMap((name) => {
    const plain = normal(name);
    return [plain, ...expand(plain)];
  });
}

/**
 * The rules that one entry of a scope names: those whose id or article it is, or within which it names a part
 * (`1006.14` names `1006.14(b)`). If there are none, the entry may be finer than our rules: then those that stand for
 * the narrowest article around it. Empty: no rule has that name, and the asker must be told.
 */
export function rulesNamed<R extends Rule>(entry: string, rules: readonly R[]): readonly R[] {
  const whole = normal(entry);
  const wanted = [whole, ...expand(whole)];
  const named = rules.filter((rule) => namesOf(rule).some((name) => wanted.some((one) => within(name, one))));
  if (named.length > 0) return named;
  let narrowest = 0;
  let around: R[] = [];
  for (const rule of rules) {
    const length = Math.max(0, ...namesOf(rule).filter((name) => wanted.some((one) => within(one, name))).map((name) => name.length));
    if (length > narrowest) [narrowest, around] = [length, []];
    if (length > 0 && length === narrowest) around.push(rule);
  }
  return around;
}
