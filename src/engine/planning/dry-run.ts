import { diffDryRun, type DryRunDiff, type DryRunLine } from '../../strategy/dry-run.js';
import type { StepChannel } from '../../strategy/case-facts.js';
import type { Plan } from '../../strategy/plan/plan.js';
import { pinned, type TemplateBook } from '../../domain/contact/template-book.js';
import { SLOTS } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import type { CaseRecord, Store } from '../ports/store.js';
import { decideReview, type ReviewDecision } from '../review/decide-review.js';
import { contactsOf, reviewInput } from '../review/review-slot.js';

export interface DryRunReport {
  readonly at: Instant;
  readonly reviewed: number;
  readonly choices: Readonly<Record<'contact' | 'task' | 'defer' | 'none', number>>;
  readonly byChannel: Readonly<Record<string, number>>;
  readonly byReason: Readonly<Record<string, number>>;
  readonly diff: DryRunDiff;
}

/** What a decision comes to in a list a person reads: contact at once, later, by a person, or silence, and why. */
export function dryRunLine(record: CaseRecord, decision: ReviewDecision): DryRunLine {
  const chosen = decision.chosen === null ? undefined : decision.judged[decision.chosen];
  const denied = chosen?.verdict.findings.map((f) => f.rule) ?? [];
  return {
    caseId: String(record.id), choice: decision.choice, step: chosen?.step ?? null, channel: (chosen?.channel as StepChannel | undefined) ?? null,
    at: decision.choice === 'defer' ? decision.nextReviewAt : decision.notBefore,
    reasons: decision.none !== null ? [decision.none] : decision.choice === 'defer' ? denied : (chosen?.reasons ?? []),
  };
}

const PAGE = 1_000;

/**
 * Who would be contacted, how, why and why not, if `next` were in force now; beside it what `current` would do. The same
 * path as the real review (facts, strategy, gate), with nothing written.
 */
export async function dryRun(store: Store, book: TemplateBook, next: Plan, current: Plan | null, now: Instant, onSlot?: (done: number, of: number) => void): Promise<DryRunReport> {
  const before: DryRunLine[] = [];
  const after: DryRunLine[] = [];
  const choices = { contact: 0, task: 0, defer: 0, none: 0 };
  const byChannel: Record<string, number> = {};
  const byReason: Record<string, number> = {};
  const count = (line: DryRunLine) => {
    choices[line.choice] += 1;
    if (line.channel !== null && line.choice !== 'none') byChannel[line.channel] = (byChannel[line.channel] ?? 0) + 1;
    for (const reason of line.reasons) byReason[reason] = (byReason[reason] ?? 0) + 1;
  };
  const pinOf = (id: string) => pinned(book, id);
  for (let slot = 0; slot < SLOTS; slot += 1) {
    let afterId = 0;
    for (;;) {
      const read = await store.inSlot(slot, null, async (transaction) => {
        const cases = await transaction.openCases(afterId, PAGE);
        return { cases, dossier: cases.length === 0 ? null : await transaction.dossier(cases) };
      });
      if (read.dossier === null) break;
      for (const record of read.cases) {
        const input = reviewInput(record, read.dossier, now);
        const contactOf = contactsOf(book, record, read.dossier, now);
        const line = dryRunLine(record, decideReview(input, next, contactOf, pinOf));
        after.push(line);
        count(line);
        if (current !== null) before.push(dryRunLine(record, decideReview(input, current, contactOf, pinOf)));
      }
      afterId = read.cases.at(-1)?.id ?? afterId;
      if (read.cases.length < PAGE) break;
    }
    onSlot?.(slot + 1, SLOTS);
  }
  return { at: now, reviewed: after.length, choices, byChannel, byReason, diff: diffDryRun(before, after) };
}
