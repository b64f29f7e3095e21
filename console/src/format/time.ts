/** `brief` for tables; `full` where the instant is the point: it carries the zone, and the seconds unless they are zero. */
export type InstantStyle = 'brief' | 'full';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  let found = formats.get(key);
  if (found === undefined) {
    found = make();
    formats.set(key, found);
  }
  return found;
}

/** British order in English (24 Nov 2026, 16:05): it cannot be misread as another day. */
export function dateLocale(lang: 'en' | 'zh'): string {
  return lang === 'zh' ? 'zh-CN' : 'en-GB';
}

export function instantText(iso: string, style: InstantStyle, lang: 'en' | 'zh', zone: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const locale = dateLocale(lang);
  const seconds = style === 'full' && at % 60_000 !== 0;
  const text = format(`${seconds ? 'seconds' : 'minutes'} ${locale} ${zone}`, () => new Intl.DateTimeFormat(locale, {
    timeZone: zone, year: 'numeric', month: lang === 'zh' ? '2-digit' : 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    ...(seconds ? { second: '2-digit' } : {}),
  })).format(at);
  return style === 'full' ? `${text} ${offsetText(at, zone)}` : text;
}

/** `HH:MM` on the clock of a zone. */
export function clockText(at: number, zone: string): string {
  return format(`clock ${zone}`, () => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })).format(at);
}

/** A calendar date has no zone: it is shown as it was written. */
export function dateText(date: string, lang: 'en' | 'zh'): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  const locale = dateLocale(lang);
  return format(`date ${locale}`, () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: lang === 'zh' ? '2-digit' : 'short', day: '2-digit' })).format(at);
}

/** Day and month only, for the axis of a chart. */
export function dayText(date: string, lang: 'en' | 'zh'): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  const locale = dateLocale(lang);
  return format(`day ${locale}`, () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: lang === 'zh' ? '2-digit' : 'short', day: lang === 'zh' ? '2-digit' : 'numeric' })).format(at);
}

/** `UTC+8`, `UTC-4:30`, `UTC`: made here, because browsers do not agree on how to write it. */
export function offsetText(at: number, zone: string): string {
  const minutes = offsetMinutes(at, zone);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

export function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function offsetMinutes(at: number, zone: string): number {
  const parts = format(`parts ${zone}`, () => new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })).formatToParts(at);
  const of = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
}

/**
 * A wall-clock time (`2026-11-24T08:00`, as a date-time field gives it) in a zone, as an ISO instant; `null` if it
 * cannot be read. Where the clock jumps, the later reading is taken, so that a hold never ends earlier than was meant.
 */
export function instantOf(local: string, zone: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  const wall = Date.parse(`${local}:00Z`);
  if (Number.isNaN(wall)) return null;
  const candidates = [offsetMinutes(wall - 86_400_000, zone), offsetMinutes(wall + 86_400_000, zone)].map((offset) => wall - offset * 60_000);
  const exact = candidates.filter((at) => at + offsetMinutes(at, zone) * 60_000 === wall);
  return new Date(Math.max(...(exact.length > 0 ? exact : candidates))).toISOString();
}
