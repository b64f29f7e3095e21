import { QUIET_KINDS, STEP_CHANNELS, type QuietKind, type StepChannel } from '../case-facts.js';
import { ESCALATION_REASONS, type EscalationReason } from '../reasons.js';
import { DURATION } from './duration.js';
import { exactlyOne, fields, listOf, mapOf, matching, numberIn, oneOf, textOr, words, type Check } from './shape-check.js';

/** A plan as it is written, once its shape is known to be right. `plan.schema.json` says the same to editors. */
export interface PlanText {
  readonly format: 1;
  readonly name: string;
  readonly title: WordsText;
  readonly note?: string;
  readonly review_every: string;
  readonly answer_lasts: string;
  readonly stages: readonly { readonly name: string; readonly from: number; readonly to?: number }[];
  readonly holdout: { readonly percent: number; readonly salt: string };
  readonly arms: readonly { readonly name: string; readonly weight: number }[];
  readonly limits?: readonly { readonly channel?: StepChannel; readonly max: number; readonly within: string }[];
  readonly quiet: readonly { readonly kind: QuietKind; readonly at_least?: string; readonly grace?: string; readonly note?: string }[];
  readonly ladders: Readonly<Record<string, readonly StepText[]>>;
  readonly segments: readonly SegmentText[];
}

export interface WordsText { readonly en: string; readonly zh: string }
export interface RangeText { readonly from?: number; readonly to?: number }
export interface ReachText { readonly channel: StepChannel; readonly tries?: number }

export interface ConditionText {
  readonly unanswered?: string;
  readonly made?: string;
  readonly days_past_due_at_least?: number;
  readonly not_reachable_by?: ReachText;
  readonly refused?: StepChannel | 'any';
  readonly broken_promise?: true;
}

export interface StepText {
  readonly id: string;
  readonly channel: StepChannel;
  readonly template: string;
  readonly after: string | { readonly since: 'previous' | 'opened'; readonly wait: string };
  readonly when?: readonly ConditionText[];
  readonly escalate_because?: readonly { readonly reason: EscalationReason; readonly if: ConditionText }[];
  readonly repeat?: { readonly max: number; readonly every: string };
  readonly window?: { readonly days?: readonly string[]; readonly from: string; readonly to: string };
  readonly note?: string;
}

export interface MatchText {
  readonly country?: readonly string[];
  readonly language?: readonly string[];
  readonly creditor?: readonly string[];
  readonly stage?: readonly string[];
  readonly days_past_due?: RangeText;
  readonly balance?: Readonly<Record<string, RangeText>>;
  readonly product?: readonly string[];
  readonly phones?: RangeText;
  readonly addresses?: RangeText;
  readonly emails?: RangeText;
  readonly debts?: RangeText;
}

export interface SegmentText {
  readonly id: string;
  readonly title: WordsText;
  readonly match: MatchText;
  readonly ladder: string;
  readonly by_arm?: Readonly<Record<string, string>>;
  readonly note?: string;
}

// Every pattern below stands in plan.schema.json too; a test generates plans and holds the two together.
const SLUG = /^[a-z][a-z0-9-]{0,39}$/u;
const SLUG_WORDS = 'a short name of a–z, 0–9 and "-" that starts with a letter';
const slug = matching(SLUG, SLUG_WORDS);
const duration = matching(DURATION, 'days or hours such as "3d" or "12h"');
const clock = matching(/^([01][0-9]|2[0-3]):[0-5][0-9]$/u, 'a time of day such as "09:30", in quotes');
const note = words(500);
const bothWords = fields({ en: words(200), zh: words(200) });
const channel = oneOf(STEP_CHANNELS);
const DAYS_MAX = 100_000;
const MINOR_MAX = 1e14;

function range(max: number): Check {
  return fields({}, { from: numberIn(0, max), to: numberIn(0, max) });
}

const condition = exactlyOne({
  unanswered: slug,
  made: slug,
  days_past_due_at_least: numberIn(0, DAYS_MAX),
  not_reachable_by: fields({ channel }, { tries: numberIn(1, 20) }),
  refused: oneOf([...STEP_CHANNELS, 'any']),
  broken_promise: oneOf([true]),
});

const step = fields(
  { id: slug, channel, template: slug, after: textOr(duration, fields({ since: oneOf(['previous', 'opened']), wait: duration })) },
  {
    when: listOf(condition, 1, 10),
    escalate_because: listOf(fields({ reason: oneOf(ESCALATION_REASONS), if: condition }), 1, 10),
    repeat: fields({ max: numberIn(1, 20), every: duration }),
    window: fields({ from: clock, to: clock }, { days: listOf(oneOf(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), 1, 7, true) }),
    note,
  },
);

const match = fields({}, {
  country: listOf(matching(/^([A-Z]{2}|unknown)$/u, 'a country of two capital letters (in quotes: "NO"), or unknown'), 1, 250, true),
  language: listOf(oneOf(['zh', 'en', 'unknown']), 1, 3, true),
  creditor: listOf(words(100), 1, 100, true),
  stage: listOf(words(20), 1, 30, true),
  days_past_due: range(DAYS_MAX),
  balance: mapOf(/^[A-Z]{3}$/u, 'a currency of three capital letters', range(MINOR_MAX), 1, 200),
  product: listOf(words(40), 1, 50, true),
  phones: range(100), addresses: range(100), emails: range(100), debts: range(1000),
});

/** The shape of a whole plan. What single values cannot show (names that must exist, order, reasons) is in `plan-sense.ts`. */
export const planShape: Check = fields(
  {
    format: oneOf([1]), name: slug, title: bothWords, review_every: duration, answer_lasts: duration,
    stages: listOf(fields({ name: matching(/^[A-Za-z0-9][A-Za-z0-9+_-]{0,15}$/u, 'a stage name such as M1 or M6+'), from: numberIn(1, DAYS_MAX) }, { to: numberIn(1, DAYS_MAX) }), 1, 30),
    holdout: fields({ percent: numberIn(0, 50, 0.5), salt: slug }),
    arms: listOf(fields({ name: slug, weight: numberIn(1, 1000) }), 1, 10),
    quiet: listOf(fields({ kind: oneOf(QUIET_KINDS) }, { at_least: duration, grace: duration, note }), 1, QUIET_KINDS.length),
    ladders: mapOf(SLUG, SLUG_WORDS, listOf(step, 0, 30), 1, 50),
    segments: listOf(fields({ id: slug, title: bothWords, match, ladder: slug }, { by_arm: mapOf(SLUG, SLUG_WORDS, slug, 1, 10), note }), 1, 100),
  },
  { note: words(2000), limits: listOf(fields({ max: numberIn(1, 100), within: duration }, { channel }), 1, 20) },
);
