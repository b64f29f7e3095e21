import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../strategy/plan/read-plan.js';
import { parseYaml, YAML_TEXT_MAX } from './yaml-text.js';

const shipped = readFileSync(new URL('../../../plans/ladder.yaml', import.meta.url), 'utf8');

function parsed(text: string) {
  const result = parseYaml(text, 'plan');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

describe('the text of a plan', () => {
  it('that we ship reads without a problem', () => {
    expect(readPlan(parsed(shipped).value)).toMatchObject({ ok: true });
  });

  it('is plain values', () => {
    expect(parsed('a: 1\nb: [x, "y", 1.5, true, null]\nc: { d: no, on: 10:00 }\n').value).toEqual({ a: 1, b: ['x', 'y', 1.5, true, null], c: { d: 'no', on: '10:00' } });
    expect(Object.getPrototypeOf(parsed('__proto__: { a: 1 }').value)).toBe(Object.prototype);
    expect(Object.keys(parsed('__proto__: { a: 1 }').value as object)).toEqual(['__proto__']);
    expect(parsed('<<: { a: 1 }').value).toEqual({ '<<': { a: 1 } });
  });

  it('gives the line of a problem back', () => {
    const broken = shipped.replace('after: 14d', 'after: 14 days').replace('channel: call\n', 'channel: fax\n').replace('max: 3, within: 7d', 'max: 3, withn: 7d');
    const text = parsed(broken);
    const reading = readPlan(text.value);
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    const lines = broken.split('\n');
    const at = Object.fromEntries(reading.problems.map((problem) => [problem.where, lines[(text.placeOf(problem.where)?.line ?? 0) - 1]?.trim()]));
    expect(at).toEqual({
      '$.limits[0]': '- { max: 3, withn: 7d }',
      '$.limits[0].withn': '- { max: 3, withn: 7d }',
      '$.ladders.small[1].after': 'after: 14 days',
      '$.ladders.early[2].channel': 'channel: fax',
    });
  });

  it('gives line and column; the parent’s for what is missing, and nothing for an empty text', () => {
    expect(parsed('a:\n  b:\n    c: 1\n').placeOf('$.a.b.d.e')).toEqual({ line: 2, column: 3 });
    expect(parsed('a:\n  - x\n  - y\n').placeOf('$.a[1]')).toEqual({ line: 3, column: 5 });
    expect(parsed('"odd key":\n  "a\\"b": 1\n').placeOf('$["odd key"]["a\\"b"]')).toEqual({ line: 2, column: 3 });
    expect(parsed('').placeOf('$.a')).toBeNull();
  });

  it.each<[string, string, string, number | null]>([
    ['a field twice', 'a: 1\nb: 2\na: 3\n', 'this field is there already; each field once', 3],
    ['a field twice, deeper', 'x:\n  a: 1\n  a: 1\n', 'this field is there already; each field once', 3],
    ['an alias', 'a: &x 1\nb: *x\n', 'aliases (*name) are not read in a plan; write the value out', 2],
    ['an anchor', 'a: &x 1\n', 'anchors (&name) are not read in a plan; remove it', 1],
    ['a tag', 'a: 1\nb: !!binary aGk=\n', 'tags (tag:yaml.org,2002:binary) are not read in a plan; remove it', 2],
    ['a tag of a program', 'a: !!js/function "x"\n', 'not readable as YAML: Unresolved tag: tag:yaml.org,2002:js/function', 1],
    ['two documents', 'a: 1\n---\nb: 2\n', 'the text holds more than one document ("---"); keep one', 2],
    ['tabs', 'a:\n\tb: 1\n', 'indent with spaces, not with tabs', 2],
    ['a number as a field name', '1: a\n', 'the name of a field must be text; put it in quotes', 1],
    ['a list as a field name', '? [a]\n: b\n', 'the name of a field must be text; put it in quotes', 1],
  ])('refuses %s', (_, text, problem, line) => {
    const result = parseYaml(text, 'plan');
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems.map((p) => [p.where, p.problem, p.at?.line])).toContainEqual(['$', problem, line]);
  });

  it('refuses a bomb before it goes off', { timeout: 60_000 }, () => {
    const laughs = ['a: &a [x]', ...Array.from('bcdefghij', (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`)].join('\n');
    expect(parseYaml(laughs, 'plan').ok).toBe(false);
    for (const text of ['['.repeat(100_000), '- '.repeat(100_000), '{a: '.repeat(60_000), 'a: '.repeat(80_000), '? '.repeat(100_000)]) expect(parseYaml(text, 'plan').ok).toBe(false);
    expect(parseYaml(' '.repeat(YAML_TEXT_MAX + 1), 'plan')).toEqual({ ok: false, problems: [{ where: '$', problem: `the plan is longer than ${YAML_TEXT_MAX} characters; shorten it`, at: null }] });
  });
});
