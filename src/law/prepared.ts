import type { Instant } from '../domain/time/instant.js';
import { isUnknown } from '../domain/unknown.js';
import type { DebtFacts, Facts, LawEvent, LawEventType, PersonFacts, Proposed } from './facts.js';

const NONE: readonly LawEvent[] = Object.freeze([]);

/**
 * Facts with what every rule asks of them worked out once: events by kind, and the zones where the person may be. A
 * copy by spreading is plain facts again, so no answer outlives the facts it was made from.
 */
export class Prepared implements Facts {
  readonly person: PersonFacts;
  readonly debts: readonly DebtFacts[];
  readonly events: readonly LawEvent[];
  readonly unreadInbound: Facts['unreadInbound'];
  /** Events with a window or an end: where something may open or close later. */
  readonly timed: readonly LawEvent[];
  readonly #byType = new Map<LawEventType, LawEvent[]>();
  readonly #kept: (readonly LawEvent[] | undefined)[] = [];
  readonly #zones: readonly string[];
  readonly #ordered: boolean;
  readonly #latest: Instant;
  #askedIds: readonly string[] = [];
  #askedDebts: readonly DebtFacts[] = [];

  constructor(facts: Facts, events: readonly LawEvent[] = facts.events) {
    this.person = facts.person;
    this.debts = facts.debts;
    this.events = events;
    this.unreadInbound = facts.unreadInbound;
    let ordered = true;
    let last = Number.NEGATIVE_INFINITY;
    let latest = last;
    const timed: LawEvent[] = [];
    for (const event of events) {
      if (event.window !== undefined || event.until !== undefined) timed.push(event);
      if (event.at < last) ordered = false;
      if (event.at > latest) latest = event.at;
      last = event.at;
      const same = this.#byType.get(event.type);
      if (same === undefined) this.#byType.set(event.type, [event]);
      else same.push(event);
    }
    this.timed = timed;
    this.#ordered = ordered;
    this.#latest = latest;
    const { locations } = facts.person;
    this.#zones = isUnknown(locations) ? [] : [...new Set(locations.map((location) => location.tz))];
  }

  /** What was prepared before, else prepared for this one question. */
  static of(facts: Facts): Prepared {
    return facts instanceof Prepared ? facts : (kept.get(facts) ?? new Prepared(facts));
  }

  /** Zones in which the person may be, each once; empty when nobody said. */
  get zones(): readonly string[] {
    return this.#zones;
  }

  eventsOfType(type: LawEventType): readonly LawEvent[] {
    return this.#byType.get(type) ?? NONE;
  }

  /** Events of these types in the order of the record; `id` is the place under which the answer is kept. */
  eventsOf(id: number, types: ReadonlySet<LawEventType>): readonly LawEvent[] {
    return (this.#kept[id] ??= this.#gather(types));
  }

  #gather(types: ReadonlySet<LawEventType>): readonly LawEvent[] {
    let only: readonly LawEvent[] = NONE;
    for (const type of types) {
      const same = this.#byType.get(type);
      if (same === undefined) continue;
      if (only !== NONE) return this.events.filter((event) => types.has(event.type));
      only = same;
    }
    return only;
  }

  /** Debts by these ids, or all when none is named. */
  debtsOf(ids: readonly string[]): readonly DebtFacts[] {
    if (ids.length === 0) return this.debts;
    // Kept under the ids themselves: the list is the asker's, who may change it.
    if (!sameIds(ids, this.#askedIds)) {
      this.#askedIds = [...ids];
      this.#askedDebts = this.debts.filter((debt) => ids.includes(debt.id));
    }
    return this.#askedDebts;
  }

  /** As the facts stood at `instant`: events in order, none later. What has not happened yet must not move a judgement that is replayed. */
  asOf(instant: Instant): Prepared {
    if (this.#ordered && !(this.#latest > instant)) return this;
    return new Prepared(this, this.events.filter((event) => event.at <= instant).sort((a, b) => a.at - b.at));
  }
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const kept = new WeakMap<Facts, Prepared>();

/**
 * Freezes facts about which several questions will be put, and keeps what rules ask of them. Answers are the same as
 * without. What is kept goes with these very facts, which nobody can change any more; a copy of them is plain facts.
 */
export function prepare(facts: Facts): Facts {
  freezeAll(facts);
  if (!kept.has(facts)) kept.set(facts, new Prepared(facts, facts.events.map(evenly)));
  return facts;
}

function freezeAll(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeAll(member);
}

const EVENT: { readonly [K in keyof Required<LawEvent>]: undefined } = {
  type: undefined, at: undefined, tz: undefined, channel: undefined, debtIds: undefined, personId: undefined, collectorId: undefined, number: undefined, place: undefined, voice: undefined,
  result: undefined, content: undefined, recorded: undefined, initial: undefined, purpose: undefined, medium: undefined, form: undefined, text: undefined, about: undefined,
  window: undefined, until: undefined, givenTo: undefined, optOutDays: undefined, reason: undefined, hold: undefined,
};

/**
 * The same event with every field that one may have, in one order. Events differ in the fields that they carry, and a
 * rule that meets all kinds reads a field of them ten times slower than when all look alike.
 */
function evenly(event: LawEvent): LawEvent {
  return { ...EVENT, ...event };
}

const PROPOSED: { readonly [K in keyof Required<Proposed>]: undefined } = {
  at: undefined, tz: undefined, channel: undefined, debtIds: undefined, personId: undefined, role: undefined, purpose: undefined, automated: undefined, voice: undefined, line: undefined,
  number: undefined, address: undefined, place: undefined, collectorId: undefined, staff: undefined, optOutNotice: undefined, content: undefined, treatAs: undefined,
  statedEndDate: undefined, record: undefined, unprompted: undefined, knownAt: undefined,
};

/** The same question with every field that one may have, for the same reason as events: every rule reads it. */
export function askedEvenly(proposed: Proposed): Proposed {
  return { ...PROPOSED, ...proposed };
}
