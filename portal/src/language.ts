export type Language = 'en' | 'zh';

/** A tag such as `zh-CN`, `zh_TW` or `en` as one of our two, or nothing. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = /^[A-Za-z]+/.exec(tag?.trim() ?? '')?.[0].toLowerCase();
  return primary === 'zh' || primary === 'cmn' || primary === 'yue' ? 'zh' : primary === 'en' ? 'en' : undefined;
}

function accepted(header: string | undefined): Language | undefined {
  const ranked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.split(';');
      const q = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((v) => v !== undefined);
      return { language: languageOf(tag), q: q === undefined ? 1 : Number(q) };
    })
    .filter((entry) => entry.language !== undefined && entry.q > 0)
    .sort((a, b) => b.q - a.q);
  return ranked[0]?.language;
}

/** The first that speaks: what the reader chose now, chose before, what the browser asks for, what the lender knows, English. */
export function chooseLanguage(wishes: { query?: string | undefined; cookie?: string | undefined; header?: string | undefined; person?: string | undefined }): Language {
  return languageOf(wishes.query) ?? languageOf(wishes.cookie) ?? accepted(wishes.header) ?? languageOf(wishes.person) ?? 'en';
}
