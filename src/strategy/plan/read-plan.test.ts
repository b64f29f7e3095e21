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

  it('has a reader and a schema that agree on its shape, whatever is changed in it', () => {
    const junk = fc.oneof(
      fc.constantFrom<unknown>(null, true, false, '', 'sms', 'call', 'visit', '3d', '0h', '12x', 'main', 'M1', 'CN', 'unknown', 'zh', 'any', '10:00', '25:00', 0, 1, 2.5, -1, 1e15, [], {}, { from: 1 }, { en: 'a', zh: 'b' }),
      fc.constantFrom<unknown>(['mon'], ['mon', 'mon'], [{}], [{ made: 'sms-first' }], { channel: 'sms', tries: 2 }, { since: 'opened', wait: '1d' }, { max: 2, every: '1d' }, { CNY: { to: 5 } }, { cny: {} }, { constructor: 'main' }),
      fc.string({ unit: 'grapheme', maxLength: 50 }), fc.integer(), fc.jsonValue({ maxDepth: 2 }),
    );
    const keys = fc.constantFrom('note', 'when', 'window', 'repeat', 'by_arm', 'limits', 'to', 'from', 'grace', 'at_least', 'balance', 'country', 'days', 'tries', 'extra', 'constructor', '__proto__');
    fc.assert(
      fc.property(fc.constantFrom<unknown>(SMALL_PLAN, shipped), fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), keys, junk), { minLength: 1, maxLength: 3 }), (base, edits) => {
        let value = changedPlan([], base);
        for (const [pick, action, key, replacement] of edits) {
          const places = placesIn(value);
          const at = places[pick % places.length] ?? [];
          value = changedPlan([action === 'add' ? { at: [...at, key], to: replacement } : action === 'remove' ? { at } : { at, to: replacement }].filter((change) => canApply(value, change.at)), value);
        }
        expect(shapeAccepted(value)).toBe(schemaAccepts(value));
      }),
      { seed: 20261124, numRuns: 4000 },
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
