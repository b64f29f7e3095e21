import { describe, expect, it } from 'vitest';
import { readReply } from './read-reply.js';

// Monday 2026-11-23, the reference day of the published parser comparison.
const TODAY = '2026-11-23';
const cases: [string, string, (string | null)?][] = [
  ['TD', 'stop'], ['td', 'stop'], [' T ', 'stop'], ['退订', 'stop'], ['STOP', 'stop'], ['ＳＴＯＰ', 'stop'], ['Stop.', 'stop'], ['"STOP"', 'stop'], ['Unsubscribe', 'stop'],
  ['opt-out', 'stop'], ['please stop texting me', 'stop'], ['不要再给我发短信了', 'stop'], ['别再联系我', 'stop'], ['leave me alone', 'stop'], ["Don't text me", 'stop'],
  ['我不想活了', 'distress'], ['STOP, I want to die', 'distress'], ['I will kill myself if you call again', 'distress'],
  ['他已经去世了', 'deceased'], ['my husband passed away', 'deceased'],
  ['我不是本人', 'wrong_person'], ['打错了', 'wrong_person'], ['wrong number', 'wrong_person'],
  ['我没借过这个钱', 'dispute'], ['金额不对', 'dispute'], ["I don't owe this", 'dispute'], ['this is identity theft', 'dispute'],
  ['我要投诉你们', 'complaint'], ['I will report you to the CFPB', 'complaint'],
  ['失业了还不上', 'hardship'], ['I lost my job and cannot pay', 'hardship'],
  ['已经还了', 'paid_already'], ['昨天还过了', 'paid_already'], ['I paid already', 'paid_already'], ["I've paid this yesterday", 'paid_already'],
  ['我明天还', 'promise', '2026-11-24'], ['后天还', 'promise', '2026-11-25'], ['大后天转给你', 'promise', '2026-11-26'], ['15号还', 'promise', '2026-12-15'],
  ['30号还', 'promise', '2026-11-30'], ['下个月10号还', 'promise', '2026-12-10'], ['月底还', 'promise', '2026-11-30'], ['下周五还款', 'promise', '2026-12-04'], ['下下周一还', 'promise', '2026-12-07'],
  ['周三还', 'promise', '2026-11-25'], ['三天后还', 'promise', '2026-11-26'], ['十二月四号还', 'promise', '2026-12-04'], ['发工资就还', 'promise', null],
  ['I will pay tomorrow', 'promise', '2026-11-24'], ['can pay on friday', 'promise', '2026-11-27'], ['will pay next friday', 'promise', '2026-12-04'], ["I'll pay Dec 4", 'promise', '2026-12-04'],
  ['will pay by the 15th', 'promise', '2026-12-15'], ['will pay at the end of the month', 'promise', '2026-11-30'], ['will pay on payday', 'promise', null], ['2月30日还', 'promise', null],
  ['转人工', 'wants_person'], ['I want to speak to a person', 'wants_person'],
  ['你是谁', 'who_are_you'], ['is this a scam', 'who_are_you'],
  ['嗯', 'other'], ['ok', 'other'], ['', 'other'], ['听不清楚', 'other'], ['👍', 'other'],
];

describe('a reply', () => {
  it.each(cases)('%s is %s', (text, kind, on) => {
    expect(readReply(text, TODAY)).toEqual(kind === 'promise' ? { kind, on } : { kind });
  });
});
