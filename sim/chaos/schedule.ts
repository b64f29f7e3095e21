import { Chance } from '../world/chance.js';

/** What may go wrong, and how often beside the others. */
const WEIGHTS = {
  kill_worker: 6, kill_api: 3, kill_database: 2, freeze_worker: 4, freeze_api: 1, freeze_database: 1, cut_database: 5, cut_provider: 3, cut_hooks: 3, hold_database: 1, hold_provider: 2, hold_hooks: 1,
} as const;

export type Trouble = keyof typeof WEIGHTS;

export interface Planned {
  /** True milliseconds after the beginning. */
  readonly at: number;
  readonly what: Trouble;
  /** Which worker, where it is one. */
  readonly which: number;
  /** How long it lasts, or how long the killed one stays away. */
  readonly ms: number;
}

const BAG = (Object.keys(WEIGHTS) as Trouble[]).flatMap((what) => Array.from({ length: WEIGHTS[what] }, () => what));
const LONGEST: Readonly<Partial<Record<Trouble, number>>> = { freeze_database: 3_000, hold_database: 4_000, hold_provider: 7_000, hold_hooks: 4_000, freeze_api: 5_000 };

/** The troubles of a run, from the seed alone. What each of them meets is chance: the processes do not run in step. */
export function schedule(seed: number, forMs: number, workers: number): readonly Planned[] {
  const chance = new Chance(seed).fork('troubles');
  const planned: Planned[] = [];
  for (let at = chance.whole(500, 2_500); at < forMs; at += chance.whole(400, 4_000)) {
    const what = chance.pick(BAG);
    // A frozen worker sleeps over one leap of the clock or several: longer than any lease.
    planned.push({ at, what, which: chance.whole(0, workers - 1), ms: chance.whole(200, LONGEST[what] ?? (what === 'freeze_worker' ? 20_000 : 2_500)) });
  }
  return planned;
}
