import { toLocal } from '../../domain/time/zone.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';

/** Calendar date where the person is; where no zone is known, of UTC: used for ageing only, never for a permission. */
export function localDateOf(now: Instant, tz: string | null): LocalDate {
  return toLocal(tz ?? 'UTC', now).date;
}
