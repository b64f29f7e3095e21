import { isKey } from '../../i18n/messages.js';
import type { Locale } from '../../i18n/locale.js';

/**
 * Where an event came from, in words: `reply:stop` from what the borrower wrote, `desk:head` or `desk:promise` from a
 * person at the desk, whose reason is kept in the access record and not in the case. Anything else is shown as it is.
 */
export function byWhom(detail: string, { t, word }: Pick<Locale, 't' | 'word'>): string {
  const [, from, what] = /^(reply|desk):(.+)$/.exec(detail) ?? [];
  if (what === undefined) return isKey(`reply.${detail}`) ? word('reply', detail) : isKey(`task_outcome.${detail}`) ? word('task_outcome', detail) : detail;
  if (from === 'reply') return t('case.by_reply', { what: word('reply', what) });
  return t('case.by_desk', { who: isKey(`role.${what}`) ? word('role', what) : isKey(`task_outcome.${what}`) ? word('task_outcome', what) : what });
}
