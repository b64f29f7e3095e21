import type { Money } from './api.js';
import type { Language } from './language.js';
import { decimalOf } from './money.js';

const locale: Record<Language, string> = { en: 'en-US', zh: 'zh-CN' };

/** Money for a reader; a currency that the runtime does not know is written after the figure. */
export function moneyText(money: Money, language: Language): string {
  const decimal = decimalOf(money);
  try {
    return new Intl.NumberFormat(locale[language], { style: 'currency', currency: money.currency }).format(decimal as `${number}`);
  } catch {
    return `${decimal} ${money.currency}`;
  }
}

/** A calendar date, which belongs to no zone. */
export function dateText(date: string, language: Language): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(locale[language], { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/**
 * An instant, with its zone said. The contract does not tell the borrower's zone: Chinese readers get Beijing time, others
 * UTC, and a phone with a script shows its own (asset/enhance.ts).
 */
export function instantText(instant: string, language: Language): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const timeZone = language === 'zh' ? 'Asia/Shanghai' : 'UTC';
  const text = new Intl.DateTimeFormat(locale[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
  return language === 'zh' ? `${text}（北京时间）` : `${text} UTC`;
}

/** A date that a person typed or a date field sent (`2026-12-01`, `2026/12/1`, `2026年12月1日`), or nothing when there is no such day. */
export function dateFrom(typed: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return undefined;
  const date = `${match[1] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined;
}
