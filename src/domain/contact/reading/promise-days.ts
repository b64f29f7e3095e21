import { addDays, addMonths } from '../../time/date.js';
import type { LocalDate } from '../../time/instant.js';
import { enNumber, ZH_NUMBER, zhNumber } from './number-words.js';
import { calendarDay, certain, dayOfMonth, doubtful, firstOfMonth, lunarNewYear, monthAndDay, monthEnd, named, slashed, weekdayNamed, weekSpan, yearly } from './promise-calendar.js';
import type { PromisedDay } from './reading.js';

/** A day said in the words, with the place where it stands. */
export interface DayMention {
  readonly day: PromisedDay;
  readonly start: number;
  readonly end: number;
}

interface Now { readonly today: LocalDate; readonly hour: number }
type Groups = Readonly<Record<string, string | undefined>>;
type Line = readonly [RegExp, (groups: Groups, now: Now) => PromisedDay];

const N = `(?:\\d{1,3}|${ZH_NUMBER}{1,4})`;
const D = '(?:\\d{1,2}|[一二两三四五六七八九十廿卅]{1,3})';
const zh = (text: string | undefined): number => zhNumber(text ?? '') ?? 0;
const EN_N = '(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty)';
const en = (text: string | undefined): number => (/^\d+$/.test(text ?? '') ? Number(text) : (enNumber(text ?? '') ?? 0));

const ZH_DAY: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7 };
const EN_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const ES_DAY = ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'];
const WEEKDAY = `(?<wd>mon(?:day)?|tues?(?:day)?|weds?(?:nesday)?|wensday|thurs?(?:day)?|thu(?:rsday)?|fri(?:day)?|firday|sat(?:urday)?|sun(?:day)?|${ES_DAY.join('|')})s?`;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(?<mo>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ORDINAL = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth'];
const TH = `(?<d>\\d{1,2}(?:st|nd|rd|th)|${ORDINAL.join('|')}|thirtieth)`;

const weekday = (word: string | undefined): number => {
  const text = (word ?? '').replace('firday', 'fri').replace('wensday', 'wed');
  const spanish = ES_DAY.findIndex((day) => text.startsWith(day));
  return (spanish >= 0 ? spanish : EN_DAY.findIndex((day) => text.startsWith(day))) + 1;
};
const month = (word: string | undefined): number => MONTHS.findIndex((name) => (word ?? '').startsWith(name)) + 1;
const ordinal = (word: string | undefined): number => (/^\d/.test(word ?? '') ? Number.parseInt(word ?? '', 10) : word === 'thirtieth' ? 30 : ORDINAL.indexOf(word ?? '') + 1);
const plus = (days: number) => (_: Groups, { today }: Now): PromisedDay => certain(addDays(today, days));
const vague = (...days: readonly number[]) => (_: Groups, { today }: Now): PromisedDay => doubtful('vague', days.map((n) => addDays(today, n)), today);
const ofYear = (year: string | undefined, today: LocalDate): number => (year === undefined ? Number(today.slice(0, 4)) : year.length === 2 ? 2000 + Number(year) : Number(year));

function full(year: number, mo: number, day: number, today: LocalDate): PromisedDay {
  const date = calendarDay(year, mo, day);
  return date === null ? doubtful('impossible', [], today) : named(date, today);
}

function slashedYear(g: Groups, today: LocalDate): PromisedDay {
  const [a, b, year] = [Number(g['a']), Number(g['b']), ofYear(g['y'], today)];
  if (a > 12 || b > 12 || a === b) return a > 12 ? full(year, b, a, today) : full(year, a, b, today);
  const dates = [calendarDay(year, a, b), calendarDay(year, b, a)].filter((date) => date !== null);
  return doubtful('day_or_month', dates, today);
}

const ZH: readonly Line[] = [
  [/(?<y>\d{4})[-/.年](?<mo>\d{1,2})[-/.月](?<d>\d{1,2})[号日]?/, (g, { today }) => full(Number(g['y']), Number(g['mo']), Number(g['d']), today)],
  [new RegExp(`(?<mo>${D})月(?:份)?的?(?<d>${D})[号日]?(?!月|天|块|元)`), (g, { today }) => monthAndDay(today, zh(g['mo']), zh(g['d']))],
  [new RegExp(`(?<mo>${D})月(?:份)?(?:月)?底`), (g, { today }) => { const day = monthAndDay(today, zh(g['mo']), 1); const first = day.candidates[0] ?? firstOfMonth(today); return named(monthEnd(first), today); }],
  [new RegExp(`下(?<b>下)?个?月的?(?<d>${D})[号日]?(?!天|块|元|百|千)`), (g, { today, hour }) => dayOfMonth(today, zh(g['d']), g['b'] === undefined ? 1 : 2, hour)],
  [new RegExp(`(?:这个?|本|当)月的?(?<d>${D})[号日]`), (g, { today, hour }) => dayOfMonth(today, zh(g['d']), 0, hour)],
  [/下个?月(?:的)?(?:月)?底/, (_, { today }) => certain(monthEnd(today, 1))],
  [/下个?月(?:的)?(?:月)?(?:初|头|上旬)/, (_, { today }) => doubtful('vague', [1, 5].map((d) => addDays(firstOfMonth(today, 1), d - 1)), today)],
  [/下个?月(?:的)?(?:月)?(?:中旬?)/, (_, { today }) => doubtful('vague', [10, 15, 20].map((d) => addDays(firstOfMonth(today, 1), d - 1)), today)],
  [/下个?月/, (_, { today }) => doubtful('vague', [firstOfMonth(today, 1), monthEnd(today, 1)], today)],
  [/(?:这个?|本)?月(?:底|末)/, (_, { today }) => certain(monthEnd(today))],
  [/(?<!\d)(?:这个?|本)月(?:内|以?内|之内|中旬|份)?/, (_, { today }) => doubtful('vague', [today, monthEnd(today)], today)],
  [/月初/, (_, { today }) => doubtful('vague', [today.slice(8) <= '05' ? addDays(firstOfMonth(today), 4) : addDays(firstOfMonth(today, 1), 4)], today)],
  [/(?:今年)?年(?:底|末|终)/, (_, { today }) => certain(yearly(today, 12, 31))],
  [/大(?:后天|后日)/, plus(3)],
  [/(?:后天|后日)/, plus(2)],
  [/(?:明天|明日|明儿|明早|明晚|明个|听日|翌日|\bmingtian\b|\bming tian\b)/, plus(1)],
  [/(?:今天|今日|今晚|今儿|今夜|今早|今明|当天|等下|待会儿?|一会儿?|马上|立刻|立即|现在就?|这就|即刻|稍后)/, plus(0)],
  [new RegExp(`(?<!\\d)(?<n>${N})(?:个)?(?:工作)?[天日](?:之?后|以后|以?内|之内|左右|时间)|(?:过|再过|等|给我|宽限|再给我?|缓)(?:我)?(?<m>${N})(?:个)?[天日]`), (g, { today }) => (/^[两几二]$/.test(g['m'] ?? '') ? doubtful('vague', [addDays(today, 2), addDays(today, 3)], today) : inDays(zh(g['n'] ?? g['m']), today))],
  [new RegExp(`(?<n>${N}|半)(?:个)?(?<u>周|星期|礼拜|月)(?:之?后|以后|以?内|之内|左右)`), (g, { today }) => inUnits(g['n'] ?? '', g['u'] ?? '', today)],
  [/过(?:个)?(?:几|两三|三五|三四)天|这(?:几|两)天|(?:近|最近)(?:几天|两天|期)?(?=还|会|就|内)|改天|过(?:一?段时间|阵子?|一?阵|些日子|些时候)/, vague(2, 3, 5)],
  [/下(?<b>下+)个?(?:周|星期|礼拜)(?<d>[一二三四五六日天1-7])/, (g, { today }) => weekdayNamed(today, ZH_DAY[g['d'] ?? ''] ?? 1, { weeks: 1 + (g['b'] ?? '').length })],
  [/下个?(?:周|星期|礼拜)(?<d>[一二三四五六日天1-7])/, (g, { today }) => weekdayNamed(today, ZH_DAY[g['d'] ?? ''] ?? 1, 'next')],
  [/下个?周末/, (_, { today }) => doubtful('vague', weekSpan(today, 1, [6, 7]), today)],
  [/下个?(?:周|星期|礼拜)(?!期)/, (_, { today }) => doubtful('vague', weekSpan(today, 1, [1, 7]), today)],
  [/(?:这|本)个?(?:周|星期|礼拜)(?<d>[一二三四五六日天1-7])/, (g, { today, hour }) => weekdayNamed(today, ZH_DAY[g['d'] ?? ''] ?? 1, 'this', hour)],
  [/(?:这|本)?个?(?:周末)/, (_, { today }) => doubtful('vague', weekSpan(today, 0, [6, 7]), today)],
  [/(?:这|本)个?(?:周|星期|礼拜)(?:内|之内|以内)?/, (_, { today }) => doubtful('vague', [today, ...weekSpan(today, 0, [7])], today)],
  [/(?<!上|上个|每|每个|隔)(?:周|星期|礼拜)(?<d>[一二三四五六日天1-7])/, (g, { today }) => weekdayNamed(today, ZH_DAY[g['d'] ?? ''] ?? 1, 'bare')],
  [/(?:春节|过年|新年|农历年|大年)(?<h>前|后|之前|之后|以后|以前)?|年(?<k>前|后)(?!的)|过完年|(?:正月|元宵)/, lunar],
  [/(?<k>国庆|十一|元旦|五一|劳动节|圣诞|双十一|双十二|中秋|端午|清明)(?:节|假期|长假|黄金周)?(?<h>前|后|之前|之后|以后|以前|过后|放完|回来)?(?![月个号日])/, festival],
  [new RegExp(`(?<![\\d月尾账卡])(?<d>${D})[号日](?!线|楼|店|院|门|码|机|文件|柜|房)`), (g, { today, hour }) => dayOfMonth(today, zh(g['d']), null, hour)],
];

function inDays(n: number, today: LocalDate): PromisedDay {
  return n > 366 ? doubtful('too_far', [], today) : certain(addDays(today, n));
}

function inUnits(count: string, unit: string, today: LocalDate): PromisedDay {
  if (count === '半') return certain(addDays(today, unit === '月' ? 15 : 4));
  const n = zh(count);
  if (n > 52) return doubtful('too_far', [], today);
  return named(unit === '月' ? addMonths(today, n) : addDays(today, 7 * n), today);
}

function lunar(g: Groups, { today }: Now): PromisedDay {
  const day = lunarNewYear(today);
  if (day === null) return doubtful('vague', [], today);
  const before = /前/.test(g['h'] ?? g['k'] ?? '');
  // 年前 is before either new year.
  return doubtful('vague', before ? [...(g['k'] === undefined ? [] : [yearly(today, 12, 31)]), addDays(day, -1)] : [addDays(day, 7), addDays(day, 15)], today);
}

const FESTIVAL: Readonly<Record<string, readonly [number, number, number]>> = { 国庆: [10, 1, 7], 十一: [10, 1, 7], 元旦: [1, 1, 3], 五一: [5, 1, 5], 劳动节: [5, 1, 5], 圣诞: [12, 25, 1], 双十一: [11, 11, 1], 双十二: [12, 12, 1] };

function festival(g: Groups, { today }: Now): PromisedDay {
  const known = FESTIVAL[g['k'] ?? ''];
  if (known === undefined) return doubtful('vague', [], today);
  const first = yearly(today, known[0], known[1]);
  return doubtful('vague', [/前/.test(g['h'] ?? '') ? addDays(first, -1) : g['h'] === undefined ? first : addDays(first, known[2])], today);
}

const EN: readonly Line[] = [
  [/\b(?<y>\d{4})-(?<mo>\d{1,2})-(?<d>\d{1,2})\b/, (g, { today }) => full(Number(g['y']), Number(g['mo']), Number(g['d']), today)],
  [/(?<![\d/$£€])(?<a>\d{1,2})[/.](?<b>\d{1,2})[/.](?<y>\d{4}|\d{2})(?![\d/])/, (g, { today }) => slashedYear(g, today)],
  [/(?<![\d/$£€.])(?<a>\d{1,2})\/(?<b>\d{1,2})(?![\d/])/, (g, { today }) => slashed(today, Number(g['a']), Number(g['b']))],
  [new RegExp(`\\b${MONTH}\\.? (?:the )?(?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (?<y>\\d{4}))?`), (g, { today }) => (g['y'] === undefined ? monthAndDay(today, month(g['mo']), Number(g['d'])) : full(Number(g['y']), month(g['mo']), Number(g['d']), today))],
  [new RegExp(`\\b(?<d>\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}\\b(?! (?:i|we) )(?:,? (?<y>\\d{4}))?`), (g, { today }) => (g['y'] === undefined ? monthAndDay(today, month(g['mo']), Number(g['d'])) : full(Number(g['y']), month(g['mo']), Number(g['d']), today))],
  [new RegExp(`\\b${TH} (?:day )?of next month\\b`), (g, { today, hour }) => dayOfMonth(today, ordinal(g['d']), 1, hour)],
  [new RegExp(`\\bnext month(?:,)? (?:on )?(?:the )?${TH}\\b`), (g, { today, hour }) => dayOfMonth(today, ordinal(g['d']), 1, hour)],
  [new RegExp(`\\b${TH} (?:of )?(?:this|the) month\\b`), (g, { today, hour }) => dayOfMonth(today, ordinal(g['d']), 0, hour)],
  [/\b(?:end of|last day of|late)(?: the)? next month\b|\bnext month'?s? end\b/, (_, { today }) => certain(monthEnd(today, 1))],
  [/\b(?:end of|last day of)(?: the| this)? (?:month|mth)\b|\bmonth'?s?[ -]end\b|\beom\b/, (_, { today }) => certain(monthEnd(today))],
  [/\b(?:beginning|start|early|first (?:week|part)|early part)(?: of)?(?: the)? next month\b|\bearly next month\b/, (_, { today }) => doubtful('vague', [firstOfMonth(today, 1), addDays(firstOfMonth(today, 1), 4)], today)],
  [/\bmid(?:dle)?[ -]?(?:of )?(?:the |next |this )?month\b/, (_, { today }) => doubtful('vague', [addDays(firstOfMonth(today), 14), addDays(firstOfMonth(today, 1), 14)], today)],
  [/\bend of (?:the |this )?year\b|\beoy\b/, (_, { today }) => certain(yearly(today, 12, 31))],
  [/\b(?:the )?day after (?:tomorrow|tmrw?|tmw)\b|\bovermorrow\b|\bpasado manana\b/, plus(2)],
  [/\b(?:tomm?orr?ow|tmrw?|tmw|tmoro?w?|tomoz|tomo|2moro?w?|2morrow|2mrw|manana)\b/, plus(1)],
  [/\b(?:today|tonight|tonite|2day|2nite|eod|cob|end of (?:the )?day|close of business|this (?:morning|afternoon|evening)|later today|right now|immediately|hoy|within the hour|in an? (?:hour|minute|bit|few (?:minutes|hours)))\b/, plus(0)],
  [new RegExp(`\\b(?:in|within)(?: the)?(?: next)? (?<n>${EN_N})(?: business| working| more)? (?<u>day|week|wk|month|fortnight)s?(?:'? time)?\\b|\\b(?<n2>${EN_N}) (?<u2>day|week|wk|month|fortnight)s?(?:'? time| from (?:now|today)| later)\\b`), (g, { today }) => enUnits(g['n'] ?? g['n2'], g['u'] ?? g['u2'] ?? '', today)],
  [/\b(?:in )?a couple(?: of)? (?:more )?days\b/, vague(2, 3)],
  [/\b(?:in )?a couple(?: of)? (?:more )?weeks\b/, vague(14, 21)],
  [/\b(?:in )?(?:a )?few (?:more )?days\b|\bsoon\b|\bshortly\b|\basap\b|\bone of these days\b/, vague(3, 5)],
  [/\b(?:in )?(?:a )?few (?:more )?weeks\b/, vague(21, 28)],
  [new RegExp(`\\ba week (?:on|from|after)(?: this| next)? ${WEEKDAY}\\b|\\b(?:week|weeks) ${WEEKDAY.replace('<wd>', '<wz>')}\\b`), (g, { today }) => weekdayNamed(today, weekday(g['wd'] ?? g['wz']), { after: 1 })],
  [new RegExp(`\\b${WEEKDAY} week\\b`), (g, { today }) => weekdayNamed(today, weekday(g['wd']), { after: 1 })],
  [new RegExp(`\\b${WEEKDAY} after next\\b|\\bweek after next\\b`), (g, { today }) => (g['wd'] === undefined ? doubtful('vague', weekSpan(today, 2, [1, 7]), today) : weekdayNamed(today, weekday(g['wd']), { weeks: 2 }))],
  [new RegExp(`\\b(?:this )?(?:coming|upcoming|following) ${WEEKDAY}\\b`), (g, { today }) => weekdayNamed(today, weekday(g['wd']), 'coming')],
  [new RegExp(`\\b(?:next|nxt|proximo) ${WEEKDAY}\\b`), (g, { today }) => weekdayNamed(today, weekday(g['wd']), 'next')],
  [new RegExp(`\\bthis ${WEEKDAY}\\b`), (g, { today, hour }) => weekdayNamed(today, weekday(g['wd']), 'this', hour)],
  [/\bend of (?:the |this )?week\b|\beow\b/, (_, { today }) => doubtful('vague', weekSpan(today, 0, [5, 7]), today)],
  [/\bend of next week\b/, (_, { today }) => doubtful('vague', weekSpan(today, 1, [5, 7]), today)],
  [/\bnext weekend\b/, (_, { today }) => doubtful('vague', weekSpan(today, 1, [6, 7]), today)],
  [/\b(?:this |the )?weekend\b/, (_, { today }) => doubtful('vague', weekSpan(today, 0, [6, 7]), today)],
  [/\b(?:next|nxt) (?:week|wk)\b/, (_, { today }) => doubtful('vague', weekSpan(today, 1, [1, 7]), today)],
  [/\bthis (?:week|wk)\b/, (_, { today }) => doubtful('vague', [today, ...weekSpan(today, 0, [7])], today)],
  [/\b(?:next|nxt) (?:month|mth)\b/, (_, { today }) => doubtful('vague', [firstOfMonth(today, 1), monthEnd(today, 1)], today)],
  [/\bthis (?:month|mth)\b/, (_, { today }) => doubtful('vague', [today, monthEnd(today)], today)],
  [/\b(?:christmas|xmas|new year'?s?|thanksgiving|easter|eid|diwali)\b/, (_, { today }) => doubtful('vague', [], today)],
  [new RegExp(`\\b(?<!last |past |since |every |each |on last )${WEEKDAY}\\b`), (g, { today }) => weekdayNamed(today, weekday(g['wd']), 'bare')],
  [new RegExp(`\\b(?:by|on|before|after|until|till|around|at|for|is|paid|comes?|the) (?:the )?${TH}\\b(?! (?:time|payment|half|one|installment|instalment|thing|of all|grade|year|week|day|part|bill))|^(?:the )?(?<e>\\d{1,2}(?:st|nd|rd|th))\\b`), (g, { today, hour }) => dayOfMonth(today, ordinal(g['d'] ?? g['e']), null, hour)],
  [/\b(?<d>\d{1,2}(?:st|nd|rd|th))\b(?! (?:time|payment|half|one|grade|floor|street|st|ave))/, (g, { today, hour }) => dayOfMonth(today, ordinal(g['d']), null, hour)],
];

function enUnits(count: string | undefined, unit: string, today: LocalDate): PromisedDay {
  const n = en(count);
  if (n > 366) return doubtful('too_far', [], today);
  if (unit === 'month') return named(addMonths(today, Math.min(n, 24)), today);
  return named(addDays(today, n * (unit === 'day' ? 1 : unit === 'fortnight' ? 14 : 7)), today);
}

const LINES: readonly Line[] = [...ZH, ...EN].map(([pattern, read]) => [new RegExp(pattern.source, 'gu'), read] as const);
/** Days gone by, and days that are refused in the same breath. */
const NOT_MEANT = /^(?:的?(?:晚上|早上)?)(?:(?:我)?(?:不行|不可以|没(?:空|钱|时间)|还不(?:了|上)|不能|不方便|来不及|没法)|(?: (?:won'?t|doesn'?t|does not|isn'?t|is not|not) (?:work|good|possible|going)))/;
const MENTIONS_MAX = 12;

/** All days that are said, first to last. Earlier lines win where two overlap. */
export function findDays(words: string, today: LocalDate, hour: number): readonly DayMention[] {
  const found: DayMention[] = [];
  for (const [pattern, read] of LINES) {
    for (const match of words.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (end === start || found.length >= MENTIONS_MAX || found.some((one) => start < one.end && one.start < end)) continue;
      const day = NOT_MEANT.test(words.slice(end, end + 24)) ? null : read(match.groups ?? {}, { today, hour });
      found.push({ day: day ?? doubtful('none', [], today), start, end });
    }
  }
  return found.filter(({ day }) => day.why !== 'none').sort((a, b) => a.start - b.start);
}
