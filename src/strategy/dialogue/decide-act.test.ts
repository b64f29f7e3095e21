import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATE_DOUBTS, INTENTS, type DateDoubt, type Intent, type PromiseReading, type PromisedAmount, type Reading } from '../../domain/contact/reading/reading.js';
import { ACTS, actWords, WHYS, whyWords, type Act } from './acts.js';
import { ANSWERS, answerOf } from './answers.js';
import { decideAct } from './decide-act.js';
import type { DialogueFacts, Turn } from './dialogue-facts.js';
import { spoken, wordAnswer } from './word-answer.js';

const AT = Date.UTC(2026, 10, 24, 2);
const base: DialogueFacts = { language: 'zh', identity: 'number', currency: 'CNY', balanceMinor: 123_456, holds: [], today: '2026-11-24', quietUntil: '2026-11-27', answerBy: '2026-12-09' };

interface More {
  readonly amount?: PromisedAmount;
  readonly date?: string | null;
  readonly candidates?: readonly string[];
  readonly every?: PromiseReading['every'];
  readonly kinds?: readonly ('self_harm' | 'violence' | 'illness' | 'death' | 'minor')[];
}
const NONE: PromisedAmount = { kind: 'unknown', why: 'none' };
const minor = (n: number): PromisedAmount => ({ kind: 'minor', minor: n });

function read(intents: readonly Intent[], more: More = {}): Reading {
  const date = more.date ?? null;
  const candidates = more.candidates ?? (date === null ? [] : [date]);
  const promised = more.amount !== undefined || more.date !== undefined || more.candidates !== undefined;
  return {
    intents: intents.map((intent) => ({ intent, ...(intent === 'distress' && more.kinds !== undefined ? { kinds: more.kinds } : {}), confidence: 1, spans: [], by: 'rule:test' })), primary: intents[0] ?? 'other', language: 'zh', ambiguous: false, cut: false,
    promise: promised ? { amount: more.amount ?? NONE, on: { date, candidates, why: date === null ? (candidates.length > 1 ? 'next_weekday' : 'none') : null }, condition: null, every: more.every ?? null, spans: [] } : null,
  };
}
const them = (reading: Reading): Turn => ({ by: 'person', at: AT - 1, reading });
const us = (act: Act | null): Turn => ({ by: 'house', at: AT - 1, act });

/** Facts, what was said before, what is said now → act and why. `null`: silence. */
type Case = readonly [name: string, facts: Partial<DialogueFacts>, before: readonly Turn[], now: Reading, act: Act | null, why: string];

const CASES: readonly Case[] = [
  ['stop', {}, [], read(['stop']), null, 'stop'],
  ['stop and a promise', {}, [], read(['stop', 'promise'], { date: '2026-12-15', amount: minor(500) }), null, 'stop'],
  ['stop and danger: the opt-out stands, a person is alerted', {}, [], read(['distress', 'stop'], { kinds: ['self_harm'] }), null, 'stop'],
  ['a stop that stands', { holds: ['stop'] }, [], read(['promise'], { date: '2026-12-15' }), null, 'stop'],
  ['not this person', {}, [], read(['wrong_person']), null, 'not_this_person'],
  ['dead', {}, [], read(['deceased']), null, 'not_this_person'],
  ['a lawyer', {}, [], read(['represented']), null, 'represented'],
  ['bankrupt', { holds: ['bankruptcy'] }, [], read(['asks_amount']), null, 'represented'],
  ['lacks capacity', { holds: ['incapacity'] }, [], read(['promise']), null, 'protected'],
  ['a child', {}, [], read(['distress'], { kinds: ['minor'] }), null, 'child'],
  ['self-harm', {}, [], read(['distress'], { kinds: ['self_harm'] }), 'help_line', 'distress'],
  ['violence', {}, [], read(['distress'], { kinds: ['violence'] }), 'help_line', 'distress'],
  ['distress of no known kind', {}, [], read(['distress']), 'help_line', 'distress'],
  ['grave illness', {}, [], read(['distress'], { kinds: ['illness'] }), 'care', 'bereaved_or_ill'],
  ['a death in the family', {}, [], read(['distress'], { kinds: ['death'] }), 'care', 'bereaved_or_ill'],
  ['illness, and thoughts of dying', {}, [], read(['distress'], { kinds: ['illness', 'self_harm'] }), 'help_line', 'distress'],
  ['danger, told already', { holds: ['distress'] }, [us('help_line')], read(['distress'], { kinds: ['self_harm'] }), null, 'distress_stands'],
  ['something else while distress stands', { holds: ['distress'] }, [us('help_line')], read(['promise'], { date: '2026-12-15' }), null, 'distress_stands'],
  ['danger, and a promise in the same words', {}, [], read(['distress', 'promise'], { kinds: ['self_harm'], date: '2026-12-15' }), 'help_line', 'distress'],
  ['nothing owed', { balanceMinor: 0 }, [], read(['asks_amount']), null, 'nothing_owed'],
  ['overpaid', { balanceMinor: -1 }, [], read(['promise'], { date: '2026-12-15' }), null, 'nothing_owed'],
  ['dispute', { holds: ['dispute'] }, [], read(['dispute']), 'open_dispute', 'said_so'],
  ['dispute and a promise', {}, [], read(['dispute', 'promise'], { date: '2026-12-15' }), 'open_dispute', 'said_so'],
  ['complaint', {}, [], read(['complaint']), 'complaint_received', 'said_so'],
  ['hardship', {}, [], read(['hardship']), 'hardship_received', 'said_so'],
  ['hardship with a sum and no day', {}, [], read(['hardship'], { amount: minor(5000) }), 'hardship_received', 'said_so'],
  ['hardship, with what they can and when', {}, [], read(['hardship', 'promise'], { amount: minor(5000), date: '2026-12-15' }), 'confirm_promise', 'day_certain'],
  ['paid', { holds: ['paid'] }, [], read(['paid_already']), 'acknowledge_paid', 'said_so'],
  ['refuses', {}, [], read(['refusal']), null, 'refused'],
  ['refuses and asks how much', {}, [], read(['refusal', 'asks_amount']), null, 'refused'],
  ['a day and a sum', {}, [], read(['promise'], { date: '2026-12-15', amount: minor(50_000) }), 'confirm_promise', 'day_certain'],
  ['a sum of exactly all', {}, [], read(['promise'], { date: '2026-12-15', amount: minor(123_456) }), 'confirm_promise', 'day_certain'],
  ['a sum of one more than all is not read back', {}, [], read(['promise'], { date: '2026-12-15', amount: minor(123_457) }), 'confirm_promise_day', 'day_certain'],
  ['a day', {}, [], read(['promise'], { date: '2026-12-15' }), 'confirm_promise_day', 'day_certain'],
  ['a day and all: our figure is not told', {}, [], read(['promise'], { date: '2026-12-15', amount: { kind: 'all' } }), 'confirm_promise_day', 'day_certain'],
  ['one of two days', {}, [], read(['promise'], { candidates: ['2026-11-27', '2026-12-04'] }), 'ask_which_date', 'day_uncertain'],
  ['one of two days, asked before', {}, [us('ask_which_date')], read(['promise'], { candidates: ['2026-11-27', '2026-12-04'] }), 'handover', 'asked_twice'],
  ['no day', {}, [], read(['promise'], { amount: minor(500) }), 'ask_date', 'day_missing'],
  ['no day, asked before', {}, [us('ask_date')], read(['promise'], { amount: minor(500) }), 'handover', 'asked_twice'],
  ['no day, the which-day asked before', {}, [us('ask_which_date')], read(['promise'], { amount: minor(500) }), 'ask_date', 'day_missing'],
  ['200 or 300', {}, [], read(['promise'], { date: '2026-12-15', amount: { kind: 'unknown', why: 'range' } }), 'ask_amount', 'amount_uncertain'],
  ['another currency', {}, [], read(['promise'], { date: '2026-12-15', amount: { kind: 'unknown', why: 'currency' } }), 'ask_amount', 'amount_uncertain'],
  ['said 200 a month is what they can, promises 750', {}, [them(read(['hardship'], { amount: minor(20_000), every: 'month' }))], read(['promise'], { date: '2026-12-15', amount: minor(75_000) }), 'promise_needs_less', 'beyond_capacity'],
  ['one minor unit beyond', {}, [them(read(['promise'], { amount: minor(20_000), every: 'month' }))], read(['promise'], { date: '2026-12-15', amount: minor(20_001) }), 'promise_needs_less', 'beyond_capacity'],
  ['just what they can', {}, [them(read(['promise'], { amount: minor(20_000), every: 'month' }))], read(['promise'], { date: '2026-12-15', amount: minor(20_000) }), 'confirm_promise', 'day_certain'],
  ['promises all, said 200 a month', {}, [them(read(['hardship'], { amount: minor(20_000), every: 'month' }))], read(['promise'], { date: '2026-12-15', amount: { kind: 'all' } }), 'promise_needs_less', 'beyond_capacity'],
  ['an earlier promise is no statement of means', {}, [them(read(['promise'], { date: '2026-12-01', amount: minor(20_000) }))], read(['promise'], { date: '2026-12-15', amount: minor(75_000) }), 'confirm_promise', 'day_certain'],
  ['a promise from a shared number', { identity: 'nobody_known' }, [], read(['promise'], { date: '2026-12-15', amount: minor(500) }), 'ask_identity', 'number_shared'],
  ['wants a person', {}, [], read(['wants_person']), 'person_will_call', 'said_so'],
  ['call me at six', {}, [], read(['callback_time']), 'person_will_call', 'said_so'],
  ['who are you', {}, [], read(['who_are_you']), 'who_we_are', 'said_so'],
  ['how much, unproven', {}, [], read(['asks_amount']), 'ask_identity', 'asked_unproven'],
  ['how much, from a shared number', { identity: 'nobody_known' }, [], read(['asks_amount']), 'ask_identity', 'asked_unproven'],
  ['how much, proven', { identity: 'proven' }, [], read(['asks_amount']), 'amount_owed', 'asked'],
  ['how to pay, unproven', {}, [], read(['asks_how_to_pay']), 'ask_identity', 'asked_unproven'],
  ['how to pay, proven', { identity: 'proven' }, [], read(['asks_how_to_pay']), 'how_to_pay', 'asked'],
  ['terms, proven', { identity: 'proven' }, [], read(['asks_terms']), 'terms_offer', 'asked'],
  ['abuse', {}, [], read(['abuse']), 'abuse_calm', 'said_so'],
  ['abuse again', {}, [us('abuse_calm')], read(['abuse']), null, 'nothing_asked'],
  ['thanks', {}, [us('confirm_promise')], read(['acknowledgement']), null, 'nothing_asked'],
  ['ok to a reminder', {}, [us(null)], read(['acknowledgement']), null, 'nothing_asked'],
  ['ok to a question', {}, [us('ask_which_date')], read(['acknowledgement']), 'not_understood', 'first_misunderstanding'],
  ['not understood', {}, [], read(['other']), 'not_understood', 'first_misunderstanding'],
  ['not understood twice', {}, [them(read(['other'])), us('not_understood')], read(['other']), 'handover', 'second_misunderstanding'],
  ['not understood twice, something understood between', {}, [us('not_understood'), them(read(['who_are_you'])), us('who_we_are')], read(['other']), 'handover', 'second_misunderstanding'],
];

describe('an act', () => {
  it.each(CASES)('%s', (_, facts, before, now, act, why) => {
    for (const language of ['zh', 'en'] as const) expect(decideAct({ ...base, ...facts, language }, before, now)).toMatchObject({ act, why });
  });
  it('each is reached by a case, and each has words for staff in both languages', () => {
    expect([...ACTS].filter((act) => !CASES.some((one) => one[4] === act))).toEqual([]);
    for (const words of [...ACTS.map(actWords), ...WHYS.map(whyWords)]) expect([/\p{Script=Han}/u.test(words.zh), /^[ -~]+$/.test(words.en)]).toEqual([true, true]);
    expect(ANSWERS.map((answer) => answer.act).sort()).toEqual([...ACTS].sort());
  });
});

const amount: fc.Arbitrary<PromisedAmount> = fc.oneof(
  fc.nat(1_000_000).map((n): PromisedAmount => minor(n + 1)), fc.constantFrom<PromisedAmount>(NONE, { kind: 'all' }, { kind: 'share', numerator: 1, denominator: 2 }, { kind: 'minimum' }, { kind: 'unknown', why: 'range' }),
);
const promise: fc.Arbitrary<PromiseReading | null> = fc.option(fc.record({
  amount, every: fc.constantFrom(null, 'week' as const, 'month' as const), condition: fc.constant(null), spans: fc.constant([]),
  on: fc.oneof(
    fc.constantFrom('2026-11-25', '2026-12-31').map((date) => ({ date, candidates: [date], why: null })),
    fc.constantFrom<DateDoubt>(...DATE_DOUBTS).map((why) => ({ date: null, candidates: why === 'next_weekday' ? ['2026-11-27', '2026-12-04'] : [], why })),
  ),
}), { nil: null });
const reading: fc.Arbitrary<Reading> = fc.record({ intents: fc.uniqueArray(fc.constantFrom(...INTENTS), { minLength: 1, maxLength: 4 }), kinds: fc.subarray(['self_harm', 'violence', 'illness', 'death', 'minor'] as const), promise }).map(({ intents, kinds, promise: promised }) => ({ ...read([...intents].sort((a, b) => INTENTS.indexOf(a) - INTENTS.indexOf(b)), { kinds }), promise: promised }));
const facts: fc.Arbitrary<DialogueFacts> = fc.record({
  language: fc.constantFrom('zh' as const, 'en' as const), identity: fc.constantFrom('nobody_known' as const, 'number' as const, 'proven' as const), currency: fc.constantFrom('CNY', 'USD'), balanceMinor: fc.integer({ min: -10, max: 9_876_543 }),
  holds: fc.subarray(['stop', 'wrong_person', 'deceased', 'represented', 'minor', 'incapacity', 'promise', 'dispute', 'paid', 'awaiting_person', 'distress'], { maxLength: 2 }), today: fc.constant('2026-11-24'), quietUntil: fc.constant('2026-11-27'), answerBy: fc.constant('2026-12-09'),
});
const turns: fc.Arbitrary<readonly Turn[]> = fc.array(fc.oneof(reading.map(them), fc.constantFrom<Act | null>(null, ...ACTS).map(us)), { maxLength: 6 });
const FRAME = { code: 'AB12CD34EF', lender: '小镇银行', phone: '95500', link: 'https://me.example/v/AB12CD34EF', help_line: '12356', emergency: '110', complain_to: '12378', quiet_until: '2026-11-27', debt_tail: '1234' };

describe('whatever is said', () => {
  const holds = (law: (f: DialogueFacts, before: readonly Turn[], now: Reading) => void) => fc.assert(fc.property(facts, turns, reading, law), { seed: 20261124, numRuns: 600 });

  it('the same input gives the same bytes', () => holds((f, before, now) => {
    expect(JSON.stringify(decideAct(f, before, now))).toBe(JSON.stringify(decideAct(structuredClone(f), structuredClone(before), structuredClone(now))));
  }));
  it('stop is met with silence, and so is everybody who is somebody else, represented or protected', () => holds((f, before, now) => {
    const silent = ['stop', 'wrong_person', 'deceased', 'represented', 'bankruptcy', 'refusal'];
    if (now.intents.some((one) => silent.includes(one.intent)) || f.holds.some((hold) => [...silent, 'minor', 'incapacity'].includes(hold))) expect(decideAct(f, before, now).act).toBeNull();
  }));
  it('distress is met with help, sympathy or silence, and with help at most once', () => holds((f, before, now) => {
    const { act } = decideAct(f, before, now);
    if (now.intents.some((one) => one.intent === 'distress') || f.holds.includes('distress')) expect([null, 'help_line', 'care']).toContain(act);
    if (before.some((turn) => turn.by === 'house' && (turn.act === 'help_line' || turn.act === 'care'))) expect(['help_line', 'care']).not.toContain(act);
  }));
  it('no figure, account or word of a debt leaves before it is proven who reads it', () => holds((f, before, now) => {
    const { act, slots } = decideAct(f, before, now);
    if (act === null || f.identity === 'proven') return;
    expect(answerOf(act).tells).not.toBe('account');
    expect(slots.amount ?? slots.as_of ?? slots.debt_tail).toBeUndefined();
    const words = wordAnswer(act, 'sms', f.language, 'GB', { ...FRAME, ...slots });
    expect(words).not.toBeNull();
    if (words === null) return;
    const text = spoken(words);
    expect(text).not.toMatch(/欠|逾期|应还|未还|还款|贷款|账户|债|1234|\b(debt|owe|overdue|due|loan|balance|account|repay|paid|pay)\b/i);
    // Any figure is one that they wrote, or of the frame.
    const figures = words.body.match(/\d[\d,]*\.\d\d/g) ?? [];
    const theirs = [now, ...before.flatMap((turn) => (turn.by === 'person' ? [turn.reading] : []))].flatMap((one) => (one.promise?.amount.kind === 'minor' ? [one.promise.amount.minor] : []));
    for (const figure of figures) expect(theirs).toContain(Math.round(Number(figure.replaceAll(',', '')) * 100));
  }));
  it('nobody is held to more than they said they can, nor read back more than is owed', () => holds((f, before, now) => {
    const { act, slots } = decideAct(f, before, now);
    if (act !== 'confirm_promise') return;
    const promised = now.promise?.amount.kind === 'minor' ? now.promise.amount.minor : Number.NaN;
    expect(promised).toBeLessThanOrEqual(f.balanceMinor);
    for (const turn of before) if (turn.by === 'person' && turn.reading.promise?.every != null && turn.reading.promise.amount.kind === 'minor') expect(promised).toBeLessThanOrEqual(turn.reading.promise.amount.minor);
    expect(Object.keys(slots).sort()).toEqual(['promised', 'promised_on']);
  }));
  it('what was not understood once already goes to a person', () => holds((f, before, now) => {
    const decided = decideAct(f, before, now);
    if (before.some((turn) => turn.by === 'house' && turn.act === 'not_understood')) expect(decided.act).not.toBe('not_understood');
    if (decided.act === 'handover') expect(decided.handOver).toBe(true);
  }));
  it('where nothing is owed nothing is said', () => holds((f, before, now) => {
    if (f.balanceMinor <= 0) expect(decideAct(f, before, now).act).toBeNull();
  }));
});
