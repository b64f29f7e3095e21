import type { PlanProblem } from '../plan/read-plan.js';

/** The smallest plan that says everything a plan must say. */
export const SMALL_PLAN = {
  format: 1,
  name: 'small',
  title: { en: 'Small', zh: '小方案' },
  review_every: '7d',
  answer_lasts: '14d',
  stages: [{ name: 'M1', from: 1, to: 30 }, { name: 'M2+', from: 31 }],
  holdout: { percent: 0, salt: 'corpus' },
  arms: [{ name: 'standard', weight: 1 }],
  quiet: ['promise', 'plan', 'payment', 'dispute', 'hardship', 'stop', 'complaint', 'distress'].map((kind) => ({ kind })),
  ladders: {
    main: [
      { id: 'sms-first', channel: 'sms', template: 'reminder-first', after: '0h' },
      {
        id: 'call', channel: 'call', template: 'call-reminder', after: '3d', repeat: { max: 3, every: '2d' },
        escalate_because: [{ reason: 'sms_unanswered', if: { unanswered: 'sms-first' } }],
      },
    ],
  },
  segments: [{ id: 'everyone', title: { en: 'Everyone', zh: '全部' }, match: {}, ladder: 'main' }],
} as const;

/** A change to {@link SMALL_PLAN}: the value at a path replaced, or the member removed when `to` is absent. */
export interface PlanChange {
  readonly at: readonly (string | number)[];
  readonly to?: unknown;
}

const STEP = ['ladders', 'main', 0] as const;
const CALL = ['ladders', 'main', 1] as const;
const MATCH = ['segments', 0, 'match'] as const;
const EVERYONE = SMALL_PLAN.segments[0];
/** A segment before the catch-all. */
const before = (match: unknown): PlanChange => ({ at: ['segments'], to: [{ ...EVERYONE, id: 'first', match }, EVERYONE] });

export const GOOD_PLANS: readonly (readonly [string, readonly PlanChange[]])[] = [
  ['the small plan', []],
  ['a window', [{ at: [...STEP, 'window'], to: { from: '10:00', to: '18:30', days: ['mon', 'sun'] } }]],
  ['a wait since the opening', [{ at: [...STEP, 'after'], to: { since: 'opened', wait: '12h' } }]],
  ['every condition', [{ at: [...CALL, 'when'], to: [{ made: 'sms-first' }, { days_past_due_at_least: 0 }, { not_reachable_by: { channel: 'sms' } }, { refused: 'any' }, { broken_promise: true }] }]],
  ['every predicate', [before({
    country: ['CN', 'unknown'], language: ['zh'], creditor: ['bank one'], stage: ['M1'], days_past_due: { from: 1, to: 1 }, balance: { CNY: { to: 100 }, USD: { from: 5 } }, product: ['credit_card'],
    phones: { from: 1 }, addresses: { to: 0 }, emails: { from: 0 }, debts: { from: 2 },
  })]],
  ['half a per cent held out', [{ at: ['holdout', 'percent'], to: 2.5 }]],
  ['an arm with a ladder of its own', [
    { at: ['arms'], to: [{ name: 'standard', weight: 3 }, { name: 'gentle', weight: 1 }] },
    { at: ['ladders', 'gentle'], to: [{ id: 'gentle-sms', channel: 'sms', template: 'reminder-second', after: '5d' }] },
    { at: ['segments', 0, 'by_arm'], to: { gentle: 'gentle' } },
  ]],
  ['a segment left alone', [{ at: ['ladders', 'nothing'], to: [] }, { at: ['segments'], to: [{ ...EVERYONE, id: 'few', match: { debts: { from: 9 } }, ladder: 'nothing', note: 'for now' }, EVERYONE] }]],
  ['limits', [{ at: ['limits'], to: [{ max: 1, within: '1d' }, { channel: 'visit', max: 1, within: '30d' }] }]],
];

/** Where the first problem must be, and whether a schema can see it. */
export const BAD_PLANS: readonly (readonly [string, readonly PlanChange[], PlanProblem['kind'], string])[] = [
  ['no plan at all', [{ at: [], to: null }], 'shape', '$'],
  ['a list', [{ at: [], to: [] }], 'shape', '$'],
  ['another format', [{ at: ['format'], to: 2 }], 'shape', '$.format'],
  ['a missing field', [{ at: ['holdout'] }], 'shape', '$'],
  ['a misspelt field', [{ at: ['hold_out'], to: {} }], 'shape', '$.hold_out'],
  ['an odd field', [{ at: ['odd key'], to: 1 }], 'shape', '$["odd key"]'],
  ['a name with capitals', [{ at: ['name'], to: 'Ladder' }], 'shape', '$.name'],
  ['a title in one language', [{ at: ['title'], to: { en: 'x' } }], 'shape', '$.title'],
  ['an empty title', [{ at: ['title', 'zh'], to: '' }], 'shape', '$.title.zh'],
  ['a wait without unit', [{ at: [...STEP, 'after'], to: 3 }], 'shape', '$.ladders.main[0].after'],
  ['a wait in weeks', [{ at: [...STEP, 'after'], to: '1w' }], 'shape', '$.ladders.main[0].after'],
  ['a negative wait', [{ at: [...STEP, 'after'], to: '-1d' }], 'shape', '$.ladders.main[0].after'],
  ['a channel that does not exist', [{ at: [...STEP, 'channel'], to: 'fax' }], 'shape', '$.ladders.main[0].channel'],
  ['a condition that does not exist', [{ at: [...CALL, 'when'], to: [{ angry: true }] }], 'shape', '$.ladders.main[1].when[0]'],
  ['two conditions in one', [{ at: [...CALL, 'when'], to: [{ made: 'sms-first', unanswered: 'sms-first' }] }], 'shape', '$.ladders.main[1].when[0]'],
  ['a promise not broken', [{ at: [...CALL, 'when'], to: [{ broken_promise: false }] }], 'shape', '$.ladders.main[1].when[0].broken_promise'],
  ['a reason of one’s own', [{ at: [...CALL, 'escalate_because', 0, 'reason'], to: 'we_like_to' }], 'shape', '$.ladders.main[1].escalate_because[0].reason'],
  ['no reasons listed', [{ at: [...CALL, 'escalate_because'], to: [] }], 'shape', '$.ladders.main[1].escalate_because'],
  ['half the people held out and more', [{ at: ['holdout', 'percent'], to: 50.5 }], 'shape', '$.holdout.percent'],
  ['a third of a per cent held out', [{ at: ['holdout', 'percent'], to: 0.3 }], 'shape', '$.holdout.percent'],
  ['a weight of nothing', [{ at: ['arms', 0, 'weight'], to: 0 }], 'shape', '$.arms[0].weight'],
  ['a time of day as a number', [{ at: [...STEP, 'window'], to: { from: 600, to: '18:00' } }], 'shape', '$.ladders.main[0].window.from'],
  ['a time of day past midnight', [{ at: [...STEP, 'window'], to: { from: '10:00', to: '24:00' } }], 'shape', '$.ladders.main[0].window.to'],
  ['a day twice', [{ at: [...STEP, 'window'], to: { from: '10:00', to: '18:00', days: ['mon', 'mon'] } }], 'shape', '$.ladders.main[0].window.days'],
  ['a country in words', [{ at: MATCH, to: { country: ['China'] } }], 'shape', '$.segments[0].match.country[0]'],
  ['a currency in lower case', [{ at: MATCH, to: { balance: { cny: {} } } }], 'shape', '$.segments[0].match.balance.cny'],
  ['a fraction of a cent', [{ at: MATCH, to: { balance: { CNY: { to: 0.5 } } } }], 'shape', '$.segments[0].match.balance.CNY.to'],
  ['a pressure level', [{ at: [...STEP, 'pressure'], to: 'high' }], 'shape', '$.ladders.main[0].pressure'],

  ['a gap between stages', [{ at: ['stages', 1, 'from'], to: 32 }], 'sense', '$.stages[1].from'],
  ['stages that do not start on day 1', [{ at: ['stages', 0, 'from'], to: 2 }], 'sense', '$.stages[0].from'],
  ['a last stage that ends', [{ at: ['stages', 1, 'to'], to: 90 }], 'sense', '$.stages[1].to'],
  ['an endless first stage', [{ at: ['stages', 0, 'to'] }], 'sense', '$.stages[0]'],
  ['a stage twice', [{ at: ['stages', 1, 'name'], to: 'M1' }], 'sense', '$.stages[1].name'],
  ['a stage called M0', [{ at: ['stages', 0, 'name'], to: 'M0' }], 'sense', '$.stages[0].name'],
  ['a review every nothing', [{ at: ['review_every'], to: '0d' }], 'sense', '$.review_every'],
  ['a limit within nothing', [{ at: ['limits'], to: [{ max: 1, within: '0h' }] }], 'sense', '$.limits[0].within'],
  ['an arm called holdout', [{ at: ['arms', 0, 'name'], to: 'holdout' }], 'sense', '$.arms[0].name'],
  ['an arm twice', [{ at: ['arms'], to: [{ name: 'a', weight: 1 }, { name: 'a', weight: 2 }] }], 'sense', '$.arms[1].name'],
  ['a dispute that keeps nobody quiet', [{ at: ['quiet', 3] }], 'sense', '$.quiet'],
  ['a quiet twice', [{ at: ['quiet', 8], to: { kind: 'stop' } }], 'sense', '$.quiet[8].kind'],
  ['a step twice', [{ at: [...CALL, 'id'], to: 'sms-first' }], 'sense', '$.ladders.main[1].id'],
  ['a template that does not exist', [{ at: [...STEP, 'template'], to: 'threat' }], 'sense', '$.ladders.main[0].template'],
  ['a template for another channel', [{ at: [...STEP, 'template'], to: 'visit-notice' }], 'sense', '$.ladders.main[0].template'],
  ['a call without a reason', [{ at: [...CALL, 'escalate_because'] }], 'sense', '$.ladders.main[1]'],
  ['a visit before anything else', [{ at: [...STEP, 'channel'], to: 'visit' }, { at: [...STEP, 'template'], to: 'visit-notice' }], 'sense', '$.ladders.main[0]'],
  ['a reason that would be untrue', [{ at: [...CALL, 'escalate_because', 0, 'reason'], to: 'refused' }], 'sense', '$.ladders.main[1].escalate_because[0].reason'],
  ['a condition on a later step', [{ at: [...STEP, 'when'], to: [{ made: 'call' }] }], 'sense', '$.ladders.main[0].when[0].made'],
  ['a condition on itself', [{ at: [...CALL, 'when'], to: [{ unanswered: 'call' }] }], 'sense', '$.ladders.main[1].when[0].unanswered'],
  ['a repeat without a pause', [{ at: [...CALL, 'repeat', 'every'], to: '0h' }], 'sense', '$.ladders.main[1].repeat.every'],
  ['a window that closes before it opens', [{ at: [...STEP, 'window'], to: { from: '18:00', to: '10:00' } }], 'sense', '$.ladders.main[0].window.to'],
  ['a ladder that nobody uses', [{ at: ['ladders', 'spare'], to: [] }], 'sense', '$.ladders.spare'],
  ['a ladder that does not exist', [before({ debts: { from: 2 } }), { at: ['segments', 0, 'ladder'], to: 'gentle' }], 'sense', '$.segments[0].ladder'],
  ['a ladder called constructor', [before({ debts: { from: 2 } }), { at: ['segments', 0, 'ladder'], to: 'constructor' }], 'sense', '$.segments[0].ladder'],
  ['an arm that does not exist', [{ at: ['segments', 0, 'by_arm'], to: { gentle: 'main' } }], 'sense', '$.segments[0].by_arm.gentle'],
  ['a last segment that lets people fall out', [{ at: MATCH, to: { stage: ['M1'] } }], 'sense', '$.segments[0].match'],
  ['a segment after everyone', [before({})], 'sense', '$.segments[0].match'],
  ['a segment twice', [before({ debts: { from: 2 } }), { at: ['segments', 0, 'id'], to: 'everyone' }], 'sense', '$.segments[1].id'],
  ['a stage that does not exist', [before({ stage: ['M9'] })], 'sense', '$.segments[0].match.stage[0]'],
  ['an empty range', [before({ phones: {} })], 'sense', '$.segments[0].match.phones'],
  ['a range upside down', [before({ balance: { CNY: { from: 5, to: 4 } } })], 'sense', '$.segments[0].match.balance.CNY.to'],
];

/** {@link SMALL_PLAN} with changes made, as fresh plain values. */
export function changedPlan(changes: readonly PlanChange[], base: unknown = SMALL_PLAN): unknown {
  let plan: unknown = JSON.parse(JSON.stringify(base));
  for (const { at, to } of changes) {
    const last = at.at(-1);
    if (last === undefined) plan = to;
    else {
      const parent = at.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], plan) as Record<string | number, unknown>;
      if (to !== undefined) parent[last] = to;
      else if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else delete parent[last];
    }
  }
  return plan;
}
