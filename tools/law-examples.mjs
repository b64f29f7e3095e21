// Which worked examples show a rule: one that it lets pass, one that it forbids, and a pair at the edge, which differ by
// one step (a second, a day, one event, one fact) and in the verdict. Found, not declared.
import { readFileSync, readdirSync } from 'node:fs';
import { readCorpora } from './corpora.mjs';

/** For each rule id, the examples that touch it: `{ told, denied, code, until, applied }`. `law` holds `readExample` and `judge`. */
export function examplesByRule({ readExample, judge }) {
  const rules = new Map();
  for (const told of readCorpora(readExample)) {
    const { facts, proposed, options } = told.example;
    const verdict = judge(facts, proposed, options);
    const add = (rule, more) => rules.set(rule, [...(rules.get(rule) ?? []), { told, outcome: verdict.outcome, ...more }]);
    const touched = new Set([...verdict.findings.map((one) => one.rule), ...verdict.satisfied]);
    for (const one of verdict.findings) add(one.rule, { denied: true, alone: verdict.findings.length === 1, finding: one });
    for (const rule of verdict.satisfied) add(rule, { denied: false, applied: true });
    if (told.about !== null && !touched.has(told.about.rule)) add(told.about.rule, { denied: false, applied: false });
  }
  return rules;
}

/** `yes`, `no` and the pair at the edge of one rule, each `undefined` when no example shows it. */
export function shown(examples) {
  const allowed = examples.filter((one) => !one.denied && one.outcome === 'allowed');
  const denied = examples.filter((one) => one.denied);
  const own = (one) => (one.told.about === null ? 1 : 0);
  const pairs = denied.flatMap((no) => allowed.flatMap((yes) => {
    const step = stepBetween(yes.told.value, no.told.value);
    return step === null ? [] : [{ yes, no, step }];
  }));
  pairs.sort((a, b) => a.step.size - b.step.size || own(a.no) - own(b.no));
  return {
    yes: allowed.find((one) => one.applied) ?? allowed[0],
    no: denied.find((one) => one.alone) ?? denied[0],
    edge: pairs[0],
  };
}

const DAY_MS = 86_400_000;
const ASKED = ['consumer', 'debts', 'events', 'proposed', 'unread', 'unknown'];

/**
 * The one step between two examples, or `null` when they are further apart: a time moved by at most a day, one event
 * more, or one fact that differs. `size`: the smaller the finer, from a second
 * over one event and a day to a fact.
 */
export function stepBetween(a, b) {
  if (a.jurisdiction !== b.jurisdiction) return null;
  const [left, right] = [a, b].map((one) => Object.fromEntries(ASKED.map((key) => [key, one[key]])));
  const [more, fewer] = left.events.length > right.events.length ? [left, right] : [right, left];
  if (more.events.length === fewer.events.length + 1) {
    const i = more.events.findIndex((event, at) => JSON.stringify(event) !== JSON.stringify(fewer.events[at]));
    const rest = more.events.filter((_, at) => at !== i);
    return JSON.stringify({ ...more, events: rest }) === JSON.stringify(fewer) ? { size: 2, words: `one event: ${more.events[i].type}` } : null;
  }
  const differing = [...leaves(left, right, '')];
  if (differing.length !== 1) return null;
  const [{ path, from, to }] = differing;
  if (/(^|\.)(at|until)$/.test(path)) {
    const ms = Math.abs(Date.parse(`${from}Z`) - Date.parse(`${to}Z`));
    return ms <= DAY_MS ? { size: ms <= 1_000 ? 0 : ms <= 60_000 ? 1 : ms === DAY_MS ? 3 : 4, words: `${path}: ${from} / ${to}` } : null;
  }
  return { size: 5, words: `${path}: ${said(from)} / ${said(to)}` };
}

const said = (value) => (value === undefined ? '–' : JSON.stringify(value));

/** Places where two values differ, each a leaf or a part that only one of them has. */
function* leaves(a, b, path) {
  if (JSON.stringify(a) === JSON.stringify(b)) return;
  const nested = (value) => typeof value === 'object' && value !== null;
  if (!nested(a) || !nested(b) || Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) {
    yield { path, from: a, to: b };
    return;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) yield* leaves(a[key], b[key], path === '' ? key : `${path}.${key}`);
}

/** Test files that name a rule, as whole files know it: `'CN-F1'`. */
export function testsNaming(rule, root = '.') {
  return testTexts(root).filter(({ text }) => text.includes(`'${rule}'`)).map(({ file }) => file);
}

let texts = null;
function testTexts(root) {
  texts ??= ['src/law', 'test/laws', 'test/flow'].flatMap((folder) => readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts')).sort().map((name) => ({ file: `${folder}/${name}`, text: readFileSync(`${root}/${folder}/${name}`, 'utf8') })));
  return texts;
}
