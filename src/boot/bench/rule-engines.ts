import { setFlagsFromString } from 'node:v8';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { ZenEngine } from '@gorules/zen-engine';
import { Engine, type RuleProperties } from 'json-rules-engine';
import type { Figures, TenRule } from './ten-rules.js';

// General rule engines with the ten rules, each prepared once and asked as its documentation advises. All answer with
// the rules that are against: a bare yes or no is no reason.

/** A rule engine with the ten rules. `inFlight`: how many questions are put at once, the best that was tried for it. */
export interface Peer {
  readonly name: string;
  readonly how: string;
  readonly inFlight: number;
  readonly against: (figures: Figures) => Promise<readonly TenRule[]> | readonly TenRule[];
}

const CELLS: readonly (readonly [TenRule, Partial<Record<keyof Figures, string>>])[] = [
  ['HOURS', { minute: '< 480' }], ['HOURS', { minute: '>= 1260' }], ['HOURS', { locationKnown: 'false' }], ['DAY-CAP', { attemptsToday: '>= 8' }], ['NUMBER-CAP', { dialsToNumberToday: '>= 6' }],
  ['DEBT-WEEK', { callsAboutDebtIn7Days: '>= 7' }], ['AFTER-TALK', { daysSinceTalk: '< 7' }], ['OPT-OUT', { optedOut: 'true' }], ['HOLD', { held: 'true' }],
  ['THIRD-PARTY', { outsider: 'true' }], ['UNREAD', { unread: '> 0' }], ['LOCATION', { locationKnown: 'false' }],
];
const FIELDS: readonly (keyof Figures)[] = ['minute', 'locationKnown', 'attemptsToday', 'dialsToNumberToday', 'callsAboutDebtIn7Days', 'daysSinceTalk', 'optedOut', 'held', 'outsider', 'unread'];

/** One decision table, hit policy "collect": a row for each condition, the rules' names collected. */
function zen(): Peer {
  const content = {
    hitPolicy: 'collect', inputs: FIELDS.map((field) => ({ id: field, name: field, field })), outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
    rules: CELLS.map(([rule, cells], i) => ({ _id: `r${i}`, ...Object.fromEntries(FIELDS.map((field) => [field, cells[field] ?? ''])), rule: `'${rule}'` })),
  };
  const node = (id: string, type: string, more: object = {}) => ({ id, name: id, type, position: { x: 0, y: 0 }, ...more });
  const decision = new ZenEngine().createDecision({
    nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', { content }), node('out', 'outputNode')],
    edges: [{ id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' }, { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' }],
  });
  return {
    name: '@gorules/zen-engine', how: 'decision table', inFlight: 500,
    against: async (figures) => [...new Set(((await decision.evaluate(figures)).result as readonly { rule: TenRule }[]).map((row) => row.rule))],
  };
}

function jsonRules(): Peer {
  const when = (fact: keyof Figures, operator: string, value: number | boolean) => ({ fact, operator, value });
  const rule = (type: TenRule, ...any: readonly ReturnType<typeof when>[]): RuleProperties => ({ conditions: { any: [...any] }, event: { type } });
  const engine = new Engine([
    rule('HOURS', when('locationKnown', 'equal', false), when('minute', 'lessThan', 480), when('minute', 'greaterThanInclusive', 1260)), rule('DAY-CAP', when('attemptsToday', 'greaterThanInclusive', 8)),
    rule('NUMBER-CAP', when('dialsToNumberToday', 'greaterThanInclusive', 6)), rule('DEBT-WEEK', when('callsAboutDebtIn7Days', 'greaterThanInclusive', 7)), rule('AFTER-TALK', when('daysSinceTalk', 'lessThan', 7)),
    rule('OPT-OUT', when('optedOut', 'equal', true)), rule('HOLD', when('held', 'equal', true)), rule('THIRD-PARTY', when('outsider', 'equal', true)), rule('UNREAD', when('unread', 'greaterThan', 0)),
    rule('LOCATION', when('locationKnown', 'equal', false)),
  ]);
  return { name: 'json-rules-engine', how: 'one engine', inFlight: 1, against: async (figures) => (await engine.run(figures as unknown as Record<string, unknown>)).events.map((event) => event.type as TenRule) };
}

// V8 of Node 20 stops the process ("unreachable code") when it must give up optimized code in a call of WebAssembly that
// it drew into the caller and that answers with an object, as cedar's does; so such calls are not drawn in.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');

/** Policies parsed once; each question is one authorization, its reasons the policies that forbid. */
function cedarWasm(): Peer {
  const forbid = (condition: string) => `forbid(principal, action, resource) when { ${condition} };`;
  const policies: Record<TenRule | 'PERMIT', string> = {
    'PERMIT': 'permit(principal, action, resource);', 'HOURS': forbid('!context.locationKnown || context.minute < 480 || context.minute >= 1260'), 'DAY-CAP': forbid('context.attemptsToday >= 8'),
    'NUMBER-CAP': forbid('context.dialsToNumberToday >= 6'), 'DEBT-WEEK': forbid('context.callsAboutDebtIn7Days >= 7'), 'AFTER-TALK': forbid('context.daysSinceTalk < 7'), 'OPT-OUT': forbid('context.optedOut'),
    'HOLD': forbid('context.held'), 'THIRD-PARTY': forbid('context.outsider'), 'UNREAD': forbid('context.unread > 0'), 'LOCATION': forbid('!context.locationKnown'),
  };
  const parsed = cedar.preparsePolicySet('ten', { staticPolicies: policies });
  if (parsed.type !== 'success') throw new Error(`cedar: ${JSON.stringify(parsed)}`);
  const call = { principal: { type: 'Collector', id: 'A' }, action: { type: 'Action', id: 'call' }, resource: { type: 'Person', id: 'P1' }, preparsedPolicySetId: 'ten', entities: [] };
  return {
    name: '@cedar-policy/cedar-wasm', how: 'policies parsed once', inFlight: 1,
    against: (figures) => {
      const answer = cedar.statefulIsAuthorized({ ...call, context: figures as unknown as Record<string, cedar.CedarValueJson> });
      if (answer.type !== 'success') throw new Error(`cedar: ${JSON.stringify(answer)}`);
      return answer.response.decision === 'allow' ? [] : (answer.response.diagnostics.reason as TenRule[]);
    },
  };
}

export const PEERS: readonly (() => Peer)[] = [zen, jsonRules, cedarWasm];
