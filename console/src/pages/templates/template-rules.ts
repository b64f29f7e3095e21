import type { TemplateCheck, TemplateVersion } from '../../api/types.js';

export type Texts = TemplateVersion['texts'];

/** What stands in the way of a button, as a key of the texts; absent: nothing we know of. The server has the last word. */
export type TemplateObstacle = 'templates.why_choose' | 'templates.why_unsaved' | 'templates.why_empty' | 'templates.why_unchanged' | 'templates.why_not_draft' | 'templates.why_not_linted' | 'templates.why_stands' | 'templates.why_built_in' | 'templates.why_retired' | 'templates.why_not_approved';

export interface TemplateButtons {
  readonly draft?: TemplateObstacle | undefined;
  readonly submit?: TemplateObstacle | undefined;
  readonly approve?: TemplateObstacle | undefined;
  readonly register?: TemplateObstacle | undefined;
  readonly retire?: TemplateObstacle | undefined;
}

export const LANGUAGES = ['zh', 'en', 'zh-US'] as const satisfies readonly (keyof Texts)[];

export const sameTexts = (a: Texts, b: Texts): boolean => LANGUAGES.every((language) => a[language] === b[language]);

/** Findings that keep the version from going out as it is. */
export const standing = (check: TemplateCheck | undefined) => (check?.findings ?? []).filter((finding) => finding.stands);

/** What a second person must answer for, each rule and code once. */
export function questions(check: TemplateCheck | undefined): readonly { readonly rule: string; readonly code: string }[] {
  const seen = new Map(standing(check).filter((one) => one.severity === 'review').map(({ rule, code }) => [`${rule}/${code}`, { rule, code }]));
  return [...seen.values()];
}

export function templateButtons(chosen: TemplateVersion | undefined, texts: Texts, check: TemplateCheck | undefined): TemplateButtons {
  const changed = chosen === undefined || !sameTexts(chosen.texts, texts);
  const blocked = (check?.problems.length ?? 0) > 0 || standing(check).some((one) => one.severity === 'block');
  const saved: TemplateObstacle | undefined = chosen === undefined ? 'templates.why_choose' : changed ? 'templates.why_unsaved' : undefined;
  const state = chosen?.state;
  return {
    draft: LANGUAGES.some((language) => texts[language].trim() === '') ? 'templates.why_empty' : changed || state === 'retired' ? undefined : 'templates.why_unchanged',
    submit: saved ?? (state !== 'draft' ? 'templates.why_not_draft' : blocked ? 'templates.why_stands' : undefined),
    approve: saved ?? (state !== 'linted' ? 'templates.why_not_linted' : blocked ? 'templates.why_stands' : undefined),
    register: saved ?? (state === 'approved' || state === 'built_in' ? undefined : 'templates.why_not_approved'),
    retire: saved ?? (state === 'built_in' ? 'templates.why_built_in' : state === 'retired' ? 'templates.why_retired' : undefined),
  };
}

/** The version named in the address, else the first in force. */
export function chooseTemplate(items: readonly TemplateVersion[], id: string | undefined, version: number | undefined): TemplateVersion | undefined {
  return items.find((item) => item.id === id && item.version === version) ?? items.find((item) => item.inForce);
}
