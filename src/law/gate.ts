import { assert } from '../domain/assert.js';
import type { Instant } from '../domain/time/instant.js';
import { earliestBy } from './earliest.js';
import type { Facts, Proposed } from './facts.js';
import { lawInForce } from './in-force.js';
import { judgeBy } from './judge.js';
import { PERMIT_LIFETIME_MS, sealPermit, type Permit, type PermitClaims } from './permit.js';
import type { Earliest, Verdict } from './verdict.js';

/** Which packs and articles are judged. */
export interface JudgeOptions {
  /** Jurisdictions to judge by; absent: all that fit the person's country, state and city, and the house's own rules. */
  readonly jurisdictions?: readonly string[];
  /** Articles or rule ids to be judged, all others taken as satisfied. A name that no rule bears denies. */
  readonly scope?: readonly string[];
}

/** What the law says of `proposed` at `proposed.at`. Pure; the same arguments give the same bytes. */
export function judge(facts: Facts, proposed: Proposed, options: JudgeOptions = {}): Verdict {
  return judgeBy(lawInForce(), facts, proposed, options);
}

/**
 * Earliest lawful instant at or after `from`, exact: allowed at it, denied at every instant from `from` up to it, on
 * the facts as known at `from`. `never` names the rules that no passing of time satisfies.
 */
export function earliestLawfulInstant(facts: Facts, proposed: Proposed, from: Instant, options: JudgeOptions = {}): Earliest {
  return earliestBy(lawInForce(), facts, proposed, from, options);
}

/**
 * The gate: judges at `proposed.at`, and only if allowed makes the permit. The only issuer. It takes no options, so
 * that nothing leaves on a narrower question than all the law that fits. Throws {@link BrokenAssumption} when the
 * claims are not about the person and channel that were judged.
 */
export function gate(
  facts: Facts, proposed: Proposed, claims: Omit<PermitClaims, 'issuedAt' | 'expiresAt'>,
): { readonly verdict: Verdict; readonly permit: Permit | null } {
  assert(claims.personId === proposed.personId, 'a permit is for the person that was judged');
  assert(claims.channel === proposed.channel, 'a permit is for the channel that was judged');
  const verdict = judge(facts, proposed);
  if (verdict.outcome !== 'allowed') return { verdict, permit: null };
  return { verdict, permit: sealPermit({ ...claims, issuedAt: proposed.at, expiresAt: lawfulUntil(facts, proposed) }) };
}

/** The end of a permit: seconds later, or sooner where the hours end first, for a slow provider must not carry a text of 21:59:58 into the night. */
function lawfulUntil(facts: Facts, proposed: Proposed): Instant {
  const lawful = (at: Instant): boolean => judge(facts, { ...proposed, at }).outcome === 'allowed';
  let allowed = proposed.at;
  let barred = proposed.at + PERMIT_LIFETIME_MS;
  if (lawful(barred - 1)) return barred;
  while (barred - allowed > 1) {
    const between = Math.floor((allowed + barred) / 2);
    if (lawful(between)) allowed = between;
    else barred = between;
  }
  return barred;
}
