import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MS_PER_DAY, MS_PER_HOUR } from '../../domain/time/instant.js';
import { BAD_PLANS, changedPlan, GOOD_PLANS, SMALL_PLAN } from '../corpus/plans.js';
import schema from './plan.schema.json' with { type: 'json' };
import { durationMs } from './duration.js';
import { readPlan } from './read-plan.js';

const schemaAccepts = new Ajv2020({ strict: true, strictTypes: false, allErrors: false }).compile(schema);
const shipped: unknown = parse(readFileSync(new URL('../../../plans/ladder.yaml', import.meta.url), 'utf8'));

/** Whether the reader finds the shape right; what a schema cannot see does not count. */
function shapeAccepted(value: unknown): boolean {
  const reading = readPlan(value);
  return reading.ok || reading.problems.every((problem) => problem.kind === 'sense');
}

describe('a plan', () => {
  it.each(GOOD_PLANS)('reads: %s', (_, changes) => {
    const value = changedPlan(changes);
    expect(readPlan(value)).toMatchObject({ ok: true });
    expect(schemaAccepts(value)).toBe(true);
  });

  it.each(BAD_PLANS)('is refused: %s', (_, changes, kind, where) => {
    const value = changedPlan(changes);
    const reading = readPlan(value);
    expect(reading.ok ? [] : reading.problems.map((problem) => [problem.kind, problem.where])).toContainEqual([kind, where]);
    expect(schemaAccepts(value)).toBe(kind === 'sense');
  });

  it('has a reader and a schema that agree at every place and every limit', () => {
    // One plan with every field; at every place every value of interest, and every member removed.
    const rich = changedPlan([...GOOD_PLANS.flatMap(([, changes]) => changes), { at: ['segments'], to: RICH_SEGMENTS }]);
    expect(readPlan(rich)).toMatchObject({ ok: true });
    const disagreements: string[] = [];
    let accepted = 0;
    const compare = (at: readonly (string | number)[], to: unknown): void => {
      const value = changedPlan([{ at, to }], rich);
      const bySchema = schemaAccepts(value);
      accepted += Number(bySchema);
      if (bySchema !== shapeAccepted(value)) disagreements.push(`${at.join('.')} = ${JSON.stringify(to)?.slice(0, 60)}: schema ${bySchema ? 'accepts' : 'refuses'}`);
    };
    for (const at of placesIn(rich)) {
      for (const value of [...VALUES, ...resized(at.reduce<unknown>((current, key) => (current as Record<string | number, unknown>)[key], rich))]) compare(at, value);
      if (at.length > 0) compare(at, undefined);
    }
    expect(disagreements).toEqual([]);
    expect(accepted).toBeGreaterThan(500);
  });

  it('has a reader and a schema that agree however the shipped plan is spoilt', () => {
    const junk = fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'grapheme', maxLength: 50 }), fc.integer(), fc.jsonValue({ maxDepth: 2 }));
    const keys = fc.constantFrom('note', 'when', 'window', 'repeat', 'by_arm', 'limits', 'to', 'from', 'grace', 'at_least', 'balance', 'country', 'days', 'tries', 'extra', 'constructor', 'toString');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), keys, junk), { minLength: 1, maxLength: 3 }), (edits) => {
        let value = shipped;
        for (const [pick, action, key, replacement] of edits) {
          const places = placesIn(value);
          const at = places[pick % places.length] ?? [];
          value = changedPlan([action === 'add' ? { at: [...at, key], to: replacement } : action === 'remove' ? { at } : { at, to: replacement }].filter((change) => canApply(value, change.at)), value);
        }
        expect(shapeAccepted(value)).toBe(schemaAccepts(value));
      }),
      { seed: 20261124, numRuns: 1000 },
    );
  });

  it('has its durations in milliseconds and its texts as given', () => {
    const reading = readPlan(SMALL_PLAN);
    if (!reading.ok) throw new Error('the small plan does not read');
    expect(reading.plan).toMatchObject({ name: 'small', reviewEveryMs: 7 * MS_PER_DAY, answerLastsMs: 14 * MS_PER_DAY, dayEdges: [1, 31], limits: [], note: null });
    expect(reading.plan.segments[0]?.ladder.steps[1]).toEqual({
      id: 'call', channel: 'call', template: 'call-reminder', waitMs: 3 * MS_PER_DAY, waitSince: 'previous', when: [],
      escalateBecause: [{ reason: 'sms_unanswered', if: { kind: 'unanswered', step: 'sms-first' } }], repeatMax: 3, repeatEveryMs: 2 * MS_PER_DAY, window: null, note: null,
    });
  });

  it('takes the templates that exist from whoever knows them', () => {
    expect(readPlan(SMALL_PLAN, [{ id: 'reminder-first', channel: 'sms' }])).toMatchObject({ ok: false, problems: [{ where: '$.ladders.main[1].template', problem: 'no such template; known are reminder-first' }] });
  });

  it('tells a stranger what is wrong and what to do', () => {
    const reading = readPlan(changedPlan([{ at: ['arms', 0, 'weight'], to: 'heavy' }, { at: ['segments', 0, 'lader'], to: 'main' }]));
    expect(reading.ok ? [] : reading.problems).toEqual([
      { where: '$.arms[0].weight', problem: 'must be a whole number from 1 to 1000, found "heavy"', kind: 'shape' },
      { where: '$.segments[0].lader', problem: 'no such field: expected one of id, title, match, ladder, by_arm, note', kind: 'shape' },
    ]);
  });
});

describe('a duration', () => {
  it.each([['0h', 0], ['1h', MS_PER_HOUR], ['3d', 3 * MS_PER_DAY], ['9999d', 9999 * MS_PER_DAY], ['01d', null], ['1.5d', null], ['3 d', null], ['3d\n', null], ['', null], ['d', null], ['10000d', null]])('%j', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });
});

const LIMITS = [0, 1, 3, 7, 10, 20, 30, 40, 50, 100, 200, 250, 500, 1000, 2000, 100_000, 1e14];
/** Values of every kind that a plan has, and both sides of every limit. */
const VALUES: readonly unknown[] = [
  null, true, false, '', 'sms', 'call', 'mail', 'email', 'visit', '3d', '0h', '12x', '10000d', 'main', 'M1', 'M6+', '+', 'CN', 'unknown', 'zh', 'fr', 'any', 'previous', 'promise', 'reply', 'person', 'mon', '10:00', '24:00', 'step_made',
  'refused', 'no_visit_reach', [], {}, { en: 'a', zh: 'b' }, { from: 1 }, { made: 'sms-first' }, { made: 'a', unanswered: 'b' }, { broken_promise: true }, { broken_promise: 1 }, { channel: 'sms', tries: 2 }, { since: 'opened', wait: '1d' },
  { max: 2, every: '1d' }, { CNY: { to: 5 } }, { cny: {} }, ['mon', 'mon'], ['unknown'], ['CN', 'CN'], [{}], 'a\nb', ' ', 'é', '😀'.repeat(100), '😀'.repeat(101), 0.5, 2.25,
  ...LIMITS.flatMap((limit) => [limit, limit + 1, limit - 1, 'x'.repeat(Math.min(limit, 2000)), 'x'.repeat(Math.min(limit + 1, 2001))]),
];

/** A list or group grown and shrunk to both sides of every limit on how many. */
function resized(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const sizes = LIMITS.filter((limit) => limit <= 250).flatMap((limit) => [limit, limit + 1]);
  if (Array.isArray(value)) return sizes.map((size) => Array.from({ length: size }, () => (value as unknown[])[0]));
  const [member] = Object.values(value);
  return sizes.map((size) => Object.fromEntries(Array.from({ length: size }, (_, i) => [/^[A-Z]{3}$/.test(Object.keys(value)[0] ?? '') ? currency(i) : `name-${i}`, member])));
}

function currency(i: number): string {
  return [Math.floor(i / 676), Math.floor(i / 26) % 26, i % 26].map((letter) => String.fromCharCode(65 + letter)).join('');
}

const WORDS = { en: 'Segment', zh: '客群' };
const RICH_SEGMENTS = [
  {
    id: 'first', title: WORDS, ladder: 'nothing', note: 'a note',
    match: {
      country: ['CN', 'unknown'], language: ['zh', 'en'], creditor: ['bank one'], stage: ['M1'], days_past_due: { from: 1, to: 1 }, balance: { CNY: { to: 100 }, USD: { from: 5 } }, product: ['credit_card'],
      phones: { from: 1 }, addresses: { to: 0 }, emails: { from: 0 }, debts: { from: 2 },
    },
  },
  { id: 'everyone', title: WORDS, match: {}, ladder: 'main', by_arm: { gentle: 'gentle' } },
];

/** Every place in a value, as a path. */
function placesIn(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  const members: [string | number, unknown][] = Array.isArray(value) ? value.map((item: unknown, i) => [i, item]) : Object.entries(value);
  return [at, ...members.flatMap(([key, member]) => placesIn(member, [...at, key]))];
}

function canApply(value: unknown, at: readonly (string | number)[]): boolean {
  const parent = at.slice(0, -1).reduce<unknown>((current, key) => (current as Record<string | number, unknown>)[key], value);
  return at.length > 0 && typeof parent === 'object' && parent !== null && !(Array.isArray(parent) && typeof at.at(-1) === 'string') && at.at(-1) !== '__proto__';
}
