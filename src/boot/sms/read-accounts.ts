import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { parseYaml } from '../../adapters/files/yaml-text.js';
import type { Price, Route } from '../../adapters/sms/routing/routes.js';
import { isCurrencyCode } from '../../domain/money/currency-code.js';
import { currencyExponent } from '../../domain/money/money.js';
import { isValidZone } from '../../domain/time/zone.js';
import type { Environment } from '../settings.js';
import { ACCOUNTS_FILE, type AccountEntry, type AccountsFile } from './accounts-shape.js';

/** An account as the file has it, its secrets read. */
export interface ReadAccount {
  readonly name: string;
  readonly entry: AccountEntry;
  readonly prices: ReadonlyMap<string, Price>;
  /** By the name under which the file has them: `env:…`, `file:…`. */
  readonly secretOf: (named: string) => string;
}

export interface SmsAccounts {
  readonly accounts: readonly ReadAccount[];
  readonly routes: readonly Route[];
}

interface Problem {
  /** JSON path from `$`. */
  readonly where: string;
  readonly problem: string;
}

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
/** Providers of the house's own form, whose hooks have these names. */
const TAKEN = new Set(['gateway', 'sandbox']);
/** They reach mainland numbers alone. */
const MAINLAND = new Set(['cmpp', 'aliyun', 'tencent']);
const SECRET_CHARS_MAX = 4_096;

function pathOf(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>((path, part) => `${path}${typeof part === 'number' ? `[${part}]` : /^[A-Za-z_][A-Za-z0-9_-]*$/.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(String(part))}]`}`, '$');
}

/** 0.035 yuan is 3.5 fen is 3,500 thousandths of a fen; `null`: finer than that. */
function priceOf(currency: string, amount: string): Price | null {
  const [unit = '0', fraction = ''] = amount.split('.');
  const digits = currencyExponent(currency) + 3;
  if (fraction.replace(/0+$/, '').length > digits) return null;
  return { currency, milliMinorPerSegment: Number(`${unit}${fraction.slice(0, digits).padEnd(digits, '0')}`) };
}

/** What the terms of one account may not be, beyond their shape. */
function accountProblems(name: string, entry: AccountEntry): readonly Problem[] {
  const at = `$.accounts.${name}`;
  const found: Problem[] = [];
  if (!NAME.test(name) || TAKEN.has(name)) found.push({ where: at, problem: `"${name}" is no name for an account: small letters, digits and hyphens, at most 40, not gateway or sandbox` });
  if (MAINLAND.has(entry.kind) && entry.countries.some((one) => one !== 'CN')) found.push({ where: `${at}.countries`, problem: `a ${entry.kind} account reaches mainland China alone: countries: [CN]` });
  if (entry.countries.some((one) => one === 'US' || one === '*') && entry.registration === undefined) found.push({ where: at, problem: 'texts to the United States need a registered sender: give its registration (10DLC campaign, toll-free verification or short code)' });
  if (entry.per_day !== undefined && !isValidZone(entry.per_day.zone)) found.push({ where: `${at}.per_day.zone`, problem: `"${entry.per_day.zone}" is no time zone; write one such as Asia/Shanghai` });
  for (const [country, { currency, per_segment }] of Object.entries(entry.price ?? {})) {
    const where = `${at}.price.${country}`;
    if (!isCurrencyCode(currency)) found.push({ where, problem: `"${currency}" is no currency in use (ISO 4217)` });
    else if (priceOf(currency, per_segment) === null) found.push({ where, problem: 'a price is at most as fine as a thousandth of the smallest unit' });
    if (country !== '*' && !entry.countries.includes(country) && !entry.countries.includes('*')) found.push({ where, problem: `the account does not serve ${country}` });
  }
  return found;
}

const accountsOf = (route: AccountsFile['routes'][number]) => route.accounts.map((one) => (typeof one === 'string' ? { name: one, weight: 1 } : { name: one.account, weight: one.weight }));

function routeProblems({ accounts, routes }: AccountsFile): readonly Problem[] {
  const found: Problem[] = [];
  const seen = new Set<string>();
  routes.forEach((route, i) => {
    const where = `$.routes[${i}]`;
    const of = `${route.country} ${route.operator ?? ''}`.trim();
    if (seen.has(of)) found.push({ where, problem: `there is a route for ${of} already` });
    seen.add(of);
    if (route.operator !== undefined && route.country !== 'CN') found.push({ where: `${where}.operator`, problem: 'operators are told apart in mainland China alone' });
    const named = accountsOf(route);
    named.forEach(({ name }, j) => {
      const entry = accounts[name];
      const place = `${where}.accounts[${j}]`;
      if (entry === undefined) found.push({ where: place, problem: `there is no account "${name}"` });
      else if (route.country !== '*' && !entry.countries.some((one) => one === '*' || one === route.country)) found.push({ where: place, problem: `"${name}" does not serve ${route.country}` });
      if (named.findIndex((one) => one.name === name) !== j) found.push({ where: place, problem: `"${name}" is in this route already` });
    });
    if (route.by === 'weight' && named.every(({ weight }) => weight === 0)) found.push({ where, problem: 'every weight is 0' });
    if (route.by === 'cost') {
      const currencies = named.map(({ name }) => accounts[name]?.price?.[route.country] ?? accounts[name]?.price?.['*']);
      if (currencies.some((one) => one === undefined)) found.push({ where, problem: `by cost: each of its accounts needs a price for ${route.country}` });
      else if (new Set(currencies.map((one) => one?.currency)).size > 1) found.push({ where, problem: 'by cost: prices in one currency, or they cannot be compared' });
    }
  });
  const used = new Set(routes.flatMap((route) => accountsOf(route).map(({ name }) => name)));
  for (const name of Object.keys(accounts)) if (!used.has(name)) found.push({ where: `$.accounts.${name}`, problem: `"${name}" is in no route, so nothing would go by it` });
  return found;
}

/** Names of secrets, wherever they stand, with their place. */
function secretsIn(value: unknown, path: readonly PropertyKey[]): readonly { readonly where: string; readonly named: string }[] {
  if (typeof value === 'string') return /^(env|file):/.test(value) ? [{ where: pathOf(path), named: value }] : [];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, [...path, key])) : [];
}

/** The secret, or what is wrong; never both, and of the secret nothing is said. */
function readSecret(named: string, environment: Environment): { readonly secret: string } | { readonly problem: string } {
  const [kind, ...rest] = named.split(':');
  const from = rest.join(':');
  if (kind === 'env') {
    const value = environment[from];
    return value === undefined || value === '' ? { problem: `${from} is not set in the environment` } : { secret: value };
  }
  try {
    const value = readFileSync(from, 'utf8').replace(/\r?\n$/, '');
    return value === '' || value.length > SECRET_CHARS_MAX ? { problem: `${from} is empty or longer than ${SECRET_CHARS_MAX} characters` } : { secret: value };
  } catch {
    return { problem: `${from} cannot be read` };
  }
}

function inWords(issue: z.core.$ZodIssue): readonly Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ where: pathOf([...issue.path, key]), problem: 'there is no such field here' }));
  return [{ where: pathOf(issue.path), problem: issue.code === 'invalid_type' && issue.input === undefined ? `${issue.message}; is it missing?` : issue.message }];
}

/** Every problem with its line, in the order of the file. */
function refuse(path: string, problems: readonly (Problem & { readonly line: number | null })[]): never {
  const lines = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(({ where, problem, line }) => `  ${path}${line === null ? '' : `:${line}`} ${where}: ${problem}`);
  throw new Error(`config: the SMS accounts cannot be used, so nothing was started:\n${lines.join('\n')}`);
}

/** Reads and checks the text of an accounts file. Throws one error with all that is wrong; a secret is never shown. */
export function readAccountsText(text: string, path: string, environment: Environment): SmsAccounts {
  const parsed = parseYaml(text, 'accounts file');
  if (!parsed.ok) refuse(path, parsed.problems.map(({ where, problem, at }) => ({ where, problem, line: at?.line ?? null })));
  const placed = (problem: Problem) => ({ ...problem, line: parsed.placeOf(problem.where)?.line ?? null });
  const shaped = ACCOUNTS_FILE.safeParse(parsed.value);
  if (!shaped.success) refuse(path, shaped.error.issues.flatMap(inWords).map(placed));
  const file = shaped.data;
  const entries = Object.entries(file.accounts);
  const secrets = new Map<string, string>();
  const missing = entries.flatMap(([name, { connection }]) => secretsIn(connection, ['accounts', name, 'connection']).flatMap(({ where, named }) => {
    const read = readSecret(named, environment);
    if ('problem' in read) return [{ where, problem: read.problem }];
    secrets.set(named, read.secret);
    return [];
  }));
  const problems = [...entries.flatMap(([name, entry]) => accountProblems(name, entry)), ...routeProblems(file), ...missing];
  if (problems.length > 0) refuse(path, problems.map(placed));
  const pricesOf = (entry: AccountEntry) => new Map(Object.entries(entry.price ?? {}).flatMap(([country, { currency, per_segment }]) => {
    const price = priceOf(currency, per_segment);
    return price === null ? [] : [[country, price] as const];
  }));
  return {
    accounts: entries.map(([name, entry]) => ({ name, entry, prices: pricesOf(entry), secretOf: (named) => secrets.get(named) ?? '' })),
    routes: file.routes.map((route): Route => ({ country: route.country, operator: route.operator ?? '*', by: route.by ?? 'order', accounts: accountsOf(route) })),
  };
}

/** As {@link readAccountsText}, from a file. */
export function readAccounts(path: string, environment: Environment): SmsAccounts {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`config: DUNWELL_SMS_ACCOUNTS names ${path}, which cannot be read.`);
  }
  return readAccountsText(text, path, environment);
}
