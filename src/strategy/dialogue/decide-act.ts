import type { Intent, PromiseReading, Reading } from '../../domain/contact/reading/reading.js';
import { amountWords } from '../../domain/contact/amount-words.js';
import { money } from '../../domain/money/money.js';
import type { Act, Why } from './acts.js';
import type { AnswerSlot } from './answers.js';
import type { Capacity, DialogueFacts, Turn } from './dialogue-facts.js';

export type ActSlots = Readonly<Partial<Record<AnswerSlot, string>>>;

export interface Decided {
  /** `null`: silence, which is an answer too. */
  readonly act: Act | null;
  readonly why: Why;
  /** Values that the act authorises, and no others, beside those of the frame. */
  readonly slots: ActSlots;
  /** A person must take it over. */
  readonly handOver: boolean;
}

/** Under these nothing is answered, whatever is said. The law says so too (HOUSE-HOLD); here it is not even tried. */
const SILENT: Readonly<Record<string, Why>> = {
  stop: 'stop', wrong_person: 'not_this_person', deceased: 'not_this_person', represented: 'represented', bankruptcy: 'represented', minor: 'child', incapacity: 'protected',
};
const SILENT_INTENTS: Partial<Record<Intent, Why>> = { stop: 'stop', wrong_person: 'not_this_person', deceased: 'not_this_person', represented: 'represented', bankruptcy: 'represented', refusal: 'refused' };

const silence = (why: Why, handOver = false): Decided => ({ act: null, why, slots: {}, handOver });
const say = (act: Act, why: Why, slots: ActSlots = {}, handOver = false): Decided => ({ act, why, slots, handOver });

/** Questions of ours that want an answer. */
const ASKING: readonly Act[] = ['ask_which_date', 'ask_date', 'ask_amount', 'not_understood'];

const saidBefore = (conversation: readonly Turn[], act: Act): boolean => conversation.some((turn) => turn.by === 'house' && turn.act === act);

function lastAct(conversation: readonly Turn[]): Act | null {
  const last = conversation.findLast((turn) => turn.by === 'house');
  return last?.by === 'house' ? last.act : null;
}

/** Twice not understood in one conversation, and a person takes over. */
function unclear(conversation: readonly Turn[]): Decided {
  return saidBefore(conversation, 'not_understood') || saidBefore(conversation, 'handover')
    ? say('handover', 'second_misunderstanding', {}, true)
    : say('not_understood', 'first_misunderstanding');
}

/** One question at a time, and each once. */
function ask(conversation: readonly Turn[], act: Act, why: Why, slots: ActSlots = {}): Decided {
  return saidBefore(conversation, act) ? say('handover', 'asked_twice', {}, true) : say(act, why, slots);
}

/** The least that the person said they can, now or before: what was said of means, not what was promised under way. */
export function statedCapacity(conversation: readonly Turn[], reading: Reading): Capacity | null {
  const readings = [...conversation.flatMap((turn) => (turn.by === 'person' ? [turn.reading] : [])), reading];
  let stated: Capacity | null = null;
  for (const { promise, intents } of readings) {
    if (promise === null || promise.amount.kind !== 'minor') continue;
    const ofMeans = promise.every !== null || intents.some((one) => one.intent === 'hardship');
    if (ofMeans && (stated === null || promise.amount.minor <= stated.minor)) stated = { minor: promise.amount.minor, every: promise.every ?? 'once' };
  }
  return stated;
}

/** What a promise comes to, minor units; `null`: not to be told. */
function promisedMinor(promise: PromiseReading, balanceMinor: number): number | null {
  const { amount } = promise;
  if (amount.kind === 'minor') return amount.minor;
  if (amount.kind === 'all') return balanceMinor;
  if (amount.kind === 'share') return Math.floor((balanceMinor * amount.numerator) / amount.denominator);
  return null;
}

function onPromise(facts: DialogueFacts, conversation: readonly Turn[], reading: Reading, promise: PromiseReading): Decided {
  if (facts.identity === 'nobody_known') return say('ask_identity', 'number_shared');
  const words = (minor: number): string => amountWords(money(minor, facts.currency), facts.language);
  const stated = statedCapacity(conversation, reading);
  const promised = promisedMinor(promise, facts.balanceMinor);
  if (stated !== null && promised !== null && promised > stated.minor) return say('promise_needs_less', 'beyond_capacity', { stated: words(stated.minor) }, true);
  const { date, candidates } = promise.on;
  if (date === null) {
    const [first, second] = candidates;
    return first !== undefined && second !== undefined
      ? ask(conversation, 'ask_which_date', 'day_uncertain', { first_day: first, second_day: second })
      : ask(conversation, 'ask_date', 'day_missing');
  }
  if (promise.amount.kind === 'unknown' && promise.amount.why !== 'none') return ask(conversation, 'ask_amount', 'amount_uncertain');
  // A figure is read back only where they wrote it themselves, and never one beyond what is owed: nobody is led to pay more.
  return promise.amount.kind === 'minor' && promise.amount.minor <= facts.balanceMinor
    ? say('confirm_promise', 'day_certain', { promised: words(promise.amount.minor), promised_on: date })
    : say('confirm_promise_day', 'day_certain', { promised_on: date });
}

function onDistress(reading: Reading): Decided {
  const kinds = reading.intents.find((one) => one.intent === 'distress')?.kinds ?? [];
  if (kinds.includes('minor')) return silence('child', true);
  const danger = kinds.length === 0 || kinds.includes('self_harm') || kinds.includes('violence');
  return danger ? say('help_line', 'distress', {}, true) : say('care', 'bereaved_or_ill', {}, true);
}

/** What is ours to know is told to whoever proved who they are; else they are shown where to. */
function onAsked(facts: DialogueFacts, act: 'amount_owed' | 'how_to_pay' | 'terms_offer'): Decided {
  if (facts.identity !== 'proven') return say('ask_identity', 'asked_unproven');
  return say(act, 'asked', act === 'amount_owed' ? { amount: amountWords(money(facts.balanceMinor, facts.currency), facts.language), as_of: facts.today } : {});
}

function onIntent(intent: Intent, facts: DialogueFacts, conversation: readonly Turn[], reading: Reading): Decided {
  switch (intent) {
    case 'dispute': return say('open_dispute', 'said_so', { answer_by: facts.answerBy }, true);
    case 'complaint': return say('complaint_received', 'said_so', { answer_by: facts.answerBy }, true);
    case 'hardship': return reading.promise === null || reading.promise.on.date === null ? say('hardship_received', 'said_so', {}, true) : onPromise(facts, conversation, reading, reading.promise);
    case 'paid_already': return say('acknowledge_paid', 'said_so');
    case 'promise': return reading.promise === null ? ask(conversation, 'ask_date', 'day_missing') : onPromise(facts, conversation, reading, reading.promise);
    case 'wants_person': case 'callback_time': case 'change_contact': case 'change_language': return say('person_will_call', 'said_so', {}, true);
    case 'who_are_you': return say('who_we_are', 'said_so');
    case 'asks_amount': return onAsked(facts, 'amount_owed');
    case 'asks_how_to_pay': return onAsked(facts, 'how_to_pay');
    case 'asks_terms': return onAsked(facts, 'terms_offer');
    case 'abuse': return saidBefore(conversation, 'abuse_calm') ? silence('nothing_asked', true) : say('abuse_calm', 'said_so');
    case 'acknowledgement': {
      const last = lastAct(conversation);
      return last !== null && ASKING.includes(last) ? unclear(conversation) : silence('nothing_asked');
    }
    default: return unclear(conversation);
  }
}

/**
 * What to answer. Pure and total: the same facts, conversation and reading give the same act. `conversation` is what lies before the
 * message read, oldest first.
 */
export function decideAct(facts: DialogueFacts, conversation: readonly Turn[], reading: Reading): Decided {
  const has = (intent: Intent): boolean => reading.intents.some((one) => one.intent === intent);
  for (const [intent, why] of Object.entries(SILENT_INTENTS)) if (has(intent as Intent)) return silence(why, why === 'refused' || has('distress'));
  const held = facts.holds.find((hold) => Object.hasOwn(SILENT, hold));
  if (held !== undefined) return silence(SILENT[held] as Why);
  // Who is in danger is told where help is, once, whatever else they wrote.
  if (has('distress')) return saidBefore(conversation, 'help_line') || saidBefore(conversation, 'care') ? silence('distress_stands', true) : facts.balanceMinor <= 0 ? silence('nothing_owed', true) : onDistress(reading);
  if (facts.holds.includes('distress')) return silence('distress_stands', true);
  if (facts.balanceMinor <= 0) return silence('nothing_owed');
  return onIntent(reading.primary, facts, conversation, reading);
}
