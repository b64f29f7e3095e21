import { assert } from '../domain/assert.js';
import { digestOf } from '../domain/id/digest.js';
import { epochDay } from '../domain/time/date.js';
import type { Instant, LocalDate } from '../domain/time/instant.js';
import { startOfDay } from '../domain/time/zone.js';
import type { PersonFacts } from './facts.js';
import type { Pack, PackEntry } from './pack.js';
import { HOUSE, placeOfPerson, type Place } from './place.js';
import type { Rule } from './rule.js';
import { rulesNamed } from './scope.js';
import { validatePacks } from './validate.js';
import type { PackRef } from './verdict.js';

/** A rule in force, ready to run. `house`: it permits nothing, it can only forbid. */
export interface SelectedRule extends PackEntry {
  readonly house: boolean;
}

/** The rules in force over a span of time, in id order, and the packs they come from. */
export interface Selection {
  readonly entries: readonly SelectedRule[];
  readonly packs: readonly PackRef[];
  /** The empty set of satisfied rules; see {@link SatisfiedRules}. */
  readonly none: SatisfiedRules;
  /** First instant at which another selection holds; `null`: none is known. */
  readonly until: Instant | null;
}

const MAX_SETS = 4_000;

/**
 * Ids of satisfied rules, in the order of the selection. Most verdicts of a place satisfy the same rules, so a set is
 * made once and handed out frozen: it grows rule by rule along a tree, and the same steps lead to the same set.
 */
export class SatisfiedRules {
  readonly #tree: { sets: number };
  readonly #before: SatisfiedRules | null;
  readonly #id: string;
  readonly #next: (SatisfiedRules | undefined)[] = [];
  #rules: readonly string[] | undefined;

  constructor(tree: { sets: number } = { sets: 0 }, before: SatisfiedRules | null = null, id = '') {
    this.#tree = tree;
    this.#before = before;
    this.#id = id;
  }

  /** This set and the rule at `place` of the selection. */
  with(place: number, id: string): SatisfiedRules {
    const known = this.#next[place];
    if (known !== undefined) return known;
    const made = new SatisfiedRules(this.#tree, this, id);
    // Beyond the bound a set is made for one verdict and forgotten.
    if (this.#tree.sets < MAX_SETS) {
      this.#tree.sets += 1;
      this.#next[place] = made;
    }
    return made;
  }

  get rules(): readonly string[] {
    return (this.#rules ??= this.#list());
  }

  #list(): readonly string[] {
    const ids: string[] = [];
    for (let set: SatisfiedRules = this; set.#before !== null; set = set.#before) ids.push(set.#id);
    return Object.freeze(ids.reverse());
  }
}

/** Selections of one question (these jurisdictions, this scope) over all time, worked out span by span as they are needed. */
export interface Timeline {
  readonly at: (instant: Instant) => Selection;
  /** What keeps the question from being put: facts without which the place is not known, entries of the scope that no rule bears. */
  readonly missing: readonly string[];
}

interface DatedEntry {
  readonly pack: Pack;
  readonly entry: SelectedRule;
  readonly from: Instant;
  /** Exclusive; `Infinity` when no end is known. */
  readonly to: Instant;
}

/** Packs made ready: checked, digested, with the selections already asked for kept. Make it once with {@link packSet}. */
export interface PackSet {
  readonly packs: readonly Pack[];
  /** Rules of the jurisdictions named; with a scope, only those that it names. */
  readonly timeline: (jurisdictions: readonly string[], scope: readonly string[] | null) => Timeline;
  /** Rules of the place that fits the person, and the house's own. */
  readonly timelineOfPerson: (person: PersonFacts, scope: readonly string[] | null) => Timeline;
}

const MAX_TIMELINES = 2_000;

/** Digest of what a pack version says: its dates, and its rules with their numbers. The order of rules does not matter. */
export function packDigest(pack: Pack): string {
  const rules = pack.rules.map(({ rule, params }) => ({ id: rule.id, from: rule.from, to: rule.to, params }));
  rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  return digestOf({ pack: pack.pack, version: pack.version, from: pack.from, to: pack.to, tz: pack.tz, place: pack.place, operator: pack.operator, rules });
}

/** Makes packs ready for judging. Throws {@link BrokenAssumption} when they are not valid: see `validatePacks`. */
export function packSet(packs: readonly Pack[]): PackSet {
  const errors = validatePacks(packs);
  assert(errors.length === 0, `packs are invalid: ${errors.map((error) => `${error.pack} ${error.version} ${error.rule ?? ''}: ${error.reason}`).join('; ')}`);
  const refs = new Map<Pack, PackRef>();
  const refOf = (pack: Pack): PackRef => {
    const known = refs.get(pack);
    if (known !== undefined) return known;
    const ref = Object.freeze({ pack: pack.pack, version: pack.version, digest: packDigest(pack) });
    refs.set(pack, ref);
    return ref;
  };
  const dated = packs.flatMap(datedEntries).sort((a, b) => compare(a.entry.rule.id, b.entry.rule.id) || compare(a.pack.pack, b.pack.pack));
  const timelines = new Map<string, Timeline>();
  const kept = (key: string, make: () => Timeline): Timeline => {
    const known = timelines.get(key);
    if (known !== undefined) return known;
    if (timelines.size >= MAX_TIMELINES) timelines.clear();
    const made = make();
    timelines.set(key, made);
    return made;
  };
  // A batch asks about one place again and again, so the last one is kept at hand.
  let last: { readonly person: Pick<PersonFacts, 'country' | 'state' | 'city'>; readonly timeline: Timeline } | null = null;
  const scopeKey = (scope: readonly string[] | null): string => (scope === null ? '' : `\n${scope.join('\n')}`);
  const set: PackSet = {
    packs: Object.freeze([...packs]),
    timeline: (jurisdictions, scope) =>
      kept(`by ${jurisdictions.join('|')}${scopeKey(scope)}`, () => makeTimeline(dated, refOf, { jurisdictions, missing: [] }, scope)),
    timelineOfPerson: (person, scope) => {
      const { country, state, city } = person;
      if (scope === null && last?.person.country === country && last.person.state === state && last.person.city === city) return last.timeline;
      const timeline = kept(`of ${country}|${state}|${city}${scopeKey(scope)}`, () => {
        const place = placeOfPerson(person);
        return makeTimeline(dated, refOf, { ...place, jurisdictions: [...place.jurisdictions, HOUSE] }, scope);
      });
      if (scope === null) last = { person: { country, state, city }, timeline };
      return timeline;
    },
  };
  return Object.freeze(set);
}

/** A rule as a pack has it: the operator's use of a rule is a house policy under a name of its own, never law. */
export function ruleOf(pack: Pack, rule: Rule): Rule {
  if (pack.operator !== true) return rule;
  return {
    ...rule, id: `${pack.pack}:${rule.id}`, articles: [rule.id, ...rule.articles], force: 'H', confidence: 'high',
    title: { en: `House policy of the operator, beside: ${rule.title.en}`, zh: `运营方内部规则，另见：${rule.title.zh}` },
    citation: `House policy of the operator (pack ${pack.pack}), beside: ${rule.citation}`,
  };
}

function datedEntries(pack: Pack): readonly DatedEntry[] {
  return pack.rules.map(({ rule, params }) => ({
    pack,
    entry: Object.freeze({ rule: ruleOf(pack, rule), params, house: pack.pack === HOUSE || pack.operator === true || rule.force === 'H' }),
    from: startOf(pack, pack.from > rule.from ? pack.from : rule.from),
    to: endOf(pack, [pack.to, rule.to]),
  }));
}

function startOf(pack: Pack, date: LocalDate): Instant {
  return startOfDay(pack.tz, epochDay(date));
}

function endOf(pack: Pack, dates: readonly (LocalDate | undefined)[]): Instant {
  const ends = dates.filter((date) => date !== undefined).map((date) => startOfDay(pack.tz, epochDay(date) + 1));
  return ends.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...ends);
}

function makeTimeline(
  dated: readonly DatedEntry[], refOf: (pack: Pack) => PackRef, place: Place, scope: readonly string[] | null,
): Timeline {
  const { chosen, unknownScope } = choose(dated, place.jurisdictions, scope);
  const marks = [...new Set(chosen.flatMap((one) => [one.from, one.to]))].filter(Number.isFinite).sort((a, b) => a - b);
  const kept: (Selection | undefined)[] = [];
  const timeline: Timeline = {
    missing: [...unknownScope.map((name) => `scope: ${name}`), ...(scope === null ? place.missing : [])],
    at: (instant) => {
      let span = marks.length;
      while (span > 0 && (marks[span - 1] as number) > instant) span--;
      return (kept[span] ??= selectionAt(chosen, refOf, instant, marks[span] ?? null));
    },
  };
  return Object.freeze(timeline);
}

function selectionAt(chosen: readonly DatedEntry[], refOf: (pack: Pack) => PackRef, instant: Instant, until: Instant | null): Selection {
  const inForce = chosen.filter((one) => one.from <= instant && instant < one.to);
  const packs = [...new Set(inForce.map((one) => one.pack))].map(refOf).sort((a, b) => compare(a.pack, b.pack));
  return { entries: inForce.map((one) => one.entry), packs, none: new SatisfiedRules(), until };
}

/** With a scope, an entry that no rule of the place bears is looked for in every pack: an example may cite a law beyond its place. */
function choose(dated: readonly DatedEntry[], jurisdictions: readonly string[], scope: readonly string[] | null): { chosen: readonly DatedEntry[]; unknownScope: readonly string[] } {
  const local = dated.filter(({ pack }) => jurisdictions.includes(pack.place ?? pack.pack));
  if (scope === null) return { chosen: local, unknownScope: [] };
  const localRules = rulesOf(local);
  const allRules = rulesOf(dated);
  const chosen = new Set<DatedEntry>();
  const unknownScope: string[] = [];
  for (const name of scope) {
    const here = rulesNamed(name, localRules);
    const [named, from] = here.length > 0 ? [here, local] : [rulesNamed(name, allRules), dated];
    if (named.length === 0) unknownScope.push(name);
    for (const one of from) if (named.includes(one.entry.rule)) chosen.add(one);
  }
  return { chosen: dated.filter((one) => chosen.has(one)), unknownScope };
}

function rulesOf(entries: readonly DatedEntry[]): readonly Rule[] {
  return [...new Set(entries.map((one) => one.entry.rule))];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
