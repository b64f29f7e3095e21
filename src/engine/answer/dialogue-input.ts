import { holdsInForce } from '../../domain/case/holds.js';
import { delinquency } from '../../domain/loan/delinquency.js';
import { addDays } from '../../domain/time/date.js';
import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import { actOfTemplate } from '../../strategy/dialogue/answers.js';
import type { DialogueFacts, Identity, Turn } from '../../strategy/dialogue/dialogue-facts.js';
import type { Reading } from '../../domain/contact/reading/reading.js';
import { localDateOf } from '../facts/local-date.js';
import type { DueAnswer, ThreadItem } from '../ports/answers.js';
import type { CaseRecord, Dossier } from '../ports/store.js';
import { readWords } from './read-words.js';

/** A conversation is what was said within so long before the message. */
export const CONVERSATION_MS = 3 * MS_PER_DAY;
/** Who proved on the portal who they are is taken at their word so long. */
const PROOF_MS = MS_PER_DAY;
/** So many messages of a conversation count: the newest. */
const TURNS_MAX = 20;
/** Days within which a person of the lender answers a dispute or a complaint; as the answers promise it (CN: complaint measures 2020, 15 days; the US and the UK allow more). */
const ANSWER_WITHIN_DAYS = 15;

/** All that decides an answer: pure data, and as such in the record. */
export interface DialogueInput {
  readonly facts: DialogueFacts;
  readonly conversation: readonly Turn[];
  readonly reading: Reading;
}

function identityOf(due: DueAnswer, dossier: Dossier, thread: readonly ThreadItem[]): Identity {
  const { inbound, fromPoint, sharer } = due;
  const point = dossier.points.get(inbound.personId as number)?.find((p) => p.id === fromPoint);
  if (sharer !== 0 || point === undefined || !point.usable || point.label === 'work') return 'nobody_known';
  const proven = thread.some((item) => item.by === 'person' && item.kind === 'portal' && item.at <= inbound.receivedAt && item.at > inbound.receivedAt - PROOF_MS);
  return proven ? 'proven' : 'number';
}

const wordsOf = (body: string): string => String((JSON.parse(body) as { readonly text?: unknown }).text ?? '');

/** Says yes or thanks and nothing else. */
export const isThanks = ({ inbound }: DueAnswer): boolean => readWords(wordsOf(inbound.body), inbound.receivedAt, null, '').primary === 'acknowledgement';

function turnsOf(thread: readonly ThreadItem[], before: DueAnswer, tz: string | null, currency: string): readonly Turn[] {
  const turns = thread.flatMap((item): Turn[] => {
    if (item.by === 'house') return [{ by: 'house', at: item.at, act: actOfTemplate(item.template) }];
    if (item.kind === 'portal' || item.id === before.inbound.id || item.at > before.inbound.receivedAt) return [];
    return [{ by: 'person', at: item.at, reading: readWords(wordsOf(item.body), item.at, tz, currency) }];
  });
  return turns.filter((turn) => turn.at > before.inbound.receivedAt - CONVERSATION_MS).slice(-TURNS_MAX);
}

/** What the dialogue is asked about one message, from what is stored. Works nothing out that is not in it. */
export function dialogueInput(due: DueAnswer, record: CaseRecord, dossier: Dossier, thread: readonly ThreadItem[], now: Instant): DialogueInput {
  const person = dossier.persons.get(record.personId);
  const tz = person?.timeZone ?? null;
  const today = localDateOf(now, tz);
  const debts = dossier.debts.get(record.id) ?? [];
  const balances = debts.map((debt) => delinquency(debt.entries, debt.pauses, today).balanceMinor);
  const holds = holdsInForce(dossier.events.get(record.personId) ?? [], now);
  const paid = holds.find((hold) => hold.kind === 'paid');
  return {
    facts: {
      language: person?.language ?? 'en', identity: identityOf(due, dossier, thread), currency: record.currency, balanceMinor: balances.reduce((sum, minor) => sum + Math.max(0, minor), 0),
      holds: holds.map((hold) => hold.kind), today, quietUntil: paid?.until === undefined || paid.until === null ? null : localDateOf(paid.until, tz),
      answerBy: addDays(localDateOf(due.inbound.receivedAt, tz), ANSWER_WITHIN_DAYS),
    },
    conversation: turnsOf(thread, due, tz, record.currency),
    reading: readWords(wordsOf(due.inbound.body), due.inbound.receivedAt, tz, record.currency),
  };
}
