import { en } from './en.js';

export type Lang = 'en' | 'zh';
export type MessageKey = keyof typeof en;
/** A language: every key, no other. */
export type Messages = Readonly<Record<MessageKey, string>>;

type Blanks<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;
type BlanksOf<K extends MessageKey> = Blanks<(typeof en)[K]>;
/** The second argument of `t`: present, and complete, exactly when the text has blanks. */
export type Values<K extends MessageKey> = [BlanksOf<K>] extends [never] ? [] : [values: Readonly<Record<BlanksOf<K>, string | number>>];

const plurals = { en: new Intl.PluralRules('en'), zh: new Intl.PluralRules('zh') } as const;
const numbers = { en: new Intl.NumberFormat('en'), zh: new Intl.NumberFormat('zh-CN') } as const;

export function numberText(value: number, lang: Lang): string {
  return numbers[lang].format(value);
}

/** Fills `{name}` and picks the plural by `n`. Numbers are written as the language writes them. */
export function fill(text: string, values: Readonly<Record<string, string | number>>, lang: Lang): string {
  const forms = text.split('|');
  const n = values['n'];
  const form = forms.length === 2 && typeof n === 'number' && plurals[lang].select(n) !== 'one' ? forms[1] : forms[0];
  return (form ?? text).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numberText(value, lang) : value;
  });
}

/** Codes whose set is open (rule codes, flags, reasons): shown as words when no wording is kept for them. */
export function wordsOf(code: string): string {
  return code.replaceAll('_', ' ');
}

export function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
