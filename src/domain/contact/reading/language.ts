const HAN = /\p{Script=Han}/gu;
const LATIN = /[a-z]{2,}/g;
const PINYIN = /\b(?:wo|ni|bu|yao|zai|fa|huan|qian|shi|de|le|mei|you|bie|tui|ding|ming|tian|xiexie|hao)\b/g;

/** The language that the words are in; `mixed` when neither is less than a quarter of the other. Pinyin is Chinese. */
export function languageOf(words: string): 'zh' | 'en' | 'mixed' | 'none' {
  const pinyin = words.match(PINYIN)?.length ?? 0;
  const latin = words.match(LATIN)?.length ?? 0;
  const han = (words.match(HAN)?.length ?? 0) / 1.5;
  if (han === 0 && latin === 0) return 'none';
  if (han === 0) return pinyin >= 2 && pinyin * 2 >= latin ? 'zh' : 'en';
  if (latin * 4 < han) return 'zh';
  return han * 4 < latin ? 'en' : 'mixed';
}
