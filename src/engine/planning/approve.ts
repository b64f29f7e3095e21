import type { Clock } from '../ports/clock.js';
import { Terminal } from '../ports/errors.js';
import type { PlanStore, PlanVersionRecord } from '../ports/plans.js';

interface Deps {
  readonly plans: PlanStore;
  readonly clock: Clock;
  /** What is wrong with a plan's text, and with the texts that its steps would send. */
  readonly planProblems: (yaml: string) => Promise<readonly { readonly where: string; readonly problem: string }[]>;
}

async function found(deps: Deps, plan: string, version: number): Promise<PlanVersionRecord> {
  const record = await deps.plans.version(plan, version);
  if (record === null) throw new Terminal('not_found', `No plan ${plan} version ${version}.`);
  const [first] = await deps.planProblems(record.yaml);
  if (first !== undefined) throw new Terminal('bad_plan', `The plan has a problem: ${first.where}: ${first.problem}`);
  return record;
}

/** Approval by a second person: whoever drafted it cannot. The database refuses it too. */
export async function approvePlan(deps: Deps, plan: string, version: number, by: string): Promise<PlanVersionRecord> {
  const record = await found(deps, plan, version);
  if (record.draftedBy === by) throw new Terminal('second_person', 'You drafted this version; another person must approve it.');
  if (record.state !== 'draft') throw new Terminal('not_allowed_in_state', `This version is ${record.state}; only a draft can be approved.`);
  const approved = await deps.plans.approve(plan, version, by, deps.clock.now());
  if (approved === null) throw new Terminal('not_allowed_in_state', 'Someone else changed this version just now. Load it again.');
  return approved;
}

/** Puts an approved version in force; the one before it is retired in the same transaction. */
export async function releasePlan(deps: Deps, plan: string, version: number): Promise<PlanVersionRecord> {
  await found(deps, plan, version);
  return deps.plans.release(plan, version, deps.clock.now());
}
