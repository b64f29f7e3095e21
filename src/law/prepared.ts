import type { Instant } from '../domain/time/instant.js';
import { isUnknown } from '../domain/unknown.js';
import type { DebtFacts, Facts, LawEvent, LawEventType, PersonFacts } from './facts.js';

const NONE: readonly LawEvent[] = Object.freeze([]);

/**
 * Facts with what every rule asks of them worked out once: events by kind, and the zones where the person may be. The
 * private field is a seal: a copy by spreading is plain facts again, so no answer outlives the facts it was made from.
 */
export class Prepared implements Facts {
  readonly person: PersonFacts;
  readonly debts: readonly DebtFacts[];
  readonly events: readonly LawEvent[];
  readonly unreadInbound: Facts['unreadInbound'];
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
    for (const event of events) {
      if (event.at < last) ordered = false;
      if (event.at > latest) latest = event.at;
      last = event.at;
      const same = this.#byType.get(event.type);
      if (same === undefined) this.#byType.set(event.type, [event]);
      else same.push(event);
    }
    this.#ordered = ordered;
    this.#latest = latest;
    const { locations } = facts.person;
    this.#zones = isUnknown(locations) ? [] : [...new Set(locations.map((location) => location.tz))];
  }

  /** The facts themselves if prepared before, else prepared for this one question. */
  static of(facts: Facts): Prepared {
    return #byType in facts ? facts : new Prepared(facts);
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

/**
 * Facts about which several questions will be put. Answers are the same as on the facts themselves; what rules ask of
 * a history is worked out once. Freezes the person, the debts and the events it is given, for a fact that changed later
 * would be judged as it was.
 */
export function prepare(facts: Facts): Facts {
  freezeAll(facts.person);
  freezeAll(facts.debts);
  freezeAll(facts.events);
  return new Prepared(facts);
}

function freezeAll(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeAll(member);
}
