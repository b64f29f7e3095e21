import { expect, it } from 'vitest';
import type { gate } from '../../src/law/gate.js';
import type { Permit, PermitClaims } from '../../src/law/permit.js';
import * as permits from '../../src/law/permit.js';

// What the compiler refuses (`tsc -p tsconfig.test.json` fails when it does not): a permit that the gate did not make.

declare const real: Permit;
declare const claims: PermitClaims;

// Never run: the lines are for the compiler.
function forgeries(): readonly Permit[] {
  // @ts-expect-error an object of the same shape is no permit
  const shaped: Permit = { claims, consume: () => claims };
  // @ts-expect-error nor is a copy of a real one
  const copied: Permit = { ...real };
  // @ts-expect-error nor claims that nobody sealed
  const unsealed: Permit = claims;
  // @ts-expect-error nor what came out of a store
  const stored: Permit = JSON.parse('{}') as object;
  // @ts-expect-error the class is a type alone: nobody can construct it
  const made: Permit = new permits.SealedPermit(claims);
  // @ts-expect-error what is sealed cannot be written
  real.claims.expiresAt = Number.MAX_SAFE_INTEGER;
  return [shaped, copied, unsealed, stored, made];
}

// @ts-expect-error a refusal carries no permit until it is asked for one
const certain = (answer: ReturnType<typeof gate>): Permit => answer.permit;

it('the module gives away no way to make a permit but the one that the gate alone uses', () => {
  expect([typeof forgeries, typeof certain]).toEqual(['function', 'function']);
  expect(Object.keys(permits).sort()).toEqual(['PERMIT_LIFETIME_MS', 'isPermit', 'sealPermit']);
});
