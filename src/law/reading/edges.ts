import { startOfLocalDay } from '../../domain/time/zone.js';
import { windowEdges } from '../../domain/time/window.js';
import type { Facts, Proposed } from '../facts.js';
import { Prepared } from '../prepared.js';
import type { Edges } from './bar.js';
import { candidateZones } from './events.js';

/** Windows come round each week and counts of days run out within a month: by then a bar has ended, or it never will. */
const SETTLES_IN_DAYS = 40;

/** Every moment at which a window of the record may open or close: for rules that ask about hours, designations and consents. Worked out when asked for: mostly nothing is barred. */
export function windowsOnRecord(facts: Facts, proposed: Proposed, clock: readonly number[] = []): () => Edges {
  return () => edgesOnRecord(facts, proposed, clock);
}

function edgesOnRecord(facts: Facts, proposed: Proposed, clock: readonly number[]): Edges {
  const zones = new Set(candidateZones(facts, proposed));
  const marks = [...clock];
  const instants: number[] = [];
  for (const event of Prepared.of(facts).timed) {
    if (event.until !== undefined) instants.push(event.until);
    if (event.window === undefined) continue;
    zones.add(event.tz);
    marks.push(...windowEdges(event.window));
    const { date } = event.window;
    if (date !== undefined) instants.push(startOfLocalDay(event.tz, date));
  }
  return { zones: [...zones], clock: marks, instants, settlesInDays: SETTLES_IN_DAYS };
}
