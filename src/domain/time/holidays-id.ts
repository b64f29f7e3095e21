import { UNKNOWN, type Known } from '../unknown.js';
import type { LocalDate } from './instant.js';

/**
 * National holidays of Indonesia, by the joint decree (SKB) of three ministers for each year; joint leave (*cuti
 * bersama*) is not one. The decree for a year comes in the autumn before: a year not loaded is unknown.
 */
const ID: Readonly<Record<string, readonly string[]>> = {
  2025: ['01-01', '01-27', '01-29', '03-29', '03-31', '04-01', '04-18', '04-20', '05-01', '05-12', '05-29', '06-01', '06-06', '06-27', '08-17', '09-05', '12-25'],
  2026: ['01-01', '01-16', '02-17', '03-19', '03-21', '03-22', '04-03', '04-05', '05-01', '05-14', '05-27', '05-31', '06-01', '06-16', '08-17', '08-25', '12-25'],
};

/** Whether the date is a national holiday in Indonesia. Unknown outside the years loaded. */
export function isIndonesianHoliday(date: LocalDate): Known<boolean> {
  const days = ID[date.slice(0, 4)];
  return days === undefined ? UNKNOWN : days.includes(date.slice(5));
}
