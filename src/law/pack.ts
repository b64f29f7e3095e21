import type { LocalDate } from '../domain/time/instant.js';
import type { Params, Rule } from './rule.js';

/** One rule with its numbers for as long as the pack is in force. Make it with {@link use}. */
export interface PackEntry {
  readonly rule: Rule;
  readonly params: Params;
}

/**
 * A pack is dated data: the rules of one jurisdiction with their numbers, in force from the start of `from` to the end
 * of `to` (inclusive; absent: until further notice), both read by the calendar of `tz`. A change of law is a new
 * version beside the old one, never an edit: an old decision is judged by the pack that was in force.
 */
export interface Pack {
  /** Id of the series of versions, e.g. `CN`, `US-federal`, `US-MA`. Equal to the jurisdiction it belongs to. */
  readonly pack: string;
  /** Date of this version, unique within the series; sorts in order of `from`. */
  readonly version: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  /** IANA zone whose calendar decides on which instant `from` begins and `to` ends, for the pack and for its rules. */
  readonly tz: string;
  readonly rules: readonly PackEntry[];
}

/** Pairs a rule with its numbers; the compiler checks that they fit. */
export function use<P extends Params>(rule: Rule<P>, params: P): PackEntry {
  // A rule is only ever called with the params it is paired with here, so widening P is safe.
  return Object.freeze({ rule: rule as unknown as Rule, params: Object.freeze({ ...params }) });
}
