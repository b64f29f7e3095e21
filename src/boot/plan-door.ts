import type { HouseDoor } from '../cli/house-door.js';
import { approvePlan, releasePlan } from '../engine/planning/approve.js';
import { Terminal } from '../engine/ports/errors.js';
import type { House } from './house.js';

/** What the command line may do with plans. */
export function planDoor(house: House): Pick<HouseDoor, 'plans' | 'draftPlan' | 'approvePlan' | 'releasePlan' | 'dryRun'> {
  const { api } = house;
  return {
    plans: () => api.plans.versions(),
    draftPlan: async (yaml, by) => {
      const name = api.planName(yaml);
      const [problem] = await api.planProblems(yaml);
      if (name === null || problem !== undefined) throw new Terminal('bad_plan', `The plan has a problem: ${problem?.where ?? ''} ${problem?.problem ?? 'no name'}`);
      return api.plans.draft(name, yaml, api.digest(yaml), by, api.clock.now());
    },
    approvePlan: (plan, version, by) => approvePlan(api, plan, version, by),
    releasePlan: (plan, version) => releasePlan(api, plan, version),
    dryRun: async (yaml, onSlot) => {
      const { plan } = await house.readPlanText(yaml);
      if (plan === null) throw new Terminal('bad_plan', 'The plan cannot be read. See `dunwell plan check`.');
      return house.dryRunPlan(plan, onSlot);
    },
  };
}
