import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.js';
import { whoMay } from '../api/roles.js';
import type { Act } from '../api/roles.js';
import { useLocale } from '../i18n/locale.js';

/** Why the person signed in may not do this; `undefined` when their role may. */
export function useRole(): (act: Act) => string | undefined {
  const { t, word, list } = useLocale();
  const role = useQuery(sessionQuery).data?.staff.role;
  return (act) => {
    const others = role === undefined ? null : whoMay(role, act);
    return others === null || role === undefined ? undefined : t('role.only', { role: word('role', role), roles: list(others.map((one) => word('role', one))) });
  };
}
