import { formatMinor, type Money } from '../money/money.js';

const ZH_UNIT: Readonly<Record<string, string>> = { CNY: '元', USD: '美元', HKD: '港元', EUR: '欧元', GBP: '英镑', JPY: '日元' };

/**
 * An amount as a text says it: `1,234.56元` in Chinese (carriers refuse ¥ in templates), `$1,234.56` for dollars in
 * English, else the code after the number.
 */
export function amountWords(amount: Money, language: 'en' | 'zh'): string {
  const digits = formatMinor(amount.minor, amount.currency);
  if (language === 'zh' && amount.currency === 'TWD') return `新台币${digits}元`;
  if (language === 'zh') return `${digits}${ZH_UNIT[amount.currency] ?? ` ${amount.currency}`}`;
  return amount.currency === 'USD' && amount.minor >= 0 ? `$${digits}` : `${digits} ${amount.currency}`;
}
