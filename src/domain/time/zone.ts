import { assert, BrokenAssumption } from '../assert.js';
import { dateOfEpochDay, epochDay, weekdayOf, type EpochDay } from './date.js';
import { MS_PER_DAY, type Instant, type LocalDate } from './instant.js';

// Local time through `Intl`, which carries the zone database of the runtime. One `Intl` call costs microseconds and a
// judgement may need dozens of offsets, so each zone keeps what it learnt per UTC day: the offset, or, for the rare
// day with a change, the exact second of it. A day with two changes does not occur in the zone database after 1900.

const FIRST_INSTANT = Date.UTC(1900, 0, 1);
const LAST_INSTANT = Date.UTC(2200, 0, 1);
const MAX_DAYS_KEPT = 20_000;
/** A power of two. */
const NEAR = 16;

interface DayOffset {
  readonly before: number;
  /** `before` holds up to here (exclusive), `after` from here on; `Infinity` when nothing changes on that day. */
  readonly changesAt: Instant;
  readonly after: number;
}

class Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, DayOffset>();
  // A judgement asks about the same few days again and again: those are looked at first.
  readonly #nearDays: number[] = Array.from({ length: NEAR }, () => Number.NaN);
  readonly #near: DayOffset[] = Array.from({ length: NEAR }, () => ({ before: 0, changesAt: Number.POSITIVE_INFINITY, after: 0 }));

  constructor(tz: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: tz, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
  }

  day(instant: Instant): DayOffset {
    const day = Math.floor(instant / MS_PER_DAY);
    const place = day & (NEAR - 1);
    if (this.#nearDays[place] === day) return this.#near[place] as DayOffset;
    let found = this.#days.get(day);
    if (found === undefined) {
      assert(instant >= FIRST_INSTANT && instant < LAST_INSTANT, 'local time is known for the years 1900 to 2199 only');
      found = this.#learn(day * MS_PER_DAY);
      if (this.#days.size >= MAX_DAYS_KEPT) this.#days.clear();
      this.#days.set(day, found);
    }
    this.#nearDays[place] = day;
    this.#near[place] = found;
    return found;
  }

  #learn(start: Instant): DayOffset {
    const end = start + MS_PER_DAY;
    const before = this.#ask(start);
    const after = this.#ask(end);
    if (before === after) return { before, changesAt: Number.POSITIVE_INFINITY, after };
    let low = start;
    let high = end;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (this.#ask(middle) === before) low = middle;
      else high = middle;
    }
    // A change exactly at the end belongs to the next day, whose own start already carries it.
    return high === end ? { before, changesAt: Number.POSITIVE_INFINITY, after: before } : { before, changesAt: high, after };
  }

  #ask(instant: Instant): number {
    const parts = this.#format.format(instant).match(/\d+/g);
    assert(parts !== null && parts.length === 6, 'Intl formats six numbers');
    const [month, day, year, hour, minute, second] = parts.map(Number);
    const local = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second);
    return local - Math.floor(instant / 1000) * 1000;
  }
}

const zones = new Map<string, Zone>();
const refused = new Set<string>();

/** True when `tz` is an IANA zone name that this runtime knows. Fixed offsets such as `+08:00` are not zones. */
export function isValidZone(tz: string): boolean {
  return zones.has(tz) || open(tz) !== null;
}

function open(tz: string): Zone | null {
  if (refused.has(tz) || !/^[A-Za-z]/.test(tz)) return null;
  try {
    const zone = new Zone(tz);
    zones.set(tz, zone);
    return zone;
  } catch {
    if (refused.size < 10_000) refused.add(tz);
    return null;
  }
}

// One judgement asks about one or two zones again and again, so the last one is kept at hand.
let lastName = '';
let lastZone: Zone | null = null;

function zoneOf(tz: string): Zone {
  if (tz === lastName && lastZone !== null) return lastZone;
  const zone = zones.get(tz) ?? open(tz);
  // Not by `assert`: its message would be made on every call.
  if (zone === null) throw new BrokenAssumption(`no such time zone ${JSON.stringify(tz)}; use an IANA name such as Asia/Shanghai`);
  lastName = tz;
  lastZone = zone;
  return zone;
}

/** Local time minus UTC in ms at `instant` (east positive). Throws {@link BrokenAssumption} on an unknown zone. */
export function zoneOffset(tz: string, instant: Instant): number {
  const day = zoneOf(tz).day(instant);
  return instant < day.changesAt ? day.before : day.after;
}

/** First instant in `(from, to]` at which the zone's offset changes, or `null`. Looks day by day: keep the range short. */
export function nextOffsetChange(tz: string, from: Instant, to: Instant): Instant | null {
  const zone = zoneOf(tz);
  let offset = zoneOffset(tz, from);
  for (let day = Math.floor(from / MS_PER_DAY); day * MS_PER_DAY <= to; day++) {
    const start = day * MS_PER_DAY;
    const known = zone.day(start);
    if (start > from && known.before !== offset) return start;
    if (known.changesAt > from && known.changesAt <= to) return known.changesAt;
    offset = known.changesAt === Number.POSITIVE_INFINITY ? known.before : known.after;
  }
  return null;
}

/** Calendar day at `instant` in `tz`, as an integer; days compare and subtract as numbers. */
export function localDay(tz: string, instant: Instant): EpochDay {
  return Math.floor((instant + zoneOffset(tz, instant)) / MS_PER_DAY);
}

/** Milliseconds shown by the clock in `tz` since 00:00, 0 … 86,399,999. */
export function localMsOfDay(tz: string, instant: Instant): number {
  const local = instant + zoneOffset(tz, instant);
  return local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY;
}

/** What calendar and clock show in a zone. */
export interface LocalTime {
  readonly date: LocalDate;
  /** Milliseconds since 00:00 by the clock. */
  readonly msOfDay: number;
  /** ISO: Monday 1 … Sunday 7. */
  readonly weekday: number;
}

/** What calendar and clock show in `tz` at `instant`. */
export function toLocal(tz: string, instant: Instant): LocalTime {
  const day = localDay(tz, instant);
  return { date: dateOfEpochDay(day), msOfDay: localMsOfDay(tz, instant), weekday: weekdayOf(day) };
}

/**
 * The instant at which the clock in `tz` shows `msOfDay` on `day`. A time that the clock skips (spring) gives the first
 * instant after the gap; a time that it shows twice (autumn) gives the earlier instant, or the later with `'later'`.
 * `msOfDay` may be 86,400,000: the midnight that ends the day.
 */
export function localDayToInstant(tz: string, day: EpochDay, msOfDay: number, fold: 'earlier' | 'later' = 'earlier'): Instant {
  const wall = day * MS_PER_DAY + msOfDay;
  const offsetBefore = zoneOffset(tz, wall - MS_PER_DAY);
  const offsetAfter = zoneOffset(tz, wall + MS_PER_DAY);
  const first = wall - offsetBefore;
  if (offsetBefore === offsetAfter) return first;
  const second = wall - offsetAfter;
  const firstHolds = zoneOffset(tz, first) === offsetBefore;
  const secondHolds = zoneOffset(tz, second) === offsetAfter;
  if (firstHolds && secondHolds) return fold === 'earlier' ? Math.min(first, second) : Math.max(first, second);
  if (firstHolds) return first;
  if (secondHolds) return second;
  const change = nextOffsetChange(tz, Math.min(first, second) - 1, Math.max(first, second));
  assert(change !== null, 'a skipped local time lies at an offset change');
  return change;
}

/** As {@link localDayToInstant}, for a date written `YYYY-MM-DD`. */
export function localToInstant(tz: string, date: LocalDate, msOfDay: number, fold: 'earlier' | 'later' = 'earlier'): Instant {
  return localDayToInstant(tz, epochDay(date), msOfDay, fold);
}

/** First instant of the date in `tz`: 00:00, or the first instant after the gap where midnight is skipped. */
export function startOfLocalDay(tz: string, date: LocalDate): Instant {
  return localDayToInstant(tz, epochDay(date), 0);
}

/** First instant of an epoch day in `tz`; see {@link startOfLocalDay}. */
export function startOfDay(tz: string, day: EpochDay): Instant {
  return localDayToInstant(tz, day, 0);
}

/** First instant at or after `from` at which the clock in `tz` shows `msOfDay` (after the gap where it is skipped). */
export function nextLocalTimeAtOrAfter(tz: string, from: Instant, msOfDay: number): Instant {
  const today = localDay(tz, from);
  for (let day = today - 1; day <= today + 3; day++) {
    const earlier = localDayToInstant(tz, day, msOfDay);
    if (earlier >= from) return earlier;
    const later = localDayToInstant(tz, day, msOfDay, 'later');
    if (later >= from) return later;
  }
  throw new Error('unreachable: every local time comes within three days');
}
