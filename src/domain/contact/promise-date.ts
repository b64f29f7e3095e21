import type { LocalDate } from '../time/instant.js';

const DAY = 86_400_000;
const at = (date: LocalDate): number => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
const text = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10);
const plus = (date: LocalDate, days: number): LocalDate => text(at(date) + days * DAY);
/** ISO weekday, Monday 1. */
const weekday = (date: LocalDate): number => ((new Date(at(date)).getUTCDay() + 6) % 7) + 1;

const ZH_DIGIT: Readonly<Record<string, number>> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

function zhNumber(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const [tens, units] = words.includes('十') ? words.split('十') : ['0', words];
  return (tens === '' ? 1 : (ZH_DIGIT[tens ?? ''] ?? 0)) * 10 + (units === '' || units === undefined ? 0 : (ZH_DIGIT[units] ?? 0));
}

const WEEKDAYS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function calendar(year: number, month: number, day: number): LocalDate | null {
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCMonth() === month - 1 && day >= 1 ? text(ms) : null;
}

/** The next such day of a month, today included; `null` for a day no month near has. */
function nextDayOfMonth(today: LocalDate, day: number, monthsAhead = 0): LocalDate | null {
  for (let ahead = monthsAhead; ahead < monthsAhead + 3; ahead += 1) {
    const index = Number(today.slice(5, 7)) - 1 + ahead;
    const date = calendar(Number(today.slice(0, 4)) + Math.floor(index / 12), (index % 12) + 1, day);
    if (date !== null && (date >= today || monthsAhead > 0)) return date;
  }
  return null;
}

function monthAndDay(today: LocalDate, month: number, day: number): LocalDate | null {
  const year = Number(today.slice(0, 4));
  const date = calendar(year, month, day);
  return date !== null && date < today ? calendar(year + 1, month, day) : date;
}

function monthEnd(today: LocalDate, ahead: number): LocalDate {
  return text(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) + ahead, 0));
}

function inWeek(today: LocalDate, day: number, weeksAhead: number): LocalDate {
  return plus(today, day - weekday(today) + 7 * weeksAhead);
}

type Reader = (match: RegExpMatchArray, today: LocalDate) => LocalDate | null;

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})/, (m) => calendar(Number(m[1]), Number(m[2]), Number(m[3]))],
  [/大后天/, (_, t) => plus(t, 3)],
  [/后天|day after tomorrow/i, (_, t) => plus(t, 2)],
  [/明天|明日|明儿|明早|明晚|tomorrow|\btmrw\b/i, (_, t) => plus(t, 1)],
  [/今天|今日|今晚|今儿|下午|today|tonight|\bEOD\b/i, (_, t) => t],
  [/(\d{1,2}|[一二两三四五六七八九十]{1,3})天(之?后|内|以后)/, (m, t) => plus(t, zhNumber(m[1] ?? ''))],
  [/\bin (\d{1,2}) days?\b/i, (m, t) => plus(t, Number(m[1]))],
  [/(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]?/, (m, t) => monthAndDay(t, zhNumber(m[1] ?? ''), zhNumber(m[2] ?? ''))],
  [/下个?月(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]/, (m, t) => nextDayOfMonth(t, zhNumber(m[1] ?? ''), 1)],
  [/下个?月底/, (_, t) => monthEnd(t, 1)],
  [/下个?月初/, (_, t) => nextDayOfMonth(t, 5, 1)],
  [/月底|end of (the |this )?month/i, (_, t) => monthEnd(t, 0)],
  [/(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]/, (m, t) => nextDayOfMonth(t, zhNumber(m[1] ?? ''))],
  [/(下+)个?(?:周|星期|礼拜)([一二三四五六日天])/, (m, t) => inWeek(t, WEEKDAYS[m[2] ?? ''] ?? 1, (m[1] ?? '').length)],
  [/(?:这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])/, (m, t) => { const d = inWeek(t, WEEKDAYS[m[1] ?? ''] ?? 1, 0); return d < t ? plus(d, 7) : d; }],
  [/\bnext (mon|tue|wed|thu|fri|sat|sun)/i, (m, t) => inWeek(t, WEEKDAYS[(m[1] ?? '').toLowerCase()] ?? 1, 1)],
  [/\b(mon|tue|wed|thu|fri|sat|sun)(day|sday|nesday|rsday|urday)?\b/i, (m, t) => { const d = inWeek(t, WEEKDAYS[(m[1] ?? '').toLowerCase()] ?? 1, 0); return d <= t ? plus(d, 7) : d; }],
  [/\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})/i, (m, t) => monthAndDay(t, MONTHS.indexOf((m[1] ?? '').toLowerCase()) + 1, Number(m[2]))],
  [/\b(?:by|on) the (\d{1,2})(?:st|nd|rd|th)\b/i, (m, t) => nextDayOfMonth(t, Number(m[1]))],
];

/** The day that a reply names, in Chinese or English; `null` when none can be read (payday, "after the holiday"): a person asks. */
export function readPromiseDate(words: string, today: LocalDate): LocalDate | null {
  for (const [pattern, read] of READERS) {
    const match = words.match(pattern);
    if (match !== null) return read(match, today);
  }
  return null;
}
