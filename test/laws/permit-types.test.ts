import { expect, it } from 'vitest';
import type { gate } from '../../src/law/gate.js';
import type { Permit, PermitClaims } from '../../src/law/permit.js';
import * as permits from '../../src/law/permit.js';

// What the compiler holds (`tsc -p tsconfig.test.json` fails otherwise): nothing is a permit but what the gate made.

type IsPermit<T> = [T] extends [Permit] ? true : false;
interface Shaped { readonly claims: PermitClaims; consume(now: number, textDigest: string): PermitClaims }
type Copied = { readonly [K in keyof Permit]: Permit[K] };

/** Of the same shape; copied from a real one; claims that nobody sealed; out of a store; a refusal that nobody asked. */
const forged: readonly [IsPermit<Shaped>, IsPermit<Copied>, IsPermit<PermitClaims>, IsPermit<object>, IsPermit<ReturnType<typeof gate>['permit']>] = [false, false, false, false, false];
const real: IsPermit<NonNullable<ReturnType<typeof gate>['permit']>> = true;

it('a permit is of a type of its own, and the module gives away no other way to make one', () => {
  expect([...forged, real]).toEqual([false, false, false, false, false, true]);
  expect(Object.keys(permits).sort()).toEqual(['PERMIT_LIFETIME_MS', 'isPermit', 'sealPermit']);
});
