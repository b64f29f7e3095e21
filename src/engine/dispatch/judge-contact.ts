import { providerKey } from '../../domain/contact/provider-key.js';
import { verifyCode } from '../../domain/contact/verify-code.js';
import { MS_PER_HOUR, type Instant } from '../../domain/time/instant.js';
import { lintText, type ContentFinding } from '../../law/content/lint.js';
import { refusing } from '../../law/content/publish.js';
import type { Facts, LawEvent, LawEventType, Proposed } from '../../law/facts.js';
import { earliestLawfulInstant, gate } from '../../law/gate.js';
import { prepare } from '../../law/prepared.js';
import { dispatchRecord } from '../audit/decision-record.js';
import { contentContext } from '../facts/content-context.js';
import { lawFacts, proposedContact } from '../facts/law-facts.js';
import type { Channels, OutgoingText, TextChannel, WrittenChannel } from '../ports/channel.js';
import type { Digest, Keys } from '../ports/keys.js';
import type { CaseRecord, ContactRecord, Dossier, NewDecision, NewEvent, Reservation } from '../ports/store.js';
import type { PlanInForce } from '../review/review-slot.js';
import type { Ready } from './send-ready.js';
import { wordingOf, type Wording, type WordingDeps } from './wording.js';

export interface JudgeDeps extends WordingDeps {
  readonly channels: Channels;
  readonly keys: Keys;
  readonly digest: Digest;
}

/** The texts that may leave, and what decisions pin. */
export type InForce = Pick<PlanInForce, 'book' | 'pins'>;

/** What one batch will commit, and what leaves after it. */
export interface Draft {
  readonly decisions: NewDecision[];
  readonly reservations: Reservation[];
  readonly events: NewEvent[];
  readonly states: { id: number; state: string }[];
  readonly cases: { id: number; nextReviewAt: Instant | null }[];
  /** Persons whose cases must be settled. */
  readonly touched: number[];
  readonly ready: Ready[];
}

export const emptyDraft = (): Draft => ({ decisions: [], reservations: [], events: [], states: [], cases: [], touched: [], ready: [] });

/** One contact about to leave: by which channel, to where, and everything that was read about it. */
export interface Leaving {
  readonly contact: ContactRecord;
  readonly channel: WrittenChannel;
  readonly by: TextChannel;
  readonly record: CaseRecord;
  readonly dossier: Dossier;
  /** Reserved for the same person earlier in this batch: it counts already (law 4). */
  readonly reservedHere: readonly LawEvent[];
  readonly to: { readonly address: string; readonly keyWrapped: Uint8Array } | null;
}

/** As what the law counts it. */
const EVENT_OF: Readonly<Record<WrittenChannel, LawEventType>> = { sms: 'sms', email: 'email', mail: 'letter' };

/** What the very text that will be sent says, by the rules of the person's place. Nothing is asked of a text that could not be rendered: it is not sent. */
function contentOf(deps: JudgeDeps, facts: Facts, { channel, record }: Leaving, wording: Wording): readonly ContentFinding[] {
  if (wording.text === '') return [];
  const letterhead = deps.letterheads.get(record.creditorId);
  return lintText(wording.text, contentContext(facts, channel, wording.spoken, wording.asOf, [letterhead?.nameZh ?? '', letterhead?.nameEn ?? ''], [letterhead?.phone ?? '']));
}

/** A text that may not be sent would be refused again every hour: the case waits for a person instead, who sees which rule. */
function holdForPerson(draft: Draft, contact: ContactRecord, tz: string, rules: readonly string[], now: Instant): void {
  draft.events.push({
    personId: contact.personId, sourceKey: `content:${contact.id}:${contact.attempts + 1}`,
    event: { type: 'hold_placed', at: now, tz, hold: 'awaiting_person', contactId: String(contact.id), detail: `content:${rules.join(',')}` },
  });
  draft.touched.push(contact.personId);
}

function outgoingOf(deps: JudgeDeps, { channel, contact, record, dossier }: Leaving, address: string, wording: Wording, code: string, attemptNo: number): OutgoingText {
  return {
    channel, to: address, text: wording.text, key: providerKey(contact.id, attemptNo), country: dossier.persons.get(record.personId)?.country ?? '', language: wording.spoken, code,
    template: { id: wording.template?.id ?? '', version: wording.template?.version ?? 0, language: wording.language, values: wording.values },
    from: deps.letterheads.get(record.creditorId) ?? { nameEn: '', nameZh: '', phone: '' },
  };
}

function reserve(deps: JudgeDeps, draft: Draft, leaving: Leaving, proposed: Proposed, outgoing: OutgoingText, keyWrapped: Uint8Array, textDigest: string, decision: number): void {
  const { contact, channel, by, record } = leaving;
  const attemptNo = contact.attempts + 1;
  draft.reservations.push({
    contactId: contact.id, personId: record.personId, attemptNo, provider: by.provider, verifyCode: outgoing.code, textSealed: deps.keys.seal(keyWrapped, outgoing.text), textDigest, decision,
  });
  draft.events.push({
    personId: record.personId, sourceKey: `attempt:${contact.id}:${attemptNo}`,
    event: {
      type: EVENT_OF[channel], at: proposed.at, tz: proposed.tz, channel, debtIds: proposed.debtIds, ...(proposed.number === undefined ? {} : { number: proposed.number }), contactId: String(contact.id), detail: contact.step,
    },
  });
}

/** The second half of the pair: the gate again, on facts read in the transaction that reserves the attempt. */
export function judgeContact(deps: JudgeDeps, draft: Draft, leaving: Leaving, now: Instant, { book, pins }: InForce): void {
  const { contact, channel, record, dossier, reservedHere, to } = leaving;
  const base = lawFacts(record, dossier);
  const facts: Facts = reservedHere.length === 0 ? base : prepare({ ...base, events: [...base.events, ...reservedHere] });
  const attemptNo = contact.attempts + 1;
  const code = verifyCode(Math.floor(contact.id / 2 ** 40), deps.keys.blind('verify-code', `${contact.id}`));
  const wording = wordingOf(deps, book, contact.template, record, dossier, code, now);
  const content = contentOf(deps, facts, leaving, wording);
  const refusedBy = refusing(content, wording.template);
  // Of the text that was linted, and no other: the permit carries it.
  const textDigest = deps.digest(wording.text);
  const proposed = proposedContact(book, channel, now, record, dossier, contact.pointId, contact.template);
  const outcome = gate(facts, proposed, { contactId: String(contact.id), attemptNo, personId: String(record.personId), pointId: String(contact.pointId), channel: contact.channel, textDigest });
  const sendable = outcome.permit !== null && wording.text !== '' && refusedBy.length === 0 && to !== null && record.state === 'open';
  const earliest = sendable || outcome.verdict.outcome === 'allowed' ? null : earliestLawfulInstant(facts, proposed, now);
  const index = draft.decisions.length;
  draft.decisions.push({
    at: now, stage: 'dispatch', caseId: record.id, personId: record.personId, choice: sendable ? 'send' : 'refuse', outcome: sendable ? 'allowed' : outcome.permit === null ? outcome.verdict.outcome : refusedBy.length > 0 ? 'content' : 'no_text',
    deniedBy: [...new Set([...outcome.verdict.findings.map((f) => f.rule), ...refusedBy])], record: dispatchRecord({ contact, facts, proposed, verdict: outcome.verdict, earliest, textDigest, content, pins }),
  });
  if (!sendable || outcome.permit === null || to === null) {
    draft.states.push({ id: contact.id, state: 'refused' });
    draft.cases.push({ id: record.id, nextReviewAt: earliest?.kind === 'at' ? earliest.at : now + MS_PER_HOUR });
    // Only when nothing else stood against it: what the gate refuses may say something else by the time it is lawful.
    if (outcome.permit !== null && refusedBy.length > 0) holdForPerson(draft, contact, proposed.tz, refusedBy, now);
    return;
  }
  const outgoing = outgoingOf(deps, leaving, to.address, wording, code, attemptNo);
  reserve(deps, draft, leaving, proposed, outgoing, to.keyWrapped, textDigest, index);
  draft.ready.push({ contact, attemptNo, permit: outcome.permit, outgoing, by: leaving.by });
}
