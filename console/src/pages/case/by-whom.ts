import type { Locale } from '../../i18n/locale.js';

/** `desk:head`: done by a person at the desk, whose reason is kept in the access record and not in the case. */
export function byWhom(detail: string, t: Locale['t']): string {
  const who = /^desk:(.+)$/.exec(detail)?.[1];
  return who === undefined ? detail : t('case.by_desk', { who });
}
