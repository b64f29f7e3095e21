import { MS_PER_DAY, MS_PER_HOUR } from '../../domain/time/instant.js';

/** Days or hours: `3d`, `12h`, `0h`. Also the pattern of the JSON Schema. */
export const DURATION = /^(0|[1-9][0-9]{0,3})(d|h)$/u;

/** Milliseconds of a duration, `null` when it is not one. A day is 24 hours: waits are spans, not calendar days. */
export function durationMs(text: string): number | null {
  const match = DURATION.exec(text);
  return match === null ? null : Number(match[1]) * (match[2] === 'd' ? MS_PER_DAY : MS_PER_HOUR);
}
