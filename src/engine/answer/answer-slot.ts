import { substituteForGsm } from '../../domain/contact/sms-segments.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import { delinquency } from '../../domain/loan/delinquency.js';
import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import type { Act } from '../../strategy/dialogue/acts.js';
import { decideAct } from '../../strategy/dialogue/decide-act.js';
import { spoken } from '../../strategy/dialogue/word-answer.js';
import type { DispatchDeps } from '../dispatch/dispatch-slot.js';
import type { InForce } from '../dispatch/judge-contact.js';
import { sendReady, type Ready } from '../dispatch/send-ready.js';
import { localDateOf } from '../facts/local-date.js';
import { faultName } from '../ports/fault.js';
import type { Phrasing } from '../ports/phrasing.js';
import type { WrittenChannel } from '../ports/channel.js';
import type { DueAnswer, ThreadItem } from '../ports/answers.js';
import type { CaseRecord, Dossier, Lease, SealedPoint, SlotTransaction } from '../ports/store.js';
import { CONVERSATION_MS, dialogueInput, isThanks } from './dialogue-input.js';
import { emptyAnswers, judgeAnswer, keepSilent, type AnswerDraft, type Answering } from './judge-answer.js';
import { phraseActs, phraseKey, type Phrases } from './phrase-acts.js';
import { wordAct } from './word-act.js';

export interface AnswerDeps extends DispatchDeps {
  /** False: the robot answers nobody; what is owed an answer goes to people as it did. */
  readonly answers: boolean;
  /** `null`: the approved words stand as they are. */
  readonly phrasing: Phrasing | null;
}

export interface AnswerReport {
  readonly answered: number;
  readonly full: boolean;
}

const ANSWER_ROWS = 200;
const CHANNEL_OF: Readonly<Record<string, WrittenChannel>> = { sms_reply: 'sms', email_reply: 'email' };

/** The case that a message is about: that of our last text before it, by the same way; else the one on which most is owed. */
function caseOfMessage(due: DueAnswer, cases: readonly CaseRecord[], dossier: Dossier, now: Instant): CaseRecord | undefined {
  const own = cases.filter((c) => c.personId === due.inbound.personId);
  const channel = CHANNEL_OF[due.inbound.kind];
  const lastText = (record: CaseRecord): Instant => Math.max(0, ...(dossier.contacts.get(record.id) ?? []).filter((c) => c.channel === channel && (c.sentAt ?? c.queuedAt) <= due.inbound.receivedAt).map((c) => c.sentAt ?? c.queuedAt));
  const owed = (record: CaseRecord): number => (dossier.debts.get(record.id) ?? []).reduce((sum, d) => sum + Math.max(0, delinquency(d.entries, d.pauses, localDateOf(now, dossier.persons.get(record.personId)?.timeZone ?? null)).balanceMinor), 0);
  return [...own].sort((a, b) => lastText(b) - lastText(a) || owed(b) - owed(a) || a.id - b.id)[0];
}

interface Loaded {
  readonly due: readonly DueAnswer[];
  readonly cases: readonly CaseRecord[];
  readonly dossier: Dossier;
  readonly thread: readonly ThreadItem[];
  readonly points: ReadonlyMap<SlotId, SealedPoint>;
}

async function load(transaction: SlotTransaction, now: Instant): Promise<Loaded | null> {
  const due = await transaction.answersDue(now, ANSWER_ROWS);
  if (due.length === 0) return null;
  const personIds = [...new Set(due.map((d) => d.inbound.personId as SlotId))];
  await transaction.lockPersons(personIds);
  const cases = await transaction.casesOf(personIds);
  return {
    due, cases, dossier: await transaction.dossier(cases), thread: await transaction.thread(personIds, Math.min(...due.map((d) => d.inbound.receivedAt)) - Math.max(CONVERSATION_MS, MS_PER_DAY)),
    points: await transaction.sealedPoints(due.flatMap((d) => (d.fromPoint === null ? [] : [d.fromPoint]))),
  };
}

/** Of several messages of one person the last that says something is answered, for that is where the conversation stands; "ok, thanks" after it changes nothing. */
function standsFor(loaded: Loaded): ReadonlyMap<SlotId | null, DueAnswer> {
  const chosen = new Map<SlotId | null, DueAnswer>();
  for (const due of loaded.due) {
    if (!chosen.has(due.inbound.personId) || !isThanks(due)) chosen.set(due.inbound.personId, due);
  }
  return chosen;
}

/** One message. */
function answerOne(deps: AnswerDeps, draft: AnswerDraft, loaded: Loaded, phrases: Phrases, due: DueAnswer, takeId: () => SlotId, now: Instant, { book, pins }: InForce): void {
  const { dossier, thread, points } = loaded;
  const record = caseOfMessage(due, loaded.cases, dossier, now);
  const channel = CHANNEL_OF[due.inbound.kind];
  if (record === undefined || channel === undefined) {
    draft.answered.push({ inboundId: due.inbound.id, answerAt: null, contactId: null });
    return;
  }
  const input = dialogueInput(due, record, dossier, thread.filter((item) => item.personId === record.personId), now);
  const decided = decideAct(input.facts, input.conversation, input.reading);
  const { act } = decided;
  const answering: Answering = {
    due, record, dossier, book, input, decided, channel, by: deps.channels[channel], point: due.fromPoint === null ? undefined : points.get(due.fromPoint),
    wordedBy: (code, approved) => {
      const phrased = act === null || approved ? undefined : phrases.get(phraseKey(act, input.facts.language));
      const worded = act === null ? null : wordAct(deps, act, channel, decided, input.facts, input.reading, record, dossier, code, phrased);
      return worded === null ? null : { phrased: phrased !== undefined, text: channel === 'sms' ? substituteForGsm(spoken(worded.words)) : spoken(worded.words), values: worded.slots };
    },
  };
  // Of those who share a number only the first is answered, or one message would be answered once for each.
  if (act === null || due.sharer > 1) keepSilent(draft, due.sharer > 1 ? { ...answering, decided: { ...decided, act: null, why: act === null ? decided.why : 'number_shared' } } : answering, now, pins);
  else judgeAnswer(deps, draft, answering, act, takeId(), now, pins);
}

const NO_PHRASES: Phrases = new Map();

/** What is about to be said, so that a model may be asked before anything is locked. It is decided again when it is said. */
async function actsWanted(deps: AnswerDeps, lease: Lease): Promise<readonly { readonly act: Act; readonly language: 'zh' | 'en' }[]> {
  const now = deps.clock.now();
  const loaded = await deps.store.inSlot(lease.slot, lease, (transaction) => load(transaction, now));
  if (loaded === null) return [];
  return loaded.due.flatMap((due) => {
    const record = caseOfMessage(due, loaded.cases, loaded.dossier, now);
    if (record === undefined) return [];
    const { facts, conversation, reading } = dialogueInput(due, record, loaded.dossier, loaded.thread.filter((item) => item.personId === record.personId), now);
    const { act } = decideAct(facts, conversation, reading);
    return act === null ? [] : [{ act, language: facts.language }];
  });
}

async function reserve(deps: AnswerDeps, lease: Lease, phrases: Phrases, now: Instant, inForce: InForce): Promise<{ readonly ready: readonly Ready[]; readonly rows: number } | null> {
  return deps.store.inSlot(lease.slot, lease, async (transaction) => {
    const loaded = await load(transaction, now);
    if (loaded === null) return null;
    const draft = emptyAnswers();
    const takeId = () => transaction.takeIds(1)[0] as SlotId;
    const chosen = standsFor(loaded);
    for (const due of loaded.due) {
      // What is not read yet may change everything: it is read first, in the next round.
      if ((loaded.dossier.unread.get(due.inbound.personId as SlotId) ?? 0) > 0) continue;
      if (!deps.answers || chosen.get(due.inbound.personId) !== due) {
        draft.answered.push({ inboundId: due.inbound.id, answerAt: null, contactId: null });
        continue;
      }
      const before = { decisions: draft.decisions.length, contacts: draft.contacts.length, reservations: draft.reservations.length, events: draft.events.length, answered: draft.answered.length, ready: draft.ready.length };
      try {
        answerOne(deps, draft, loaded, phrases, due, takeId, now, inForce);
      } catch (error) {
        // Nothing half done: a person answers it; the others go on.
        for (const [part, length] of Object.entries(before)) (draft[part as keyof typeof before] as unknown[]).length = length;
        deps.log.error('answer_failed', { inbound: due.inbound.id, error: faultName(error) });
        draft.answered.push({ inboundId: due.inbound.id, answerAt: null, contactId: null });
        draft.events.push({ personId: due.inbound.personId as SlotId, sourceKey: `answer:${due.inbound.id}:hold`, event: { type: 'hold_placed', at: now, tz: 'UTC', hold: 'awaiting_person', detail: 'answer:failed' } });
        draft.touched.push(due.inbound.personId as SlotId);
      }
    }
    await transaction.commitDispatch({ now, decisions: draft.decisions, contacts: draft.contacts, reservations: draft.reservations, events: draft.events, contactStates: [], cases: [], answered: draft.answered });
    if (draft.touched.length > 0) await transaction.touch([...new Set(draft.touched)]);
    return { ready: draft.ready, rows: loaded.due.length };
  });
}

/**
 * Answers those who wrote: decided, reserved and committed, then sent, then recorded, as dispatch does. One answer per message; death at
 * any point loses none and sends none twice.
 */
export async function answerSlot(deps: AnswerDeps, lease: Lease, inForce: InForce): Promise<AnswerReport> {
  const phrases = deps.phrasing === null || !deps.answers ? NO_PHRASES : await phraseActs(deps.phrasing, deps.log, await actsWanted(deps, lease));
  const plan = await reserve(deps, lease, phrases, deps.clock.now(), inForce);
  if (plan === null) return { answered: 0, full: false };
  await deps.pauseAt?.('answer_reserved');
  const results = await sendReady(deps, plan.ready);
  await deps.pauseAt?.('answer_sent');
  if (results.length > 0) await deps.store.inSlot(lease.slot, null, (transaction) => transaction.recordResults(deps.clock.now(), results));
  return { answered: results.length, full: plan.rows >= ANSWER_ROWS };
}
