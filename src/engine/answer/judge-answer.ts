import { providerKey } from '../../domain/contact/provider-key.js';
import type { TemplateBook } from '../../domain/contact/template-book.js';
import { textLanguage } from '../../domain/contact/templates.js';
import { verifyCode } from '../../domain/contact/verify-code.js';
import type { SlotId } from '../../domain/id/slot-id.js';
import { MS_PER_HOUR, type Instant } from '../../domain/time/instant.js';
import { lintText, type ContentFinding } from '../../law/content/lint.js';
import { refusing } from '../../law/content/publish.js';
import type { Facts, LawEventType, Proposed } from '../../law/facts.js';
import { earliestLawfulInstant, gate } from '../../law/gate.js';
import type { Earliest, Verdict } from '../../law/verdict.js';
import type { Permit } from '../../law/permit.js';
import { answerOf, answerTemplate } from '../../strategy/dialogue/answers.js';
import type { Act } from '../../strategy/dialogue/acts.js';
import type { Decided } from '../../strategy/dialogue/decide-act.js';
import { answerRecord, type Pins } from '../audit/decision-record.js';
import type { JudgeDeps } from '../dispatch/judge-contact.js';
import type { Ready } from '../dispatch/send-ready.js';
import { contentContext } from '../facts/content-context.js';
import { lawFacts, proposedContact } from '../facts/law-facts.js';
import type { TextChannel, WrittenChannel } from '../ports/channel.js';
import type { Answered, DueAnswer } from '../ports/answers.js';
import type { CaseRecord, Dossier, NewContact, NewDecision, NewEvent, Reservation, SealedPoint } from '../ports/store.js';
import type { DialogueInput } from './dialogue-input.js';
import type { WordedAct } from './worded-act.js';

/** Later than this after the message an answer is none: a person takes over. */
export const ANSWER_WITHIN_MS = 18 * MS_PER_HOUR;

export interface AnswerDraft {
  readonly decisions: NewDecision[];
  readonly contacts: (NewContact & { readonly id: SlotId })[];
  readonly reservations: Reservation[];
  readonly events: NewEvent[];
  readonly answered: Answered[];
  readonly touched: SlotId[];
  readonly ready: Ready[];
}

export const emptyAnswers = (): AnswerDraft => ({ decisions: [], contacts: [], reservations: [], events: [], answered: [], touched: [], ready: [] });

/** One message about to be answered, and everything that was read about it. */
export interface Answering {
  readonly due: DueAnswer;
  readonly record: CaseRecord;
  readonly dossier: Dossier;
  readonly book: TemplateBook;
  readonly input: DialogueInput;
  readonly decided: Decided;
  readonly channel: WrittenChannel;
  readonly by: TextChannel | undefined;
  readonly point: SealedPoint | undefined;
  /** Words for the act, by its code: a model's where there are any, or the approved ones. `null`: none can be made. */
  readonly wordedBy: (code: string, approved: boolean) => WordedAct | null;
}

const EVENT_OF: Readonly<Record<WrittenChannel, LawEventType>> = { sms: 'sms', email: 'email', mail: 'letter' };
/** Holds under which a person looks already. */
const LOOKED_AT: readonly string[] = ['awaiting_person', 'complaint', 'dispute', 'hardship', 'distress', 'stop', 'wrong_person', 'deceased', 'represented', 'bankruptcy', 'minor', 'incapacity'];

/** A person takes it over, unless one looks at the case already. */
export function handOver(draft: AnswerDraft, { due, record, dossier, input }: Answering, because: string, now: Instant): void {
  if (input.facts.holds.some((hold) => LOOKED_AT.includes(hold)) || record.state === 'closed') return;
  draft.events.push({
    personId: record.personId, sourceKey: `answer:${due.inbound.id}:hold`,
    event: { type: 'hold_placed', at: now, tz: dossier.persons.get(record.personId)?.timeZone ?? 'UTC', hold: 'awaiting_person', detail: `answer:${because}` },
  });
  draft.touched.push(record.personId);
}

/** The answer as the law is asked about it: owed because they wrote, by the same way, to where it came from. */
export function proposedAnswer(act: Act, text: string, { due, record, dossier, channel, book }: Answering, now: Instant): Proposed {
  const nothing = answerOf(act).tells === 'nothing';
  return {
    ...proposedContact(book, channel, now, record, dossier, due.fromPoint), purpose: nothing ? 'help_line' : 'answer', unprompted: false, optOutNotice: true,
    content: { optOut: 'reply STOP', ...(nothing ? {} : { miniMiranda: /from a debt collector|来自债务催收方/.test(text) }) },
  };
}

function contentOf(deps: JudgeDeps, facts: Facts, act: Act, text: string, { record, channel, input }: Answering): readonly ContentFinding[] {
  const letterhead = deps.letterheads.get(record.creditorId);
  const context = contentContext(facts, channel, input.facts.language, input.facts.today, [letterhead?.nameZh ?? '', letterhead?.nameEn ?? ''], [letterhead?.phone ?? '']);
  return lintText(text, { ...context, purpose: answerOf(act).tells === 'nothing' ? 'no_debt' : 'answer' });
}

interface Judged {
  readonly act: Act;
  readonly id: SlotId;
  readonly code: string;
  readonly worded: WordedAct | null;
  readonly facts: Facts;
  readonly proposed: Proposed;
  readonly verdict: Verdict;
  readonly permit: Permit | null;
  readonly content: readonly ContentFinding[];
  readonly refusedBy: readonly string[];
  readonly earliest: Earliest | null;
  readonly textDigest: string;
}

/** A model's words where the rules of content find nothing in them; else the approved ones. */
function readable(deps: JudgeDeps, facts: Facts, answering: Answering, act: Act, code: string): { readonly worded: WordedAct | null; readonly content: readonly ContentFinding[] } {
  const read = (approved: boolean) => {
    const worded = answering.wordedBy(code, approved);
    return { worded, content: worded === null ? [] : contentOf(deps, facts, act, worded.text, answering) };
  };
  const first = read(false);
  return first.worded?.phrased === true && first.content.length > 0 ? read(true) : first;
}

function judge(deps: JudgeDeps, answering: Answering, act: Act, id: SlotId, now: Instant): Judged {
  const { due, record, dossier, channel } = answering;
  const code = verifyCode(Math.floor(id / 2 ** 40), deps.keys.blind('verify-code', `${id}`));
  const facts = lawFacts(record, dossier);
  const { worded, content } = readable(deps, facts, answering, act, code);
  const text = worded?.text ?? '';
  const textDigest = deps.digest(text);
  const proposed = proposedAnswer(act, text, answering, now);
  const { verdict, permit } = gate(facts, proposed, { contactId: String(id), attemptNo: 1, personId: proposed.personId, pointId: String(due.fromPoint), channel, textDigest });
  return { act, id, code, worded, facts, proposed, verdict, permit, content, refusedBy: refusing(content, null), earliest: verdict.outcome === 'allowed' ? null : earliestLawfulInstant(facts, proposed, now), textDigest };
}

const stepOf = (act: Act): string => `answer:${act}`;

function reserve(deps: JudgeDeps, draft: AnswerDraft, answering: Answering, judged: Judged & { readonly worded: WordedAct; readonly permit: Permit }, by: TextChannel, point: SealedPoint, now: Instant, decision: number): void {
  const { due, record, dossier, channel, input } = answering;
  const { act, id, code, worded, proposed, textDigest } = judged;
  const language = input.facts.language;
  const country = dossier.persons.get(record.personId)?.country ?? '';
  draft.contacts.push({
    id, caseId: record.id, personId: record.personId, pointId: due.fromPoint, channel, step: stepOf(act), template: answerTemplate(act), reasons: [act, answering.decided.why, ...(worded.phrased ? ['phrased'] : [])], state: 'attempting', notBefore: now, notAfter: now + ANSWER_WITHIN_MS, decision,
  });
  draft.reservations.push({ contactId: id, personId: record.personId, attemptNo: 1, provider: by.provider, verifyCode: code, textSealed: deps.keys.seal(point.keyWrapped, worded.text), textDigest, decision });
  draft.events.push({
    personId: record.personId, sourceKey: `attempt:${id}:1`,
    event: { type: EVENT_OF[channel], at: now, tz: proposed.tz, channel, debtIds: proposed.debtIds, ...(proposed.number === undefined ? {} : { number: proposed.number }), purpose: proposed.purpose, contactId: String(id), detail: stepOf(act) },
  });
  draft.answered.push({ inboundId: due.inbound.id, answerAt: null, contactId: id });
  draft.ready.push({
    contact: { id }, attemptNo: 1, permit: judged.permit, by,
    outgoing: {
      channel, to: deps.keys.open(point.keyWrapped, point.sealed), text: worded.text, key: providerKey(id, 1), country, language, code,
      template: { id: answerTemplate(act), version: answerOf(act).version, language: textLanguage(language, country), values: worded.values }, from: deps.letterheads.get(record.creditorId) ?? { nameEn: '', nameZh: '', phone: '' },
    },
  });
}

/** Silence is decided and recorded like any answer. */
export function keepSilent(draft: AnswerDraft, answering: Answering, now: Instant, pins: Pins): void {
  const { due, record, input, decided } = answering;
  draft.decisions.push({ at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: 'none', outcome: decided.why, deniedBy: [], record: answerRecord({ at: now, caseId: record.id, inboundId: due.inbound.id, input, decided, pins }) });
  draft.answered.push({ inboundId: due.inbound.id, answerAt: null, contactId: null });
  if (decided.handOver) handOver(draft, answering, decided.why, now);
}

/** Judges the answer on the very text, and begins it, puts it off to its earliest lawful instant, or hands it to a person. */
export function judgeAnswer(deps: JudgeDeps, draft: AnswerDraft, answering: Answering, act: Act, id: SlotId, now: Instant, pins: Pins): void {
  const { due, record, input, decided, by, point } = answering;
  const judged = judge(deps, answering, act, id, now);
  const { worded, permit, verdict, refusedBy, earliest, facts, proposed, content, textDigest } = judged;
  const sendable = permit !== null && worded !== null && refusedBy.length === 0 && by !== undefined && point !== undefined;
  const later = !sendable && earliest?.kind === 'at' && earliest.at <= due.inbound.receivedAt + ANSWER_WITHIN_MS ? earliest.at : null;
  const index = draft.decisions.length;
  draft.decisions.push({
    at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: sendable ? 'send' : later === null ? 'refuse' : 'defer',
    outcome: sendable ? 'allowed' : permit === null ? verdict.outcome : refusedBy.length > 0 ? 'content' : 'no_text', deniedBy: [...new Set([...verdict.findings.map((f) => f.rule), ...refusedBy])],
    record: answerRecord({
      at: now, caseId: record.id, inboundId: due.inbound.id, input, decided, pins,
      judged: { contact: { id, step: stepOf(act), channel: answering.channel, template: answerTemplate(act), reasons: [act, decided.why] }, facts, proposed, verdict, earliest, textDigest, content },
    }),
  });
  if (sendable) {
    reserve(deps, draft, answering, { ...judged, worded, permit }, by, point, now, index);
    if (decided.handOver) handOver(draft, answering, decided.why, now);
    return;
  }
  draft.answered.push({ inboundId: due.inbound.id, answerAt: later, contactId: null });
  if (later === null) handOver(draft, answering, 'refused', now);
}
