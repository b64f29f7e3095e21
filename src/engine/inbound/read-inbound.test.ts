import { describe, expect, it } from 'vitest';
import { readTextReply } from './read-inbound.js';

const NOON = Date.UTC(2026, 10, 23, 4);
const context = { personId: 5, tz: 'Asia/Shanghai', receivedOn: '2026-11-23', startOfDay: (date: string) => Date.parse(`${date}T00:00:00+08:00`) };
const inbound = { id: 9, kind: 'sms_reply' as const, provider: 'sandbox', personId: 5, contactId: null, body: '', receivedAt: NOON };

describe('a reply', () => {
  it('to stop leaves the opt-out and a hold without end', () => {
    const reading = readTextReply(inbound, 'TD', context);
    expect(reading.events.map((e) => e.event.type)).toEqual(['consumer_sms', 'sms_stop', 'hold_placed']);
    expect(reading.events[2]?.event).toMatchObject({ hold: 'stop', at: NOON });
    expect(reading.events[2]?.event.until).toBeUndefined();
  });
  it('that promises a day is quiet until that day and one more have passed', () => {
    const reading = readTextReply(inbound, '我明天还', context);
    expect(reading.meaning).toEqual({ kind: 'promise', on: '2026-11-24' });
    expect(reading.events[1]?.event.until).toBe(Date.parse('2026-11-26T00:00:00+08:00'));
  });
  it('that no rule knows goes to a person', () => {
    expect(readTextReply(inbound, '嗯', context).events[1]?.event).toMatchObject({ type: 'hold_placed', hold: 'awaiting_person' });
  });
  it('never puts the words into an event', () => {
    expect(JSON.stringify(readTextReply(inbound, 'my secret words: STOP', context))).not.toContain('secret');
  });
});
