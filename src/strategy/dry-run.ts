import type { Instant } from '../domain/time/instant.js';
import type { StepChannel } from './case-facts.js';

/** What one plan would do about one case, after the gate has spoken. */
export interface DryRunLine {
  readonly caseId: string;
  readonly choice: 'contact' | 'task' | 'defer' | 'none';
  /** `null` unless `choice` is a contact or a task. */
  readonly step: string | null;
  readonly channel: StepChannel | null;
  readonly at: Instant | null;
  /** Reason codes, or rules that decided. */
  readonly reasons: readonly string[];
}

export const DRY_RUN_CHANGES = ['same', 'added', 'removed', 'changed'] as const;
export type DryRunChange = (typeof DRY_RUN_CHANGES)[number];

export interface DryRunRow {
  readonly caseId: string;
  readonly change: DryRunChange;
  readonly before: DryRunLine | null;
  readonly after: DryRunLine | null;
}

export interface DryRunDiff {
  readonly counts: Readonly<Record<DryRunChange, number>>;
  /** One row per case of either list, ordered by case id. */
  readonly rows: readonly DryRunRow[];
}

/**
 * What changes for people if `after` takes the place of `before`: `added` will be contacted and would not have been,
 * `removed` the other way round, `changed` is another step, channel or time, or another reason for silence. A case that
 * stands in one list only counts as silent in the other. Each list has a case at most once; a later line replaces.
 */
export function diffDryRun(before: readonly DryRunLine[], after: readonly DryRunLine[]): DryRunDiff {
  const old = new Map(before.map((line) => [line.caseId, line]));
  const next = new Map(after.map((line) => [line.caseId, line]));
  const counts: Record<DryRunChange, number> = { same: 0, added: 0, removed: 0, changed: 0 };
  const ids = [...new Set([...old.keys(), ...next.keys()])].sort(byId);
  const rows = ids.map((caseId) => {
    const row = { caseId, before: old.get(caseId) ?? null, after: next.get(caseId) ?? null };
    const change = changeOf(row.before, row.after);
    counts[change] += 1;
    return { ...row, change };
  });
  return { counts, rows };
}

/** Numbers by size, because ids are numbers written as text; a total order for any text. */
function byId(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function contacts(line: DryRunLine | null): boolean {
  return line !== null && (line.choice === 'contact' || line.choice === 'task');
}

function changeOf(before: DryRunLine | null, after: DryRunLine | null): DryRunChange {
  if (contacts(before) !== contacts(after)) return contacts(after) ? 'added' : 'removed';
  if (before === null || after === null) return 'same';
  const equal = before.choice === after.choice && before.step === after.step && before.channel === after.channel && before.at === after.at;
  return equal && before.reasons.join('\n') === after.reasons.join('\n') ? 'same' : 'changed';
}
