import { currencyExponent } from '../../money/money.js';
import { EN_NUMBER, enNumber, ZH_NUMBER, zhNumber } from './number-words.js';
import type { PromisedAmount } from './reading.js';

export interface AmountMention {
  readonly amount: PromisedAmount;
  readonly start: number;
  readonly end: number;
  /** It carries a unit or stands right by a word of paying; a bare number may be anything. */
  readonly sure: boolean;
}

type Part = readonly [number, number];

/** Beyond ten thousand million of the major unit nobody promises. */
const MINOR_MAX = 1e12;
const ZH_UNIT = '(?:元|块钱?|圆|蚊|rmb|人民币|港币|港元|港纸|hkd|台币|新台币|ntd?\\$?|美元|美金|刀|usd|cny|¥|大洋|现金)';
const EN_UNIT = '(?:dollars?|dolars?|bucks?|usd|us ?dollars|pounds?|quid|gbp|euros?|eur|rupees?|rs|inr|pesos?|dlls|cad|aud|sgd|hkd|twd|rmb|yuan|cny|kuai)';
const SIGN = '(?:us\\$|hk\\$|nt\\$|a\\$|c\\$|s\\$|\\$|£|€|¥|₹|rs\\.? ?|rmb ?|usd ?|gbp ?|hkd ?|cny ?|inr ?)';
const DIGITS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,9}(?:\\.\\d{1,2})?';
/** What follows a number that counts something else. */
const COUNTS = '(?!\\d|[.,:/]\\d| ?(?:st|nd|rd|th|days?|weeks?|wks?|months?|mths?|years?|yrs?|hours?|hrs?|mins?|minutes?|am|pm|o\'?clock|times?|%|percent|payments?|installments?|instalments?|more (?:days|weeks)|business|miles?|kids?|children|people|texts?|messages?|calls?)(?![a-z])|\\s?(?:天|号|日|月(?!底|初|末|中)|年(?!底|前)|点|岁|个|期|次|分钟|分之|小时|周|星期|礼拜|%|楼|条|通|遍|位|名|代|口|家|层|折|成|倍|秒|度|级|年级|号码))';

const WANTED: Readonly<Record<string, readonly string[]>> = { '£': ['GBP'], '€': ['EUR'], '¥': ['CNY', 'JPY'], '₹': ['INR'], 'hk$': ['HKD'], 'nt$': ['TWD'], 'us$': ['USD'] };
const WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/rmb|人民币|cny|yuan|kuai/, ['CNY']], [/港|hkd|蚊/, ['HKD']], [/台币|nt|twd/, ['TWD']], [/美[元金]|刀|usd/, ['USD']], [/pound|quid|gbp/, ['GBP']], [/euro?|eur/, ['EUR']], [/rupee|rs|inr|₹/, ['INR']], [/peso/, ['MXN', 'PHP']],
  [/dollar|dolar|buck|\$/, ['USD', 'CAD', 'AUD', 'HKD', 'TWD', 'SGD', 'NZD', 'MXN']], [/元|块|圆/, ['CNY', 'TWD', 'HKD', 'JPY', 'SGD', 'USD', 'MOP']],
];

function fits(unit: string, currency: string | undefined): boolean {
  if (currency === undefined || unit === '') return true;
  const wanted = WANTED[unit] ?? WORDS.find(([pattern]) => pattern.test(unit))?.[1];
  return wanted === undefined || wanted.includes(currency);
}

function minorOf(value: number, unit: string, currency: string | undefined): PromisedAmount {
  if (!fits(unit, currency)) return { kind: 'unknown', why: 'currency' };
  const minor = Math.round(value * 10 ** currencyExponent(currency ?? 'CNY'));
  return !Number.isSafeInteger(minor) || minor <= 0 || minor > MINOR_MAX ? { kind: 'unknown', why: 'absurd' } : { kind: 'minor', minor };
}

const PAYING_BEFORE = /(?:还|付|转|给|打|交|缴|汇|存|凑|出|补|清|先|只能|最多|拿|处理|pay|paying|send|sending|do|give|afford|transfer|manage|drop|put|offer|spare|deposit|pagar)(?:你们?|你|您|上|个|到|过去|款|得?起|you|u|ya|y'?all|it|about|around|maybe|only|at least|like|up|down|in|for|the|a|with|to|,| |大概|大约|差不多|至少|先|只|最多|掉|得){0,5}$/;
const MULTIPLY: Readonly<Record<string, number>> = { k: 1_000, grand: 1_000, thousand: 1_000, hundred: 100, 千: 1_000, 百: 100, 万: 10_000, w: 10_000 };

const NUMBER = new RegExp(`(?<!\\d|\\d[.,/:-]|[#*]|尾号|尾数|ending |ending in |账号|卡号|account |case |ref |order )(?<sign>${SIGN})?(?<n>${DIGITS})(?: ?(?<x>k|grand|thousand|hundred|千|百|万|w)(?![a-z]))?(?: ?(?<unit>${ZH_UNIT}|${EN_UNIT}\\b))?${COUNTS}`, 'gu');
const ZH_WORDS = new RegExp(`(?<n>${ZH_NUMBER}{1,9})(?<unit>${ZH_UNIT})?(?!${ZH_NUMBER})${COUNTS}`, 'gu');
const EN_WORDS = new RegExp(`\\b(?<n>${EN_NUMBER})(?: (?<unit>${EN_UNIT}))?\\b${COUNTS}`, 'gu');

const SHARES: readonly (readonly [RegExp, number, number])[] = [
  [/一半|半数|一大半|\bhalf\b(?! (?:an hour|hour|past|day|a day|year))|\bla mitad\b/gu, 1, 2], [/三分之一|\b(?:a|one)[ -]third\b/gu, 1, 3], [/三分之二|\btwo[ -]thirds\b/gu, 2, 3], [/四分之一|\b(?:a|one)[ -]quarter\b(?! of an hour)/gu, 1, 4], [/四分之三|\bthree[ -]quarters\b/gu, 3, 4], [/五分之一/gu, 1, 5],
];
const PERCENT = /(?<![\d.])(?<n>\d{1,3}) ?(?:%|percent\b|per cent\b)|百分之(?<z>[零一二两三四五六七八九十百\d]{1,4})/gu;
const ALL = /全部|全款|全额|所有(?:的)?(?:钱|欠款)?|一次性(?:还清|结清|付清|还完|全)?|(?:还|结|付|缴|交|清)(?:清|完)(?!单)|全(?:还|付|清)|\b(?:in full|full (?:amount|balance|payment|sum)|the (?:whole|entire|full) (?:thing|amount|balance|lot|bill|debt|sum)|all of it|everything i owe|pay (?:it |this |you |that |them )?(?:all|off)|(?:it|this|that) all\b|pay everything|clear (?:it|the|this|my)(?: [a-z]{1,8})?|settle (?:it|this|the|my)(?: [a-z]{1,8})?(?: in full)?|pay it off|total amount)\b(?! i can)|\btodo\b/gu;
const MINIMUM = /最低(?:还款)?(?:额|金额)?|\bmin(?:imum)?(?: (?:payment|amount|due))?\b/gu;
const RANGE = new RegExp(`(?:${DIGITS}) ?(?:-|~|到|至|或者?|or|to|多?两三) ?${SIGN}?(?:${DIGITS})(?: ?(?:${ZH_UNIT}|${EN_UNIT}))?${COUNTS}|[两三四五六七八]{2}[百千]|几[百千十]`, 'gu');

function numbers(words: string, currency: string | undefined): AmountMention[] {
  const found: AmountMention[] = [];
  const add = (match: RegExpMatchArray, value: number | null, unit: string, multiplied: boolean): void => {
    const start = match.index ?? 0;
    if (value === null) return;
    const near = PAYING_BEFORE.test(words.slice(Math.max(0, start - 24), start));
    const sure = unit !== '' || multiplied || near;
    found.push({ amount: minorOf(value, unit, currency), start, end: start + match[0].length, sure });
  };
  for (const match of words.matchAll(NUMBER)) {
    const g = match.groups ?? {};
    const digits = (g['n'] ?? '').replace(/,/g, '');
    // A long run of digits is a telephone or account number.
    if (g['sign'] === undefined && g['unit'] === undefined && digits.length >= 7) continue;
    add(match, Number(digits) * (MULTIPLY[g['x'] ?? ''] ?? 1), (g['sign'] ?? g['unit'] ?? '').trim(), g['x'] !== undefined);
  }
  for (const match of words.matchAll(ZH_WORDS)) {
    const text = match.groups?.['n'] ?? '';
    const unit = match.groups?.['unit'] ?? '';
    if (unit === '' && text.length < 2) continue;
    add(match, zhNumber(text), unit, /[百千万]/.test(text));
  }
  for (const match of words.matchAll(EN_WORDS)) {
    const text = match.groups?.['n'] ?? '';
    const big = /hundred|thousand|grand/.test(text);
    const unit = match.groups?.['unit'] ?? '';
    if (!big && unit === '') continue;
    add(match, enNumber(text), unit, big);
  }
  return found;
}

/** All amounts that are said, first to last; `taken`: places that are days. */
export function findAmounts(words: string, currency: string | undefined, taken: readonly Part[]): readonly AmountMention[] {
  const found: AmountMention[] = [];
  const free = (start: number, end: number) => ![...taken, ...found.map((one): Part => [one.start, one.end])].some(([a, b]) => start < b && a < end);
  const add = (one: AmountMention) => { if (free(one.start, one.end)) found.push(one); };
  const each = (pattern: RegExp, amount: (match: RegExpMatchArray) => PromisedAmount | null) => {
    for (const match of words.matchAll(pattern)) {
      const value = amount(match);
      if (value !== null) add({ amount: value, start: match.index, end: match.index + match[0].length, sure: true });
    }
  };
  each(RANGE, () => ({ kind: 'unknown', why: 'range' }));
  each(PERCENT, (m) => { const n = m.groups?.['n'] === undefined ? (zhNumber(m.groups?.['z'] ?? '') ?? 0) : Number(m.groups['n']); return n < 1 || n > 100 ? null : n === 100 ? { kind: 'all' } : { kind: 'share', numerator: n, denominator: 100 }; });
  for (const [pattern, numerator, denominator] of SHARES) each(pattern, () => ({ kind: 'share', numerator, denominator }));
  each(MINIMUM, () => ({ kind: 'minimum' }));
  for (const one of numbers(words, currency)) add(one);
  each(ALL, () => ({ kind: 'all' }));
  return found.sort((a, b) => a.start - b.start);
}

const same = (a: PromisedAmount, b: PromisedAmount): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The one amount promised; bare numbers count only where nothing surer was said. Several that differ are not chosen from. */
export function promisedAmount(mentions: readonly AmountMention[]): PromisedAmount {
  const sure = mentions.filter((one) => one.sure);
  const all = sure.length > 0 ? sure : mentions;
  // "all" beside a figure says that the figure is all of it.
  const figures = all.filter(({ amount }) => amount.kind !== 'all');
  const kept = figures.length > 0 ? figures : all;
  const [first] = kept;
  if (first === undefined) return { kind: 'unknown', why: 'none' };
  return kept.every(({ amount }) => same(amount, first.amount)) ? first.amount : { kind: 'unknown', why: 'several' };
}
