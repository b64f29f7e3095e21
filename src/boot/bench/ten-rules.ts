import { MS_PER_DAY, MS_PER_MINUTE } from '../../domain/time/instant.js';
import { localDay, localMsOfDay, startOfDay } from '../../domain/time/zone.js';
import type { Facts, LawEvent, LawEventType, Proposed } from '../../law/facts.js';
import { judgeBy } from '../../law/judge.js';
import { use, type Pack, type PackEntry } from '../../law/pack.js';
import { prepare } from '../../law/prepared.js';
import { NOT_APPLICABLE, SATISFIED, type Rule } from '../../law/rule.js';
import { cnF2UnansweredDials } from '../../law/rule/cn-f2-unanswered-dials.js';
import { houseAttempts } from '../../law/rule/house-attempts.js';
import { houseFacts } from '../../law/rule/house-facts.js';
import { houseHold } from '../../law/rule/house-hold.js';
import { houseInbound } from '../../law/rule/house-inbound.js';
import { houseOptOut } from '../../law/rule/house-opt-out.js';
import { houseThirdParty } from '../../law/rule/house-third-party.js';
import { usF01Hours } from '../../law/rule/us-f-01-hours.js';
import { usF18CallCount } from '../../law/rule/us-f-18-call-count.js';
import { usF19AfterConversation } from '../../law/rule/us-f-19-after-conversation.js';
import { packSet } from '../../law/select.js';
import { randomFrom } from './histories.js';

// Ten typical rules for a call, three times over: as ours, which count from the events; as ours on figures counted
// beforehand; and as one function written by hand. The peers (peers.ts) get the figures: they cannot count days.

/** What the ten rules come down to, counted beforehand. */
export interface Figures {
  /** Minutes since midnight where the person is; 720 when nobody knows where. */
  readonly minute: number;
  readonly locationKnown: boolean;
  readonly attemptsToday: number;
  readonly dialsToNumberToday: number;
  readonly callsAboutDebtIn7Days: number;
  /** Days since the last talk about the debt; 999: none. */
  readonly daysSinceTalk: number;
  readonly optedOut: boolean;
  readonly held: boolean;
  readonly outsider: boolean;
  readonly unread: number;
}

export interface TenRulesCase {
  readonly facts: Facts;
  readonly proposed: Proposed;
  readonly figures: Figures;
}

export const TEN_RULES = ['HOURS', 'DAY-CAP', 'NUMBER-CAP', 'DEBT-WEEK', 'AFTER-TALK', 'OPT-OUT', 'HOLD', 'THIRD-PARTY', 'UNREAD', 'LOCATION'] as const;
export type TenRule = (typeof TEN_RULES)[number];

const TZ = 'America/New_York';
const NOON = Date.parse('2026-11-24T17:00:00Z');
const OPENS = 8 * 60;
const CLOSES = 21 * 60;

/** Made-up calls, about half of them lawful, with up to 24 events before them. */
export function tenRulesCases(count: number, seed: number): readonly TenRulesCase[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const at = startOfDay(TZ, localDay(TZ, NOON)) + Math.floor(random() < 0.9 ? 9 * 60 + random() * 11 * 60 : random() * 24 * 60) * MS_PER_MINUTE;
    const events: LawEvent[] = [];
    const add = (type: LawEventType, more: Partial<LawEvent> = {}, days = random() * 20): void => {
      events.push({ type, at: Math.floor(at - days * MS_PER_DAY), tz: TZ, debtIds: [random() < 0.8 ? 'D1' : 'D2'], number: random() < 0.7 ? 'N1' : 'N2', ...more });
    };
    for (let left = Math.floor(random() * random() * 14); left > 0; left--) add('attempted_call', { channel: 'call' });
    if (random() < 0.1) for (let left = 7; left > 0; left--) add('attempted_call', { channel: 'call', number: 'N1' }, random() * 0.5);
    for (let left = Math.floor(random() * 3); left > 0; left--) add('sms', { channel: 'sms' });
    if (random() < 0.25) add('conversation', { channel: 'call' });
    if (random() < 0.06) add('medium_optout', { medium: 'call' });
    if (random() < 0.06) add('hold_placed', { hold: 'dispute', debtIds: ['D1'] });
    events.sort((a, b) => a.at - b.at);
    const outsider = random() < 0.05;
    const facts: Facts = {
      person: { personId: 'P1', country: 'US', state: 'OH', city: 'unknown', locations: random() < 0.05 ? 'unknown' : [{ basis: 'residence', tz: TZ }] },
      debts: ['D1', 'D2'].map((id) => ({ id, type: 'consumer_loan', timeBarred: false, transferred: false, servicingAccount: 'unknown' })), events, unreadInbound: random() < 0.05 ? 1 : 0,
    };
    const asked: Proposed = { at, tz: TZ, channel: 'call', debtIds: ['D1'], personId: 'P1', role: outsider ? 'third_party' : 'debtor', purpose: 'collect', number: 'N1' };
    const figures = figuresOf(facts, asked);
    return { facts: prepare(facts), proposed: { ...asked, content: { ...figures } }, figures };
  });
}

function figuresOf(facts: Facts, proposed: Proposed): Figures {
  const today = localDay(TZ, proposed.at);
  const daysAgo = (event: LawEvent): number => today - localDay(TZ, event.at);
  const calls = facts.events.filter((event) => event.type === 'attempted_call' || event.type === 'conversation');
  const aboutDebt = calls.filter((event) => event.debtIds?.includes('D1') === true);
  const locationKnown = facts.person.locations !== 'unknown';
  return {
    minute: locationKnown ? localMsOfDay(TZ, proposed.at) / MS_PER_MINUTE : 12 * 60, locationKnown,
    attemptsToday: facts.events.filter((event) => (event.type === 'sms' || calls.includes(event)) && daysAgo(event) === 0).length,
    dialsToNumberToday: calls.filter((event) => event.type === 'attempted_call' && event.number === 'N1' && daysAgo(event) === 0).length,
    callsAboutDebtIn7Days: aboutDebt.filter((event) => daysAgo(event) < 7).length,
    daysSinceTalk: Math.min(999, ...aboutDebt.filter((event) => event.type === 'conversation').map(daysAgo)),
    optedOut: facts.events.some((event) => event.type === 'medium_optout'), held: facts.events.some((event) => event.type === 'hold_placed'),
    outsider: proposed.role === 'third_party', unread: facts.unreadInbound as number,
  };
}

/** The physical limit: the ten conditions in one function, a bit for each that is against. */
export function tenRulesByHand(f: Figures): number {
  return (
    (!f.locationKnown || f.minute < OPENS || f.minute >= CLOSES ? 1 : 0) | (f.attemptsToday >= 8 ? 2 : 0) | (f.dialsToNumberToday >= 6 ? 4 : 0) | (f.callsAboutDebtIn7Days >= 7 ? 8 : 0) |
    (f.daysSinceTalk < 7 ? 16 : 0) | (f.optedOut ? 32 : 0) | (f.held ? 64 : 0) | (f.outsider ? 128 : 0) | (f.unread > 0 ? 256 : 0) | (f.locationKnown ? 0 : 512)
  );
}

const OURS: readonly (readonly [TenRule, PackEntry])[] = [
  ['HOURS', use(usF01Hours, { from: '08:00', to: '21:00' })], ['DAY-CAP', use(houseAttempts, { max: 8, days: 1 })],
  ['NUMBER-CAP', use(cnF2UnansweredDials, { max: 6, days: 1, tz: TZ })], ['DEBT-WEEK', use(usF18CallCount, { calls: 7, days: 7, consentDays: 7 })],
  ['AFTER-TALK', use(usF19AfterConversation, { days: 7, consentDays: 7 })], ['OPT-OUT', use(houseOptOut, {})], ['HOLD', use(houseHold, { endsOnlyByLift: ['stop'] })],
  ['THIRD-PARTY', use(houseThirdParty, { purposes: ['reach_debtor'] })], ['UNREAD', use(houseInbound, {})], ['LOCATION', use(houseFacts, {})],
];

function onFigures(id: TenRule, breaks: (f: Figures) => boolean): readonly [TenRule, PackEntry] {
  const rule: Rule = {
    id: `BENCH-${id}`, articles: [], title: { en: id, zh: id }, citation: 'The bench', force: 'L', confidence: 'high', from: '2020-01-01', params: {},
    judge: ({ proposed }) => {
      if (proposed.channel !== 'call') return NOT_APPLICABLE;
      return breaks(proposed.content as unknown as Figures) ? { kind: 'against', outcome: 'prohibited', code: 'bench', until: null } : SATISFIED;
    },
  };
  return [id, use(rule, {})];
}

const OURS_ON_FIGURES: readonly (readonly [TenRule, PackEntry])[] = [
  onFigures('HOURS', (f) => !f.locationKnown || f.minute < OPENS || f.minute >= CLOSES), onFigures('DAY-CAP', (f) => f.attemptsToday >= 8),
  onFigures('NUMBER-CAP', (f) => f.dialsToNumberToday >= 6), onFigures('DEBT-WEEK', (f) => f.callsAboutDebtIn7Days >= 7), onFigures('AFTER-TALK', (f) => f.daysSinceTalk < 7),
  onFigures('OPT-OUT', (f) => f.optedOut), onFigures('HOLD', (f) => f.held), onFigures('THIRD-PARTY', (f) => f.outsider), onFigures('UNREAD', (f) => f.unread > 0),
  onFigures('LOCATION', (f) => !f.locationKnown),
];

/** A gate of these ten rules alone: their verdict, and the names of those that are against. */
function gateOf(entries: readonly (readonly [TenRule, PackEntry])[]): { readonly judge: (one: TenRulesCase) => number; readonly against: (one: TenRulesCase) => readonly TenRule[] } {
  // By the name of the federal pack, so that the place of the person leads to it as in every other question.
  const pack: Pack = { pack: 'US-federal', version: '2022-01-01', from: '2022-01-01', tz: 'UTC', rules: entries.map(([, entry]) => entry) };
  const set = packSet([pack]);
  const names = new Map(entries.map(([name, entry]) => [entry.rule.id, name]));
  const verdict = (one: TenRulesCase) => judgeBy(set, one.facts, one.proposed);
  return { judge: (one) => verdict(one).findings.length, against: (one) => verdict(one).findings.map((finding) => names.get(finding.rule) as TenRule) };
}

export const ours = gateOf(OURS);
export const oursOnFigures = gateOf(OURS_ON_FIGURES);
