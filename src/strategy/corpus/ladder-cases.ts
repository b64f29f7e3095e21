import type { CaseFacts, HistoryItem, HistoryState, StepChannel } from '../case-facts.js';
import type { ReasonCode } from '../reasons.js';
import { caseFacts, day } from './case-facts.js';

/** Facts at a day after the opening → the steps proposed with their reasons, or why none; and the day to look again. */
export interface LadderCase {
  readonly name: string;
  readonly on: number;
  readonly facts: CaseFacts;
  readonly expect: readonly (readonly [step: string, ...reasons: readonly ReasonCode[]])[] | ReasonCode;
  readonly again?: number | null;
}

const CHANNEL: Readonly<Record<string, StepChannel>> = { sms: 'sms', call: 'call', visit: 'visit' };
/** `made('sms-first', 0)`; the channel is read from the id. */
function made(step: string, on: number, state: HistoryState = 'delivered'): HistoryItem {
  const channel = CHANNEL[step.split('-').find((word) => word in CHANNEL) ?? ''];
  if (channel === undefined) throw new Error(`no channel in ${step}`);
  return { step, channel, at: day(on), state };
}

const texts = [made('sms-first', 0), made('sms-second', 3)];
const middleTexts = [made('middle-sms-first', 3), made('middle-sms-second', 7)];
const middle = (about: Partial<CaseFacts>): CaseFacts => caseFacts({ daysPastDue: 40, ...about });
const calls = (...states: HistoryState[]): HistoryItem[] => states.map((state, i) => made('middle-call', 10 + 3 * i, state));
const never = (channel: StepChannel, on: number) => ({ step: `${channel}-x`, channel, at: day(on), code: 'opted_out', earliest: null });

export const LADDER_CASES: readonly LadderCase[] = [
  // The ladder, step by step, at the edges of its waits. A call is named at once as what to do if texts are refused for good.
  { name: 'the first text goes at once', on: 0, facts: caseFacts(), expect: [['sms-first', 'first_contact']], again: 7 },
  { name: 'the second waits three days', on: 2.99, facts: caseFacts({ history: [made('sms-first', 0)] }), expect: 'waiting', again: 3 },
  { name: 'and goes when the first was not answered', on: 3, facts: caseFacts({ history: [made('sms-first', 0)] }), expect: [['sms-second', 'sms_unanswered'], ['call', 'fallback', 'no_sms_reach']] },
  { name: 'a call waits three days more', on: 5.99, facts: caseFacts({ history: texts }), expect: 'waiting', again: 6 },
  { name: 'and comes when both texts were not answered', on: 6, facts: caseFacts({ history: texts }), expect: [['call', 'sms_unanswered']] },
  { name: 'an unknown outcome of a text counts as made', on: 6, facts: caseFacts({ history: [made('sms-first', 0), made('sms-second', 3, 'unknown')] }), expect: [['call', 'sms_unanswered']] },
  { name: 'a text that was never sent does not', on: 6, facts: caseFacts({ history: [made('sms-first', 0), made('sms-second', 3, 'not_made')] }), expect: [['sms-second', 'sms_unanswered'], ['call', 'fallback', 'no_sms_reach']] },
  { name: 'two texts that failed: no reach by text', on: 6, facts: caseFacts({ history: [made('sms-first', 0, 'failed'), made('sms-second', 3, 'failed')] }), expect: [['call', 'sms_unanswered', 'no_sms_reach']] },
  { name: 'an unanswered call waits two days', on: 7.99, facts: caseFacts({ history: [...texts, made('call', 6, 'no_answer')] }), expect: 'waiting', again: 8 },
  { name: 'and is repeated', on: 8, facts: caseFacts({ history: [...texts, made('call', 6, 'no_answer')] }), expect: [['call', 'repeat', 'sms_unanswered']] },
  { name: 'but not more than twice a week', on: 12.99, facts: caseFacts({ history: [...texts, made('call', 6, 'no_answer'), made('call', 8, 'no_answer')] }), expect: 'limit_reached', again: 13 },
  { name: 'when the week has passed, again', on: 13, facts: caseFacts({ history: [...texts, made('call', 6, 'no_answer'), made('call', 8, 'no_answer')] }), expect: [['call', 'repeat', 'sms_unanswered']] },
  { name: 'three calls and no more', on: 40, facts: caseFacts({ history: [...texts, made('call', 6, 'no_answer'), made('call', 10, 'no_answer'), made('call', 17, 'no_answer')] }), expect: 'ladder_done', again: 47 },
  { name: 'a conversation is an answer to the texts', on: 10, facts: caseFacts({ history: [...texts, made('call', 6, 'conversation')] }), expect: 'no_step_applies' },
  { name: 'after which silence counts again', on: 20, facts: caseFacts({ history: [...texts, made('call', 6, 'conversation')] }), expect: [['call', 'repeat', 'sms_unanswered']] },

  // The second month: a visit for those who refuse or cannot be reached, and for nobody else.
  { name: 'refused on the phone: a visit, with the reason', on: 15, facts: middle({ history: [...middleTexts, ...calls('refused')] }), expect: [['middle-visit', 'refused_by_phone']] },
  { name: 'not before five days', on: 14.99, facts: middle({ history: [...middleTexts, ...calls('refused')] }), expect: 'waiting', again: 15 },
  { name: 'and no further call meanwhile', on: 13, facts: middle({ history: [...middleTexts, ...calls('refused')] }), expect: 'waiting' },
  { name: 'three unanswered calls: a visit, with the reason', on: 21, facts: middle({ history: [...middleTexts, ...calls('no_answer', 'no_answer', 'failed')] }), expect: [['middle-visit', 'no_phone_reach'], ['middle-call', 'fallback', 'repeat', 'sms_unanswered']] },
  { name: 'two unanswered calls: another call', on: 17, facts: middle({ history: [...middleTexts, ...calls('no_answer', 'no_answer')] }), expect: [['middle-call', 'repeat', 'sms_unanswered']] },
  { name: 'a call that was answered breaks the row', on: 22, facts: middle({ history: [...middleTexts, ...calls('no_answer', 'conversation', 'no_answer')] }), expect: 'no_step_applies' },
  { name: 'an unknown call is not a person out of reach', on: 22, facts: middle({ history: [...middleTexts, ...calls('no_answer', 'unknown', 'no_answer')] }), expect: [['middle-call', 'repeat', 'sms_unanswered']] },
  { name: 'a call left over keeps its distance from the visit', on: 23.99, facts: middle({ history: [...middleTexts, ...calls('no_answer', 'no_answer', 'no_answer'), made('middle-visit', 21, 'not_met')] }), expect: 'waiting', again: 24 },
  { name: 'and is the last', on: 24, facts: middle({ history: [...middleTexts, ...calls('no_answer', 'no_answer', 'no_answer'), made('middle-visit', 21, 'not_met')] }), expect: [['middle-call', 'repeat', 'sms_unanswered']] },
  { name: 'refused, and no address is known', on: 15, facts: middle({ points: { phone: 1, address: 0, email: 0 }, history: [...middleTexts, ...calls('refused')] }), expect: 'no_step_applies' },
  { name: 'no phone at all: a visit', on: 6, facts: middle({ points: { phone: 0, address: 1, email: 0 } }), expect: [['middle-visit', 'first_contact', 'no_phone_reach', 'no_phone_number']] },
  { name: 'no point at all', on: 6, facts: middle({ points: { phone: 0, address: 0, email: 0 } }), expect: 'no_reachable_point' },
  { name: 'points unknown: nobody is out of reach, nothing can be sent', on: 6, facts: middle({ points: { phone: 'unknown', address: 1, email: 0 } }), expect: 'no_step_applies' },
  { name: 'coming from the first month, the next text keeps its distance', on: 12, facts: middle({ history: [...texts, made('call', 10, 'no_answer')] }), expect: 'waiting', again: 13 },

  // What the gate said before, as a fact.
  { name: 'texts refused for good: a call, and why', on: 3, facts: caseFacts({ lastVerdicts: [never('sms', 2)] }), expect: [['call', 'first_contact', 'no_sms_reach', 'sms_not_permitted']], again: 9 },
  { name: 'texts merely postponed: still texts', on: 3, facts: caseFacts({ lastVerdicts: [{ ...never('sms', 2), earliest: day(4) }] }), expect: [['sms-first', 'first_contact'], ['call', 'fallback', 'first_contact', 'no_sms_reach']] },
  { name: 'after a review period the gate is asked again', on: 9, facts: caseFacts({ lastVerdicts: [never('sms', 2)] }), expect: [['sms-first', 'first_contact'], ['call', 'fallback', 'first_contact', 'no_sms_reach']] },
  { name: 'whoever may be neither written to nor called is not visited for that', on: 20, facts: middle({ lastVerdicts: [never('sms', 19), never('call', 19)] }), expect: 'no_step_applies', again: 21 },
  { name: 'but still is when they refused before', on: 20, facts: middle({ history: [...middleTexts, ...calls('refused')], lastVerdicts: [never('sms', 19), never('call', 19)] }), expect: [['middle-visit', 'refused_by_phone', 'sms_not_permitted', 'call_not_permitted']] },
  { name: 'nothing is permitted', on: 3, facts: middle({ lastVerdicts: [never('sms', 2), never('call', 1), never('visit', 2)] }), expect: 'no_permitted_channel', again: 8 },

  // Quiet.
  { name: 'a promise keeps quiet to its day', on: 6, facts: caseFacts({ history: texts, quiet: [{ kind: 'promise', since: day(5), until: day(9) }] }), expect: 'quiet_promise', again: 11 },
  { name: 'and two days for the transfer', on: 10.99, facts: caseFacts({ history: texts, quiet: [{ kind: 'promise', since: day(5), until: day(9) }] }), expect: 'quiet_promise', again: 11 },
  { name: 'a broken promise: a call that says so', on: 11, facts: caseFacts({ history: texts, quiet: [{ kind: 'promise', since: day(5), until: day(9) }], replies: [{ kind: 'promise', at: day(5) }], brokenPromises: [day(9)] }), expect: [['call', 'broken_promise']] },
  { name: 'which is said once', on: 13, facts: caseFacts({ history: [...texts, made('call', 11, 'no_answer')], replies: [{ kind: 'promise', at: day(5) }], brokenPromises: [day(9)] }), expect: 'no_step_applies', again: 19 },
  { name: 'a payment keeps quiet for a week', on: 6, facts: caseFacts({ history: texts, lastPaymentAt: day(4) }), expect: 'quiet_payment', again: 11 },
  { name: 'a dispute until it is lifted', on: 60, facts: caseFacts({ quiet: [{ kind: 'dispute', since: day(1), until: null }] }), expect: 'quiet_dispute', again: null },
  { name: 'and a week to read the answer', on: 9, facts: caseFacts({ quiet: [{ kind: 'dispute', since: day(1), until: day(5) }] }), expect: 'quiet_dispute', again: 12 },
  { name: 'hardship for a month at least', on: 9, facts: caseFacts({ quiet: [{ kind: 'hardship', since: day(1), until: day(2) }] }), expect: 'quiet_hardship', again: 31 },
  { name: 'stop, for ever', on: 900, facts: caseFacts({ daysPastDue: 905, quiet: [{ kind: 'stop', since: day(1), until: null }] }), expect: 'quiet_stop', again: null },
  { name: 'the most protective reason is named, the longest counts', on: 6, facts: caseFacts({ quiet: [{ kind: 'promise', since: day(5), until: day(9) }, { kind: 'distress', since: day(5), until: day(6.5) }] }), expect: 'quiet_distress', again: 95 },
  { name: 'a hold that the plan does not name silences too', on: 6, facts: caseFacts({ quiet: [{ kind: 'person', since: day(5), until: null }] }), expect: 'quiet_person', again: null },
  { name: 'a reply is not talked over', on: 4, facts: caseFacts({ history: [made('sms-first', 0)], replies: [{ kind: 'who_are_you', at: day(3) }] }), expect: 'quiet_reply', again: 5 },
  { name: 'nor does it count as silence', on: 8, facts: caseFacts({ history: [made('sms-first', 0)], replies: [{ kind: 'who_are_you', at: day(3) }] }), expect: 'no_step_applies', again: 15 },

  // Who is not contacted.
  { name: 'nothing is owed', on: 6, facts: caseFacts({ balances: [{ currency: 'CNY', minor: 0 }] }), expect: 'nothing_owed', again: null },
  { name: 'no balance is stated', on: 6, facts: caseFacts({ balances: [] }), expect: 'nothing_owed', again: null },
  { name: 'not past due yet', on: 0, facts: caseFacts({ daysPastDue: 0 }), expect: 'not_past_due', again: 1 },
  { name: 'a contact is under way', on: 6, facts: caseFacts({ history: [made('sms-first', 5, 'queued')] }), expect: 'contact_open' },
  { name: 'little is owed: the second text waits two weeks', on: 6, facts: caseFacts({ balances: [{ currency: 'CNY', minor: 10_000 }], history: [made('small-sms-first', 0)] }), expect: 'waiting' },
  { name: 'and nobody calls', on: 60, facts: caseFacts({ balances: [{ currency: 'CNY', minor: 10_000 }], history: [made('small-sms-first', 0), made('small-sms-second', 14)] }), expect: 'ladder_done' },

  // Level, not edge: late is not never.
  { name: 'missed nights are caught up', on: 25, facts: caseFacts({ history: [made('sms-first', 0)] }), expect: [['sms-second', 'sms_unanswered'], ['call', 'fallback', 'no_sms_reach']] },
  { name: 'a new stage is looked at on its day', on: 3, facts: caseFacts({ asOf: day(3), daysPastDue: 29, history: texts }), expect: 'waiting', again: 5 },
];
