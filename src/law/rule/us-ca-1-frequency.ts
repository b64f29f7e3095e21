import type { LawEvent } from '../facts.js';
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { isCall } from '../reading/contact.js';
import { capPerAccount, isConnectedCall } from '../reading/us-account.js';

/**
 * Civ. Code 1788.11(d)-(e): by telephone or in person not so often as to harass; it binds creditors too and names no
 * number. The house reads it by the federal seven in seven, calls and visits together.
 */
export const usCa1Frequency = defineRule({
  id: 'US-CA-1',
  articles: ['CA-1788.11', 'CA-CivCode1788.11', 'CA-1788.17', 'CivCode1788.11'],
  title: { en: 'California: calls and visits not so often as to harass', zh: '加利福尼亚州：电话与上门合计不得频繁至骚扰' },
  citation: 'House reading of Cal. Civ. Code 1788.11(d)-(e), 1788.17',
  force: 'H', confidence: 'medium', from: '2021-11-30',
  params: { max: 'count', days: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    if (!isCall(proposed) && proposed.channel !== 'visit') return NOT_APPLICABLE;
    return capPerAccount(facts, proposed, at, params, isCallOrVisit, 'call_and_visit_count', 'presumed_violation');
  },
});

function isCallOrVisit(event: LawEvent): boolean {
  return event.type === 'visit' || event.type === 'conversation' || isConnectedCall(event);
}
