import type { Instant } from '../../domain/time/instant.js';
import type { ContentFinding } from '../../law/content/lint.js';
import type { Facts, Proposed } from '../../law/facts.js';
import type { Earliest, PackRef, Verdict } from '../../law/verdict.js';
import type { Decided } from '../../strategy/dialogue/decide-act.js';
import type { ContactRecord } from '../ports/store.js';

/** Versions that a decision pins, so that it can be decided again. */
export interface Pins {
  readonly code: string;
  readonly tz: string;
  readonly plan: string;
  readonly planVersion: number;
  /** SHA-256 of the plan's text, its first 16 hex digits. */
  readonly planDigest: string;
}

/**
 * The verdict without what the rule catalogue tells of each rule (citation, force, confidence): ids and versions restore
 * it. Packs as `CN@2026-01-30#3f2a9c…`: series, version, and the beginning of the version's digest.
 */
export interface RecordedVerdict {
  readonly outcome: Verdict['outcome'];
  readonly findings: readonly { readonly rule: string; readonly outcome: string; readonly code: string; readonly until: Instant | null; readonly missing?: readonly string[] }[];
  readonly satisfied: Verdict['satisfied'];
  readonly packs: readonly string[];
}

const PACK_DIGEST_DIGITS = 12;
const packNames = new WeakMap<PackRef, string>();

function packName(ref: PackRef): string {
  let name = packNames.get(ref);
  if (name === undefined) {
    name = `${ref.pack}@${ref.version}#${ref.digest.slice(0, PACK_DIGEST_DIGITS)}`;
    packNames.set(ref, name);
  }
  return name;
}

export function recordedVerdict(verdict: Verdict): RecordedVerdict {
  return {
    outcome: verdict.outcome,
    findings: verdict.findings.map((f) => ({ rule: f.rule, outcome: f.outcome, code: f.code, until: f.until, ...(f.missing === undefined ? {} : { missing: f.missing }) })),
    satisfied: verdict.satisfied, packs: verdict.packs.map(packName),
  };
}

/** The moment of action as a record: what the gate was asked, on which facts, what it said, and which review had permitted it. */
export interface Dispatched {
  readonly contact: Pick<ContactRecord, 'id' | 'caseId' | 'step' | 'channel' | 'template' | 'reasons' | 'decisionSeq'>;
  readonly facts: Facts;
  readonly proposed: Proposed;
  readonly verdict: Verdict;
  readonly earliest: Earliest | null;
  /** SHA-256 of the rendered text; of nothing, for a call or a visit. */
  readonly textDigest: string;
  /** What the rules of content found in that text, or in the script of a call or visit; absent: the words are not ours to read. */
  readonly content?: readonly ContentFinding[];
  readonly pins: Pins;
  /** Who asked, where that is not the house: `agency:…`. */
  readonly by?: string;
  /** The contact was made already, without asking; `proposed.at` is when. */
  readonly reported?: boolean;
}

/** A finding of content without its words, which may be a person's: the rule, how grave, and where in the text. */
export interface RecordedContent {
  readonly rule: string;
  readonly code: string;
  readonly severity: ContentFinding['severity'];
  readonly from: number;
  readonly to: number;
}

/** Fixed key order, so that equal decisions are equal bytes. */
export function dispatchRecord({ contact, facts, proposed, verdict, earliest, textDigest, content, pins, by, reported }: Dispatched): string {
  const { step, channel, template, reasons } = contact;
  return JSON.stringify({
    v: 1, stage: 'dispatch', ...pins, at: proposed.at, case: String(contact.caseId), contact: String(contact.id), ...(by === undefined ? {} : { by }), ...(reported === true ? { reported } : {}), permittedBy: contact.decisionSeq, textDigest,
    ...(content === undefined ? {} : { content: content.map(({ rule, code, severity, from, to }): RecordedContent => ({ rule, code, severity, from, to })) }),
    judged: [{ step, channel, template, reasons, at: proposed.at, verdict: recordedVerdict(verdict), earliest }], lawFacts: facts, proposed,
  });
}

/** An answer, or silence, as a record: what the dialogue knew and chose, and for an answer what the gate said to it. */
export interface AnswerDecision {
  readonly at: Instant;
  readonly caseId: number;
  readonly inboundId: number;
  readonly input: unknown;
  readonly decided: Decided;
  readonly pins: Pins;
  readonly judged?: Omit<Dispatched, 'pins' | 'by' | 'reported' | 'contact'> & { readonly contact: Pick<ContactRecord, 'id' | 'step' | 'channel' | 'template' | 'reasons'> };
}

/** Silence is of the stage `answer`; an answer of the stage `dispatch`, with the same fields as every contact that begins. */
export function answerRecord({ at, caseId, inboundId, input, decided, pins, judged }: AnswerDecision): string {
  const answer = { inbound: String(inboundId), input, decided };
  if (judged === undefined) return JSON.stringify({ v: 1, stage: 'answer', ...pins, at, case: String(caseId), answer });
  const { contact, ...rest } = judged;
  const record = JSON.parse(dispatchRecord({ ...rest, contact: { ...contact, caseId, decisionSeq: 0 }, pins })) as Record<string, unknown>;
  return JSON.stringify({ ...record, answer });
}
