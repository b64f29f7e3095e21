import type { Outcome } from '../verdict.js';
import { judge } from '../gate.js';
import { placeOfPerson } from '../place.js';
import { askedContacts, zoneOfPlace } from './facts-of-world.js';
import { bindsHere, knownRule } from './known-rules.js';
import type { Received } from './received.js';
import { worldsOf, type DoubtId, type World } from './worlds.js';

/** What the worlds say of one rule. */
export interface Weighed {
  readonly rule: string;
  /** `against`: in every world. `open`: it turns on `doubts`, or on what no description holds. `kept`: against in none, and it spoke in all. */
  readonly kind: 'against' | 'open' | 'kept';
  /** The weakest outcome against of any world: a presumption may be rebutted. */
  readonly outcome: Outcome;
  /** Lines of contacts that it is about: against in every world, or else in some. */
  readonly lines: readonly number[];
  /** Answers that turn it; empty when no single one does. */
  readonly doubts: readonly DoubtId[];
}

/** One rule in one world: lines against it, with the worst outcome, and whether it spoke at all. */
interface Spoken {
  against: Set<number>;
  outcome: Outcome;
  open: Set<number>;
  spoke: boolean;
}
type Voices = ReadonlyMap<string, Spoken>;

function hear(world: World): Voices {
  const voices = new Map<string, Spoken>();
  const { received } = world;
  const voiceOf = (rule: string): Spoken => {
    const known = voices.get(rule);
    if (known !== undefined) return known;
    const made: Spoken = { against: new Set(), outcome: 'allowed', open: new Set(), spoke: false };
    voices.set(rule, made);
    return made;
  };
  for (const asked of askedContacts(world)) {
    const { jurisdictions } = placeOfPerson(asked.facts.person);
    const verdict = judge(asked.facts, asked.proposed, { jurisdictions });
    const binds = (rule: string): boolean => {
      const known = knownRule(rule);
      return known === null || bindsHere(known, received, asked);
    };
    for (const rule of verdict.satisfied) if (binds(rule)) voiceOf(rule).spoke = true;
    for (const { rule, outcome, missing, code } of verdict.findings) {
      if (!binds(rule)) continue;
      const voice = voiceOf(rule);
      voice.spoke = true;
      if (missing !== undefined || code === 'rule_threw' || knownRule(rule) === null) voice.open.add(asked.line);
      else {
        voice.against.add(asked.line);
        if (voice.outcome !== 'prohibited') voice.outcome = outcome;
      }
    }
  }
  return voices;
}

const isAgainst = (voices: Voices, rule: string): boolean => (voices.get(rule)?.against.size ?? 0) > 0;

/**
 * Judges every contact of the description by the gate's rules in each of its worlds, each contact with the earlier ones
 * as events, and says what holds in all of them. The frame's own finding (no rule fits) is left out: it is no law.
 */
export function weigh(received: Received): readonly Weighed[] {
  const worlds = worldsOf(received);
  const ends = { kindest: hear(worlds.kindest), hardest: hear(worlds.hardest) };
  const varied = worlds.varied.map(({ from, doubt, world }) => ({ from, doubt, voices: hear(world) }));
  const all = [ends.kindest, ends.hardest, ...varied.map(({ voices }) => voices)];
  const rules = [...new Set(all.flatMap((voices) => [...voices.keys()]))].filter((rule) => rule !== 'HOUSE-GATE').sort();
  return rules.flatMap((rule): Weighed[] => {
    const turning = [...new Set(varied.filter(({ from, voices }) => isAgainst(voices, rule) !== isAgainst(ends[from], rule)).map(({ doubt }) => doubt))];
    return weighRule(rule, all, turning);
  });
}

function weighRule(rule: string, all: readonly Voices[], doubts: readonly DoubtId[]): Weighed[] {
  const known = knownRule(rule);
  const spoken = all.map((voices) => voices.get(rule));
  const against = spoken.filter((one) => one !== undefined && one.against.size > 0) as readonly Spoken[];
  const somewhere = [...new Set(spoken.flatMap((one) => [...(one?.against ?? []), ...(one?.open ?? [])]))].sort((a, b) => a - b);
  if (against.length === all.length) {
    const everywhere = somewhere.filter((line) => against.every((one) => one.against.has(line)));
    const outcome = against.every((one) => one.outcome === 'prohibited') ? 'prohibited' : 'presumed_violation';
    return [{ rule, kind: known?.neverCertain === true ? 'open' : 'against', outcome, lines: everywhere.length > 0 ? everywhere : somewhere, doubts: [] }];
  }
  if (somewhere.length > 0) return [{ rule, kind: 'open', outcome: against.every((one) => one.outcome === 'prohibited') ? 'prohibited' : 'presumed_violation', lines: somewhere, doubts }];
  const kept = known?.provesOrder === true && spoken.every((one) => one?.spoke === true);
  return kept ? [{ rule, kind: 'kept', outcome: 'allowed', lines: [], doubts: [] }] : [];
}

/** Jurisdictions judged by; empty when the place is not known. */
export function jurisdictionsOf(received: Received): readonly string[] {
  const { country, state, city } = received.place;
  return placeOfPerson({ personId: 'consumer', country, state, city, locations: [{ basis: 'residence', tz: zoneOfPlace(received.place) }] }).jurisdictions;
}
