import { describe, expect, it } from 'vitest';
import { readTextReply } from './read-inbound.js';

const NOON = Date.UTC(2026, 10, 23, 4);
const context = {
  personId: 5, tz: 'Asia/Shanghai', receivedOn: '2026-11-23', receivedHour: 12, startOfDay: (date: string) => Date.parse(`${date}T00:00:00+08:00`), owed: { currency: 'CNY', minor: 120_000 },
};
const inbound = { id: 9, kind: 'sms_reply' as const, provider: 'sandbox', personId: 5, contactId: null, body: '', receivedAt: NOON };
const holds = (text: string) => readTextReply(inbound, text, context).events.filter(({ event }) => event.type === 'hold_placed').map(({ event }) => event.hold);

describe('a reply', () => {
  it('to stop leaves the opt-out and a hold without end', () => {
    const reading = readTextReply(inbound, 'TD', context);
    expect(reading.events.map((e) => e.event.type)).toEqual(['consumer_sms', 'sms_stop', 'hold_placed']);
    expect(reading.events[2]?.event).toMatchObject({ hold: 'stop', at: NOON });
    expect(reading.events[2]?.event.until).toBeUndefined();
  });
  it('that promises a day and a sum is quiet until that day and one more have passed, and says what keeps it', () => {
    const reading = readTextReply(inbound, '我15号发工资就还500', context);
    expect(reading.meaning).toMatchObject({ kind: 'promise', promise: { on: { date: '2026-12-15' }, amount: { kind: 'minor', minor: 50_000 }, condition: 'payday' } });
    expect(reading.events[1]?.event).toMatchObject({ hold: 'promise', until: Date.parse('2026-12-17T00:00:00+08:00'), promised: { on: '2026-12-15', minor: 50_000 } });
  });
  it.each([['月底还一半', 60_000], ['月底全部还清', 120_000], ['月底还', null]])('%s: the sum that keeps it is of what was owed then', (text, minor) => {
    expect(readTextReply(inbound, text, context).events[1]?.event.promised).toEqual({ on: '2026-11-30', minor });
  });
  it('whose day may be one of two is quiet until the later', () => {
    expect(readTextReply(inbound, '下周五还', context).events[1]?.event).toMatchObject({ until: Date.parse('2026-12-06T00:00:00+08:00'), promised: { on: null, minor: null } });
  });
  it.each([
    ['听不清楚', ['awaiting_person']], ['嗯', []], ['别再发了，我明天还', ['stop', 'promise']], ['我才12岁', ['distress', 'minor']], ['I have a lawyer and dispute this', ['represented', 'dispute']], ['我就是不还', ['awaiting_person']],
  ])('%s holds %j', (text, expected) => expect(holds(text)).toEqual(expected));
  it('that refuses or names a lawyer is told to the law', () => {
    expect(readTextReply(inbound, 'I refuse to pay, talk to my lawyer', context).events.map(({ event }) => event.type)).toEqual(['consumer_sms', 'attorney_representation', 'refusal_to_pay', 'hold_placed']);
  });
  it('never puts the words into an event or a meaning', () => {
    expect(JSON.stringify(readTextReply(inbound, 'my secret words: STOP', context))).not.toContain('secret');
  });
});
