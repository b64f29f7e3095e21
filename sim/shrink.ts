import type { SimReport } from './run.js';
import type { Fault } from './world/faults.js';
import type { WorldOptions } from './world/world.js';

/** A run that failed, as it is kept in `sim/runs/`. */
export interface KeptRun {
  readonly seed: number;
  readonly days: number;
  readonly persons: number;
  readonly faults: readonly Fault[];
  /** What was found when it was kept. A kept run is run again by `npm test` and must find nothing. */
  readonly found: readonly string[];
}

/** What a finding is about, without the ids and instants that change from world to world. */
const kindOf = (finding: string): string => finding.split(':')[0] ?? '';

/**
 * A smaller run with the same seed that still shows the first finding: fewer kinds of faults, days, persons. Every
 * step is a whole run, so at most `tries` of them.
 */
export async function shrink(run: (options: WorldOptions) => Promise<SimReport>, failed: SimReport, tries = 24): Promise<KeptRun> {
  const wanted = kindOf(failed.findings[0] ?? '');
  let best: WorldOptions = { seed: failed.seed, days: failed.days, persons: failed.persons, faults: new Set(failed.faults as readonly Fault[]) };
  let found = failed.findings;
  let left = tries;
  const still = async (options: WorldOptions): Promise<boolean> => {
    if (left === 0) return false;
    left -= 1;
    const report = await run(options);
    if (!report.findings.some((f) => kindOf(f) === wanted)) return false;
    best = options;
    found = report.findings;
    return true;
  };
  for (const share of [8, 2, 1.5]) while (best.days > 1 && (await still({ ...best, days: Math.max(1, Math.floor(best.days / share)) })));
  for (const share of [8, 2, 1.5]) while (best.persons > 1 && (await still({ ...best, persons: Math.max(1, Math.floor(best.persons / share)) })));
  for (const fault of best.faults) await still({ ...best, faults: new Set([...best.faults].filter((f) => f !== fault)) });
  return { seed: best.seed, days: best.days, persons: best.persons, faults: [...best.faults], found: found.slice(0, 5) };
}
