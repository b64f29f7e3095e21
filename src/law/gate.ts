import type { Instant } from '../domain/time/instant.js';
import type { Facts, Proposed } from './facts.js';
import type { PermitClaims, Permit } from './permit.js';
import type { Earliest, Verdict } from './verdict.js';

/** Which packs and articles are judged. */
export interface JudgeOptions {
  /** Jurisdictions to judge by; absent: all that fit the person's country, state and city. */
  readonly jurisdictions?: readonly string[];
  /** Articles or rule ids to be judged, all others taken as satisfied. */
  readonly scope?: readonly string[];
}

/** What the law says of `proposed` at `proposed.at`. Pure; the same arguments give the same bytes. */
export declare function judge(facts: Facts, proposed: Proposed, options?: JudgeOptions): Verdict;

/** Earliest lawful instant at or after `from`, exact. */
export declare function earliestLawfulInstant(facts: Facts, proposed: Proposed, from: Instant, options?: JudgeOptions): Earliest;

/** The gate: judges, and only if allowed makes the permit. The only issuer. */
export declare function gate(
  facts: Facts, proposed: Proposed, claims: Omit<PermitClaims, 'issuedAt' | 'expiresAt'>,
): { readonly verdict: Verdict; readonly permit: Permit | null };
