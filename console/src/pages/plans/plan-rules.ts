import type { PlanVersion } from '../../api/types.js';

/** What stands in the way of a button, as a key of the texts; absent: nothing we know of. The server has the last word. */
export type PlanObstacle = 'plans.why_choose' | 'plans.why_unsaved' | 'plans.why_problems' | 'plans.why_not_draft' | 'plans.why_not_approved' | 'plans.why_empty' | 'plans.why_unchanged';

export interface PlanButtons {
  readonly draft?: PlanObstacle | undefined;
  readonly dryRun?: PlanObstacle | undefined;
  readonly approve?: PlanObstacle | undefined;
  readonly release?: PlanObstacle | undefined;
}

export function planButtons(chosen: PlanVersion | undefined, text: string): PlanButtons {
  const changed = chosen !== undefined && text !== chosen.yaml;
  // An older version drafted again as it is: that is how one goes back.
  const draft = text.trim() === '' ? 'plans.why_empty' : chosen?.state === 'draft' && !changed ? 'plans.why_unchanged' : undefined;
  const saved: PlanObstacle | undefined = chosen === undefined ? 'plans.why_choose' : changed ? 'plans.why_unsaved' : chosen.problems.length > 0 ? 'plans.why_problems' : undefined;
  return {
    draft, dryRun: saved,
    approve: saved ?? (chosen?.state === 'draft' ? undefined : 'plans.why_not_draft'),
    release: saved ?? (chosen?.state === 'approved' ? undefined : 'plans.why_not_approved'),
  };
}

/** Newest first; the version named in the address, else the one in force, else the newest. */
export function chooseVersion(items: readonly PlanVersion[], plan: string | undefined, version: number | undefined): PlanVersion | undefined {
  const named = items.find((item) => item.plan === plan && item.version === version);
  return named ?? items.find((item) => item.state === 'released') ?? items.reduce<PlanVersion | undefined>((best, item) => (best === undefined || item.draftedAt > best.draftedAt ? item : best), undefined);
}
