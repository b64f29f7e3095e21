import type { LocalDate } from '../../../domain/time/instant.js';

/** Segments that an account may take on a day, counted over all processes. */
export interface DayQuota {
  /** True when so many are still free; then they are taken. */
  take(account: string, day: LocalDate, segments: number, most: number): Promise<boolean>;
  /** Of a text that certainly did not leave. */
  giveBack(account: string, day: LocalDate, segments: number): Promise<void>;
}
