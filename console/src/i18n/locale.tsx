import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Bilingual, Money } from '../api/types.js';
import { moneyText } from '../format/money.js';
import { browserZone, dateText, dayText, instantText, isZone } from '../format/time.js';
import type { InstantStyle } from '../format/time.js';
import { en } from './en.js';
import { fill, isKey, numberText, wordsOf } from './messages.js';
import type { Lang, MessageKey, Values } from './messages.js';
import { zh } from './zh.js';

const texts = { en, zh } as const;
const LANG_KEY = 'dunwell.console.lang';
const ZONE_KEY = 'dunwell.console.zone';

/** Groups of codes that the server sends and `en.ts` has words for. */
export type CodeGroup =
  | 'state' | 'contact' | 'channel' | 'choice' | 'outcome' | 'force' | 'confidence' | 'party' | 'point' | 'hold' | 'ledger' | 'reply' | 'reply_kind' | 'role'
  | 'task_outcome' | 'import_state' | 'plan_state' | 'template_state' | 'severity' | 'text_language' | 'alphabet' | 'change' | 'country' | 'action' | 'product' | 'flag' | 'source' | 'label' | 'reason';

export interface Locale {
  readonly lang: Lang;
  readonly zone: string;
  readonly setLang: (lang: Lang) => void;
  readonly setZone: (zone: string) => void;
  readonly t: <K extends MessageKey>(key: K, ...values: Values<K>) => string;
  /** A text that the server gives in both languages. */
  readonly pick: (text: Bilingual) => string;
  /** A code of the server in words; an unworded one is shown as it is. */
  readonly word: (group: CodeGroup, code: string) => string;
  readonly money: (money: Money) => string;
  readonly number: (value: number) => string;
  readonly instant: (iso: string, style?: InstantStyle) => string;
  readonly date: (date: string) => string;
  /** A date without its year. */
  readonly day: (date: string) => string;
  /** Short things one after the other; empty ones are left out. */
  readonly list: (parts: readonly string[]) => string;
}

const Context = createContext<Locale | null>(null);

// Storage may be forbidden by the browser; a preference is not worth an error.
function remembered(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}
function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Not remembered; nothing else to do.
  }
}

function firstLang(): Lang {
  const kept = remembered(LANG_KEY);
  if (kept === 'en' || kept === 'zh') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
function firstZone(): string {
  const kept = remembered(ZONE_KEY);
  return kept !== null && isZone(kept) ? kept : browserZone();
}

export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  const [lang, putLang] = useState<Lang>(firstLang);
  const [zone, putZone] = useState(firstZone);
  const setLang = useCallback((next: Lang) => {
    remember(LANG_KEY, next);
    putLang(next);
  }, []);
  const setZone = useCallback((next: string) => {
    remember(ZONE_KEY, next);
    putZone(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);

  const locale = useMemo<Locale>(() => {
    const words = texts[lang];
    const tag = lang === 'zh' ? 'zh-CN' : 'en';
    return {
      lang, zone, setLang, setZone,
      t: (key, ...values) => fill(words[key], values[0] ?? {}, lang),
      pick: (text) => text[lang],
      word: (group, code) => {
        const key = `${group}.${code}`;
        return isKey(key) ? words[key] : wordsOf(code);
      },
      money: (money) => moneyText(money, tag),
      number: (value) => numberText(value, lang),
      instant: (iso, style = 'brief') => instantText(iso, style, lang, zone),
      date: (date) => dateText(date, lang),
      day: (date) => dayText(date, lang),
      list: (parts) => parts.filter((part) => part !== '').join(lang === 'zh' ? '，' : ', '),
    };
  }, [lang, zone, setLang, setZone]);

  return <Context value={locale}>{children}</Context>;
}

export function useLocale(): Locale {
  const locale = useContext(Context);
  if (locale === null) throw new Error('useLocale outside LocaleProvider');
  return locale;
}
