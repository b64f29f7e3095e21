/** The part of an event that says which reading of a message it follows from, or which one is taken back. */
export interface ReadEvent {
  readonly type: string;
  readonly reading?: string;
  readonly about?: string;
}

/**
 * Events without those of readings that a person took back: what was read wrongly was never said. What a reading that stands says is in
 * the events that its correction left, at the instant at which the message arrived.
 */
export function standingEvents<E extends ReadEvent>(events: readonly E[]): readonly E[] {
  const takenBack = new Set(events.flatMap((e) => (e.type === 'reading_corrected' && e.about !== undefined ? [e.about] : [])));
  return takenBack.size === 0 ? events : events.filter((e) => e.reading === undefined || !takenBack.has(e.reading));
}
