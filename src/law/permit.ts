import type { Instant } from '../domain/time/instant.js';

/** What is sealed into a permit: who, by which channel, exactly which text, and for which reserved attempt. */
export interface PermitClaims {
  readonly contactId: string;
  readonly attemptNo: number;
  readonly personId: string;
  /** The point (number, address) reached, as an id. */
  readonly pointId: string;
  readonly channel: string;
  /** SHA-256 of the rendered text, hex. */
  readonly textDigest: string;
  readonly issuedAt: Instant;
  /** Seconds later, not minutes: a stale permit is refused by the channel. */
  readonly expiresAt: Instant;
}

const SEAL = Symbol('seal');

/**
 * A class with a private field, exported only as a type: it cannot be constructed, spread or assigned outside this
 * file, and it is frozen. A permit is used once; `consume` makes the second use throw.
 */
class SealedPermit {
  readonly #claims: PermitClaims;
  #used = false;
  constructor(claims: PermitClaims, seal: symbol) {
    // A permit in hand gives away its constructor; without the seal it makes nothing.
    if (seal !== SEAL) throw new Error('permit: only the gate makes one');
    this.#claims = Object.freeze({ ...claims });
    Object.freeze(this);
  }
  get claims(): PermitClaims {
    return this.#claims;
  }
  /** Whether it was taken: whoever did may have let something leave, and nobody else may. */
  get used(): boolean {
    return this.#used;
  }
  /** Takes the permit. Throws if it was used, has expired, or does not cover this text. */
  consume(now: Instant, textDigest: string): PermitClaims {
    if (this.#used) throw new Error('permit: already used; ask the gate again');
    if (now >= this.#claims.expiresAt) throw new Error('permit: expired; ask the gate again');
    if (textDigest !== this.#claims.textDigest) throw new Error('permit: the text is not the text that was judged');
    this.#used = true;
    return this.#claims;
  }
  static is(value: unknown): value is SealedPermit {
    return typeof value === 'object' && value !== null && #claims in value;
  }
}

export type Permit = SealedPermit;

/** True only for permits made by the gate; a look-alike object is not one. */
export function isPermit(value: unknown): value is Permit {
  return SealedPermit.is(value);
}

export const PERMIT_LIFETIME_MS = 10_000;

/** For `gate.ts` alone (the tidy test holds it). */
export function sealPermit(claims: PermitClaims): Permit {
  return new SealedPermit(claims, SEAL);
}
