import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { localToInstant } from '../../src/domain/time/zone.js';
import type { Facts, Proposed } from '../../src/law/facts.js';
import { gate, judge } from '../../src/law/gate.js';
import { isPermit, PERMIT_LIFETIME_MS, type Permit } from '../../src/law/permit.js';
import { factsArb, proposedArb, SEED } from './arbitraries.js';

const at = localToInstant('Asia/Shanghai', '2026-03-10', 10 * 3_600_000);
const facts: Facts = {
  person: { personId: 'consumer', country: 'CN', state: 'unknown', city: 'unknown', locations: [{ basis: 'residence', tz: 'Asia/Shanghai' }] },
  debts: [{ id: 'D1', type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' }],
  events: [], unreadInbound: 0,
};
const proposed: Proposed = { at, tz: 'Asia/Shanghai', channel: 'sms', debtIds: ['D1'], personId: 'consumer', role: 'debtor', purpose: 'collect' };
const claims = { contactId: 'K1', attemptNo: 1, personId: 'consumer', pointId: 'P1', channel: 'sms', textDigest: 'd'.repeat(64) };

function permit(): Permit {
  const made = gate(facts, proposed, claims).permit;
  if (made === null) throw new Error('the example must be allowed');
  return made;
}

describe('a permit', () => {
  it('is made exactly when the verdict is "allowed", and carries what was judged', () => {
    let made = 0;
    fc.assert(fc.property(factsArb, proposedArb, (someFacts, question) => {
      const outcome = gate(someFacts, question, { ...claims, personId: question.personId, channel: question.channel });
      expect(outcome.verdict).toEqual(judge(someFacts, question));
      expect(outcome.permit !== null).toBe(outcome.verdict.outcome === 'allowed');
      if (outcome.permit === null) return;
      made++;
      const { expiresAt, ...rest } = outcome.permit.claims;
      expect(rest).toEqual({ ...claims, personId: question.personId, channel: question.channel, issuedAt: question.at });
      expect(expiresAt).toBeGreaterThan(question.at);
      expect(expiresAt).toBeLessThanOrEqual(question.at + PERMIT_LIFETIME_MS);
      expect(judge(someFacts, { ...question, at: expiresAt - 1 }).outcome).toBe('allowed');
    }), { ...SEED, numRuns: 500 });
    expect(made).toBeGreaterThan(5);
  });

  it.each([
    // The day ends at 22:00: a provider that takes nine seconds must not carry it into the night.
    ['21:59:49.999', 79_189_999, PERMIT_LIFETIME_MS], ['21:59:50', 79_190_000, PERMIT_LIFETIME_MS], ['21:59:50.001', 79_190_001, PERMIT_LIFETIME_MS - 1], ['21:59:59.999', 79_199_999, 1],
  ])('given at %s lasts no longer than the hours', (_, ms, lasts) => {
    const late = localToInstant('Asia/Shanghai', '2026-03-10', ms);
    const { permit: short } = gate(facts, { ...proposed, at: late }, claims);
    expect(short?.claims.expiresAt).toBe(late + lasts);
    expect(() => short?.consume(late + lasts, claims.textDigest)).toThrow(/expired/);
  });

  it('is refused for another person or channel than was judged', () => {
    expect(() => gate(facts, proposed, { ...claims, personId: 'somebody' })).toThrow(/person/);
    expect(() => gate(facts, proposed, { ...claims, channel: 'call' })).toThrow(/channel/);
  });

  it('cannot be forged: no copy, look-alike or stored form is one', () => {
    const real = permit();
    expect(isPermit(real)).toBe(true);
    const shaped = { claims: real.claims, consume: () => real.claims };
    const forgeries: readonly unknown[] = [
      { ...real }, Object.assign({}, real), JSON.parse(JSON.stringify(real)), Object.create(real as object), Object.create(Object.getPrototypeOf(real) as object),
      Object.setPrototypeOf(shaped, Object.getPrototypeOf(real) as object), shaped, null, undefined, 'permit', real.claims,
    ];
    for (const forgery of forgeries) expect(isPermit(forgery)).toBe(false);
    const built: unknown = Reflect.construct(Object, [], real.constructor as new () => object);
    expect(isPermit(built)).toBe(false);
    const Maker = real.constructor as new (...args: readonly unknown[]) => object;
    for (const seal of [undefined, Symbol('seal'), 'seal']) expect(() => new Maker({ ...real.claims, expiresAt: Number.MAX_SAFE_INTEGER }, seal)).toThrow(/only the gate/);
  });

  it('cannot be altered', () => {
    const real = permit();
    expect(Object.isFrozen(real)).toBe(true);
    expect(Object.isFrozen(real.claims)).toBe(true);
    expect(() => Object.assign(real.claims, { personId: 'somebody' })).toThrow(TypeError);
    expect(() => Object.assign(real, { expiresAt: Number.MAX_SAFE_INTEGER })).toThrow(TypeError);
  });

  it('cannot be stored: its text form says nothing', () => expect(JSON.stringify(permit())).toBe('{}'));

  it('is used once', () => {
    const real = permit();
    expect(real.used).toBe(false);
    expect(() => real.consume(at, 'e'.repeat(64))).toThrow();
    expect(real.used, 'what was refused is not used').toBe(false);
    expect(real.consume(at, claims.textDigest).contactId).toBe('K1');
    expect(real.used).toBe(true);
    expect(() => real.consume(at, claims.textDigest)).toThrow(/already used/);
  });

  it('dies at its last second, and is for one text only', () => {
    expect(() => permit().consume(at + PERMIT_LIFETIME_MS, claims.textDigest)).toThrow(/expired/);
    expect(permit().consume(at + PERMIT_LIFETIME_MS - 1, claims.textDigest).attemptNo).toBe(1);
    expect(() => permit().consume(at, 'e'.repeat(64))).toThrow(/not the text/);
  });

  it('is sealed by the gate alone', () => {
    const files = readdirSync(new URL('../../src/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const users = files.filter((file) => readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8').includes('sealPermit'));
    expect(users.sort()).toEqual(['law/gate.ts', 'law/permit.ts']);
  });
});
