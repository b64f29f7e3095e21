import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../time/date.js';
import { HORIZON_DAYS } from './promise-calendar.js';
import { readMessage } from './read-message.js';
import type { PromiseReading } from './reading.js';

// Monday 2026-11-23, the reference day of the published parser comparison.
const TODAY = '2026-11-23';
const promise = (text: string, more: { readonly receivedOn?: string; readonly receivedHour?: number; readonly currency?: string } = {}) => readMessage(text, { receivedOn: TODAY, ...more }).promise;

function amountOf(read: PromiseReading | null): string {
  const amount = read?.amount;
  if (amount === undefined) return 'no promise';
  if (amount.kind === 'minor') return String(amount.minor);
  if (amount.kind === 'share') return `${amount.numerator}/${amount.denominator}`;
  return amount.kind === 'unknown' ? `? ${amount.why}` : amount.kind;
}

describe('a promise', () => {
  it.each<[text: string, day: string, amount?: string, rest?: string]>([
    // What a general parser of dates missed or read wrongly.
    ['我15号发工资就还500', '2026-12-15', '50000', 'payday'], ['15号', '2026-12-15'], ['下个月10号', '2026-12-10'], ['月底还一半', '2026-11-30', '1/2'], ['下月初还', 'vague'], ['过两天还', 'vague'], ['发工资还', 'depends', '? none', 'payday'], ['国庆后还', 'vague', '? none', 'holiday'],
    ['年前还清', 'vague', 'all', 'holiday'], ['明儿还', '2026-11-24'], ['by the 15th', '2026-12-15'], ['I can pay on payday', 'depends', '? none', 'payday'], ['will pay by EOD', '2026-11-23'], ['下下周一', '2026-12-07'], ['this coming monday', '2026-11-30'], ['first of next month', '2026-12-01'],
    // What it read right, and what may be one of two.
    ['下周五还', 'next_weekday'], ['next friday', 'next_weekday'], ['这周五', '2026-11-27'], ['明天下午', '2026-11-24'], ['大后天', '2026-11-26'], ['三天后', '2026-11-26'], ['周三', '2026-11-25'], ['12月4日', '2026-12-04'], ['十二月四号', '2026-12-04'], ['今晚8点还', '2026-11-23'], ['礼拜五', '2026-11-27'],
    ['下个礼拜三', 'next_weekday'], ['on friday', '2026-11-27'], ['end of the month', '2026-11-30'], ['in 3 days', '2026-11-26'], ['Dec 4', '2026-12-04'], ['the day after tomorrow', '2026-11-25'],
    // Sums, parts, instalments.
    ["I'll pay £20 a week", 'none', '2000', 'week'], ['每月还200', 'none', '20000', 'month'], ['200 a month is all I can do', 'none', '20000', 'month'], ['先还五百块', 'none', '50000'], ['一千二 明天', '2026-11-24', '120000'], ['i can do 1.5k friday', '2026-11-27', '150000'], ['明天还两万三', '2026-11-24', '2300000'],
    ['三万 月底', '2026-11-30', '3000000'], ['明天转你三百五', '2026-11-24', '35000'], ['一百零五', 'none', '10500'], ['会还最低的', 'none', 'minimum'], ['pay the minimum tomorrow', '2026-11-24', 'minimum'], ['pay 50% tomorrow', '2026-11-24', '50/100'], ['年底前全部还清', '2026-12-31', 'all'],
    ['i can pay two hundred dollars on the 5th', '2026-12-05', '20000'], ['还200或者300', 'none', '? range'], ["I'll send $300 on the 1st and $300 on the 15th", 'several', '30000'], ['先还500,剩下的下月10号还', '2026-12-10', '50000'], ['tomorrow i will pay 200 pounds', '2026-11-24', '20000'],
    ['when my tax refund comes i will pay half', 'depends', '1/2', 'tax_refund'], ['有钱就还', 'depends', '? none', 'other'], ['等我找到工作再还', 'depends', '? none', 'job'],
    // Days off the edge.
    ['周一还', 'today_or_next'], ['23号还', '2026-11-23'], ['2月30日还', 'impossible'], ['31号还', 'impossible'], ['11月20号还', 'past'], ['2026-12-24还', '2026-12-24'], ['2030年1月1日还', 'too_far'], ['i will pay 5/6', 'day_or_month'], ['i will pay 13/12', '2026-12-13'], ['I will pay in a fortnight', '2026-12-07'],
    ['我10号发工资,15号还500', '2026-12-15', '50000', 'payday'], ['I get paid on the 1st, will pay then', '2026-12-01', '? none', 'payday'], ['friday week ok?', '2026-12-04'], ['a week on friday', '2026-12-04'], ['下周还', 'vague'], ['半个月后还', '2026-12-08'], ['周末转给你', 'vague'], ['廿五号还', '2026-11-25'], ['听日还', '2026-11-24'],
    ['I can not pay until Friday', '2026-11-27'], ['我周五才能还', '2026-11-27'], ['不是不还,月底一定还', '2026-11-30'], ['明天不行，后天还', '2026-11-25'], ['１５号还５００', '2026-12-15', '50000'], ['pago mañana', '2026-11-24'],
  ])('%s', (text, day, amount, rest) => {
    const read = promise(text);
    expect(read === null ? 'no promise' : (read.on.date ?? read.on.why)).toBe(day);
    if (amount !== undefined) expect(amountOf(read)).toBe(amount);
    if (rest !== undefined) expect([read?.condition, read?.every]).toContain(rest);
  });

  it.each<[string, readonly string[]]>([
    ['下周五还', ['2026-11-27', '2026-12-04']], ['next friday', ['2026-11-27', '2026-12-04']], ['i will pay 5/6', ['2027-05-06', '2027-06-05']], ['周一还', ['2026-11-23', '2026-11-30']], ['31号还', ['2026-11-30', '2026-12-31']], ['年前还', ['2026-12-31', '2027-02-05']], ['11月20号还', ['2027-11-20']],
  ])('%s is read back with the days that it may mean', (text, candidates) => {
    expect(promise(text)?.on).toMatchObject({ date: null, candidates });
    expect(readMessage(text, { receivedOn: TODAY }).ambiguous).toBe(true);
  });

  it('of "the 15th", said late on the 15th, may be the next', () => {
    expect(promise('15号还', { receivedOn: '2026-11-15', receivedHour: 9 })?.on.date).toBe('2026-11-15');
    expect(promise('15号还', { receivedOn: '2026-11-15', receivedHour: 22 })?.on).toMatchObject({ date: null, candidates: ['2026-11-15', '2026-12-15'] });
  });
  it.each([['£20 tomorrow, I will pay', 'USD', '? currency'], ['明天还500元', 'TWD', '50000'], ['明天还500', 'JPY', '500'], ['I will pay $20 tomorrow', 'CNY', '? currency'], ['明天还1.234', 'CNY', '? none']])('%s for a debt in %s', (text, currency, amount) => {
    expect(amountOf(promise(text, { currency }))).toBe(amount);
  });
  it.each(['不还', '还没还', '昨天还了', '我什么时候欠你们钱了', 'how much do I owe', 'can I pay by card', "I can't pay this month", '怎么还款', '今天天气不错', '新年快乐', 'I already paid on the 5th', '我不打算还', '下辈子还'])('%s is none', (text) => expect(promise(text)).toBeNull());
});

describe('whatever is said', () => {
  const piece = fc.constantFrom('我', '15号', '还', '500', '下周五', '下下周一', '月底', '一半', '每月', 'I will pay ', 'next friday ', '31/12', '2/30', '0号', '99号', '13月1日', '明天', '三千天后', 'in 999 days ', '年前', 'by the 31st ', '£20 ', '五百万亿', '2026-02-29', '1/1/1970', '9999-12-31', '过两天', 'half ', '0元', '%');
  const day = fc.integer({ min: 0, max: 3_000 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  it('no day is past or beyond the horizon, the certain day is the only candidate, and a sum is above nought', () => {
    let promises = 0;
    fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), day, fc.integer({ min: 0, max: 23 }), (pieces, receivedOn, receivedHour) => {
      const read = promise(pieces.join(''), { receivedOn, receivedHour });
      if (read === null) return;
      promises += 1;
      for (const date of read.on.candidates) {
        expect(daysBetween(receivedOn, date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(receivedOn, date)).toBeLessThanOrEqual(HORIZON_DAYS);
      }
      expect([...read.on.candidates]).toEqual([...new Set(read.on.candidates)].sort());
      if (read.on.date !== null) expect(read.on.candidates).toEqual([read.on.date]);
      expect(read.on.date === null).toBe(read.on.why !== null);
      if (read.amount.kind === 'minor') expect(read.amount.minor).toBeGreaterThan(0);
    }), { numRuns: 1_500, seed: 20261124 });
    expect(promises).toBeGreaterThan(500);
  });
});
