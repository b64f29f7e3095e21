/** A fact that nobody has stated. It is a value: a rule must say what it means, and it never permits. */
export const UNKNOWN = 'unknown' as const;
export type Unknown = typeof UNKNOWN;

/** A fact that is stated, or explicitly {@link UNKNOWN}. */
export type Known<T> = T | Unknown;

export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}
