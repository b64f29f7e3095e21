/** A share with its 95 % interval. `share` is null where nothing was counted. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959_963_984_540_054;

/** Wilson's score interval for a proportion (E. B. Wilson, 1927): holds at few cases and at shares near 1, where the normal one does not. */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { hits, of, share: null, low: 0, high: 1 };
  const p = hits / of;
  const middle = (p + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of));
  return { hits, of, share: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** `98.7 % (96.2–99.6)`; a dash where nothing was counted. */
export function shown({ share, low, high }: Share): string {
  const percent = (value: number) => (value * 100).toFixed(1);
  return share === null ? '–' : `${percent(share)} % (${percent(low)}–${percent(high)})`;
}
