import type { Plan } from './plan/plan.js';
import { stableHash } from './stable-hash.js';

/** Name that no arm may have: those of the permanent comparison group. */
export const HOLDOUT = 'holdout';
const BUCKETS = 10_000;

/**
 * The arm of a person, or {@link HOLDOUT}. By hash alone, so it needs no table and never changes while the salt and the
 * arms stay. Raising the holdout's percentage only adds people to it. Arm and holdout are drawn independently.
 */
export function armOf(plan: Pick<Plan, 'holdout' | 'arms'>, personId: string): string {
  if (stableHash(plan.holdout.salt, personId) % BUCKETS < plan.holdout.percent * (BUCKETS / 100)) return HOLDOUT;
  const total = plan.arms.reduce((sum, arm) => sum + arm.weight, 0);
  let left = stableHash(`${plan.holdout.salt}/arm`, personId) % total;
  for (const arm of plan.arms) {
    if (left < arm.weight) return arm.name;
    left -= arm.weight;
  }
  return HOLDOUT; // Not reached: the weights add up to `total`. Not contacting is the safe answer.
}

/** Whether everyone held out under `before` stays held out under `after`. A release that breaks this ends the comparison. */
export function keepsHoldout(before: Pick<Plan, 'holdout'>, after: Pick<Plan, 'holdout'>): boolean {
  return before.holdout.percent === 0 || (before.holdout.salt === after.holdout.salt && before.holdout.percent <= after.holdout.percent);
}
