/** Milliseconds since 1970-01-01T00:00:00Z, a safe integer. The core never reads a clock: an instant is an argument. */
export type Instant = number;

/** A calendar date as `YYYY-MM-DD` (ISO 8601), with no zone. */
export type LocalDate = string;

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;
