import type { Instant } from '../time/instant.js';

/** The part of a person's events that holds are folded from. */
export interface HoldEvent {
  readonly type: string;
  readonly at: Instant;
  readonly hold?: string;
  readonly until?: Instant;
  readonly debtIds?: readonly string[];
}

export interface Hold<K extends string = string> {
  readonly kind: K;
  readonly since: Instant;
  /** First instant at which it no longer holds; `null` until lifted. */
  readonly until: Instant | null;
}

/**
 * Holds in force at `now`, by kind: the last `hold_placed` of a kind that no later `hold_lifted` ended and that has not
 * run out ([at, until)). Events may come late; they are folded by their own time, ties by order of arrival.
 */
export function holdsInForce(events: readonly HoldEvent[], now: Instant): readonly Hold[] {
  const held = new Map<string, Hold>();
  for (const event of [...events].sort((a, b) => a.at - b.at)) {
    if (event.at > now || event.hold === undefined) continue;
    if (event.type === 'hold_placed') held.set(event.hold, { kind: event.hold, since: event.at, until: event.until ?? null });
    else if (event.type === 'hold_lifted') held.delete(event.hold);
  }
  return [...held.values()].filter((h) => h.until === null || h.until > now).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
