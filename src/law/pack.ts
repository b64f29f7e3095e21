import type { LocalDate } from '../domain/time/instant.js';
import type { Params, Rule } from './rule.js';

/** One rule with its numbers for as long as the pack is in force. */
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
  /** Id of the series of versions, e.g. `CN`, `US-federal`, `US-MA`: the jurisdiction it belongs to, unless `place` names that. */
  readonly pack: string;
  /** Date of this version, unique within the series; sorts in order of `from`. */
  readonly version: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  /** IANA zone whose calendar decides on which instant `from` begins and `to` ends, for the pack and for its rules. */
  readonly tz: string;
  readonly rules: readonly PackEntry[];
  /** Jurisdiction beside whose own law the pack applies; absent: that of its name. */
  readonly place?: string;
  /** True for a pack of the operator's: whatever rule it uses, its numbers are house policy, and it can only forbid. */
  readonly operator?: boolean;
}

/** Pairs a rule with its numbers. Whether they fit is for `validatePacks` to say. */
export function use(rule: Rule, params: Params): PackEntry {
  const values = Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? Object.freeze([...(value as readonly string[])]) : value] as const);
  return Object.freeze({ rule, params: Object.freeze(Object.fromEntries(values)) });
}
