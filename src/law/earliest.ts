import { MS_PER_DAY, type Instant } from '../domain/time/instant.js';
import type { Facts, Proposed } from './facts.js';
import type { JudgeOptions } from './gate.js';
import { judgeAt, timelineFor } from './judge.js';
import { Prepared } from './prepared.js';
import type { PackSet } from './select.js';
import type { Earliest, Finding } from './verdict.js';

/** How far ahead is looked; beyond it the answer is `never`, with {@link BEYOND_HORIZON} among its reasons. */
export const HORIZON_DAYS = 400;
/** Stands among the reasons of a `never` that means "not within the horizon", not "not ever". */
export const BEYOND_HORIZON = 'HOUSE-HORIZON';
const MAX_STEPS = 4_000;

/**
 * As `earliestLawfulInstant`, by packs of the asker's choice. Facts are as known at `from`.
 *
 * Each rule against names an exact end, so every instant up to the latest of those ends is denied by the rule that
 * named it: jumping there skips nothing lawful. A change of the packs in force may end a denial sooner, so no jump
 * goes past one.
 */
export function earliestBy(set: PackSet, facts: Facts, proposed: Proposed, from: Instant, options: JudgeOptions = {}): Earliest {
  const timeline = timelineFor(set, facts, options);
  const known = Prepared.of(facts).asOf(from);
  const knownAt = proposed.knownAt ?? from;
  const scoped = options.scope !== undefined;
  const horizon = from + HORIZON_DAYS * MS_PER_DAY;
  const movedBy = new Set<string>();
  let at = from;
  let findings: readonly Finding[] = [];
  for (let step = 0; step < MAX_STEPS && at <= horizon; step++) {
    findings = judgeAt(timeline, known, proposed.at === at ? proposed : { ...proposed, at, knownAt }, scoped).findings;
    if (findings.length === 0) return { kind: 'at', at, movedBy: [...movedBy].sort() };
    for (const finding of findings) movedBy.add(finding.rule);
    const standing = findings.filter((finding) => finding.until === null);
    const change = timeline.at(at).until;
    if (standing.length > 0 && change === null) return { kind: 'never', because: ids(standing) };
    const end = standing.length > 0 ? Number.POSITIVE_INFINITY : Math.max(...findings.map((finding) => finding.until as Instant));
    const next = change === null ? end : Math.min(end, change);
    if (next > horizon && standing.length > 0) return { kind: 'never', because: ids(standing) };
    at = next;
  }
  return { kind: 'never', because: [...ids(findings), BEYOND_HORIZON].sort() };
}

function ids(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map((finding) => finding.rule))].sort();
}
