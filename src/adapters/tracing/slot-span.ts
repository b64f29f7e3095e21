import type { Attributes } from '@opentelemetry/api';
import type { NewDecision, SlotTransaction } from '../../engine/ports/store.js';

/** What one try of a slot transaction was for, and how much it wrote. */
export class SlotNotes {
  #stage = 'other';
  #rows = 0;
  readonly #choices = new Map<string, number>();

  /** A question tells the stage where nothing is written. */
  asks(stage: string): void {
    if (this.#stage === 'other') this.#stage = stage;
  }

  /** What is written tells it for certain. */
  writes(stage: string, rows: number, decisions: readonly NewDecision[] = []): void {
    this.#stage = stage;
    this.#rows += rows;
    for (const { choice } of decisions) this.#choices.set(choice, (this.#choices.get(choice) ?? 0) + 1);
  }

  get stage(): string {
    return this.#stage;
  }

  /** Counts and codes only. */
  attributes(): Attributes {
    return { 'dunwell.stage': this.#stage, 'dunwell.rows': this.#rows, ...Object.fromEntries([...this.#choices].map(([choice, count]) => [`dunwell.decisions.${choice}`, count])) };
  }
}

/** The same transaction, of which `notes` learns what is asked and written. */
export function notedTransaction(t: SlotTransaction, notes: SlotNotes): SlotTransaction {
  return {
    ...t,
    unreadInbound: (limit) => { notes.asks('inbound'); return t.unreadInbound(limit); },
    unsettledCases: (now, limit) => { notes.asks('settle'); return t.unsettledCases(now, limit); },
    dueCases: (now, limit) => { notes.asks('review'); return t.dueCases(now, limit); },
    queuedContacts: (now, limit, channels) => { notes.asks('dispatch'); return t.queuedContacts(now, limit, channels); },
    openCases: (afterId, limit) => { notes.asks('dry_run'); return t.openCases(afterId, limit); },
    addEvents: (now, events) => { notes.asks('events'); return t.addEvents(now, events); },
    commitInbound: (made) => { notes.writes('inbound', made.read.length); return t.commitInbound(made); },
    commitSettle: (now, cases) => { notes.writes('settle', cases.length); return t.commitSettle(now, cases); },
    commitReview: (made) => { notes.writes('review', made.cases.length, made.decisions); return t.commitReview(made); },
    commitDispatch: (made) => { notes.writes('dispatch', made.reservations.length + made.contactStates.length, made.decisions); return t.commitDispatch(made); },
    recordResults: (now, results) => { notes.writes('results', results.length); return t.recordResults(now, results); },
    finishTask: (now, contactId, outcome, late) => { notes.writes('task_outcome', 1); return t.finishTask(now, contactId, outcome, late); },
    withdrawAttempt: (now, contactId) => { notes.writes('task_outcome', 1); return t.withdrawAttempt(now, contactId); },
  };
}
