// Local time the slow way: ask Intl what the clock on the wall shows, and read it off.

export interface Wall {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Days since 1970-01-01 of that date. */
  readonly day: number;
  /** Minutes since midnight, whole. */
  readonly minute: number;
  /** `mon` … `sun`. */
  readonly weekday: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall of `zone` shows at an instant (epoch milliseconds). Throws when there is no such zone. */
export function wall(zone: string, at: number): Wall {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', weekday: 'short' });
    formats.set(zone, format);
  }
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = value;
  const date = `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
  return { date, day: Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000), minute: Number(parts['hour']) * 60 + Number(parts['minute']), weekday: (parts['weekday'] ?? '').toLowerCase() };
}

/** Minutes of `HH:MM`. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
