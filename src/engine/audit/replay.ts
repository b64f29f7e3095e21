import { judge, earliestLawfulInstant } from '../../law/gate.js';
import type { Facts, Proposed, ProposedChannel } from '../../law/facts.js';
import type { Plan } from '../../strategy/plan/plan.js';
import { decideAct, type Decided } from '../../strategy/dialogue/decide-act.js';
import type { DialogueInput } from '../answer/dialogue-input.js';
import { Terminal } from '../ports/errors.js';
import type { Reading } from '../ports/reading.js';
import { recordedVerdict, type Pins } from './decision-record.js';
import { decideReview, reviewRecord, type ContactOf, type JudgedProposal, type PinOf, type ReviewInput } from '../review/decide-review.js';

export interface ReplayReport {
  readonly same: boolean;
  /** First place where the bytes part, in words; `null` when they are the same. */
  readonly difference: string | null;
  readonly recorded: string;
  readonly replayed: string;
}

interface Recorded extends Pins, ReviewInput {
  readonly stage: 'review' | 'dispatch' | 'answer';
  readonly judged: readonly JudgedProposal[];
  readonly proposed: Proposed;
}

function difference(recorded: string, replayed: string): string | null {
  if (recorded === replayed) return null;
  let at = 0;
  while (at < recorded.length && recorded[at] === replayed[at]) at += 1;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 30));
  return `at character ${at}: recorded ${around(recorded)}, replayed ${around(replayed)}`;
}

interface RecordedAnswer {
  readonly input: DialogueInput;
  decided: Decided;
}

/** The act is decided again from what the dialogue knew. */
function replayAnswer(answer: RecordedAnswer): void {
  const { facts, conversation, reading } = answer.input;
  answer.decided = decideAct(facts, conversation, reading);
}

function replaySilence(record: string): string {
  const whole = JSON.parse(record) as { answer: RecordedAnswer };
  const before = whole.answer.decided;
  replayAnswer(whole.answer);
  // Of those who share a number all but the first are met with silence, whatever would have been said.
  if (before.why === 'number_shared') whole.answer.decided = { ...whole.answer.decided, act: before.act, why: before.why };
  return JSON.stringify(whole);
}

function replayDispatch(record: string, recorded: Recorded, lawFacts: Facts): string {
  const verdict = judge(lawFacts, recorded.proposed);
  const before = recorded.judged[0]?.earliest ?? null;
  const earliest = before === null ? null : earliestLawfulInstant(lawFacts, recorded.proposed, recorded.at);
  const whole = JSON.parse(record) as { judged: { verdict: unknown; earliest: unknown }[]; answer?: RecordedAnswer };
  if (whole.answer !== undefined) replayAnswer(whole.answer);
  const [first] = whole.judged;
  if (first !== undefined) {
    first.verdict = recordedVerdict(verdict);
    first.earliest = earliest;
  }
  return JSON.stringify(whole);
}

/** Decides a recorded decision again, from its recorded facts, with today's code and the plan version it pinned. */
export async function replay(reading: Reading, planOf: (plan: string, version: number) => Promise<Plan | null>, slot: number, seq: number): Promise<ReplayReport> {
  const decision = await reading.decision(slot, seq);
  if (decision === null) throw new Terminal('not_found', `No decision ${slot}-${seq}.`);
  const recorded = JSON.parse(decision.record) as Recorded;
  let replayed: string;
  if (recorded.stage === 'answer') replayed = replaySilence(decision.record);
  else if (recorded.stage === 'dispatch') replayed = replayDispatch(decision.record, recorded, recorded.lawFacts);
  else {
    const plan = await planOf(recorded.plan, recorded.planVersion);
    if (plan === null) throw new Terminal('not_found', `Plan ${recorded.plan} version ${recorded.planVersion} is not here any more; the decision cannot be replayed without it.`);
    const { at, caseFacts, lawFacts } = recorded;
    const input: ReviewInput = { at, caseFacts, lawFacts };
    const contactOf: ContactOf = (channel) => {
      const judged = recorded.judged.find((j) => j.channel === channel);
      return judged === undefined ? null : { ...judged.asked, channel: judged.channel as ProposedChannel };
    };
    // The version that was in force then, as the record pins it.
    const pinOf: PinOf = (id) => recorded.judged.find((j) => j.template.startsWith(`${id}@`))?.template ?? id;
    const { code, tz, plan: name, planVersion, planDigest } = recorded;
    replayed = reviewRecord(input, decideReview(input, plan, contactOf, pinOf), { code, tz, plan: name, planVersion, planDigest });
  }
  const found = difference(decision.record, replayed);
  return { same: found === null, difference: found, recorded: decision.record, replayed };
}
