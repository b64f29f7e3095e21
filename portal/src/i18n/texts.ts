import type { Bilingual } from '../api.js';
import type { Language } from '../language.js';
import { en, type Texts } from './en.js';
import { lawfulEn, type LawfulTexts } from './lawful-en.js';
import { lawfulZh } from './lawful-zh.js';
import { zh } from './zh.js';

export const TEXTS: Readonly<Record<Language, Texts>> = { en, zh };
export const LAWFUL_TEXTS: Readonly<Record<Language, LawfulTexts>> = { en: lawfulEn, zh: lawfulZh };

/** The reader's half of a text that came in both languages. */
export function inLanguage(text: Bilingual | null | undefined, language: Language): string | undefined {
  return text?.[language] || text?.en || undefined;
}
