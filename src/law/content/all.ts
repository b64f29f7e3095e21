import type { ContentRule } from './content-rule.js';
import { britishRules, carrierRules } from './form/carrier.js';
import { collectorRules } from './form/collector.js';
import { identityRules } from './form/identity.js';
import { limitedContentRules } from './form/limited-content.js';
import { noDebtRules } from './form/no-debt.js';
import { optOutRules } from './form/opt-out.js';
import { partsRules } from './form/parts.js';
import { publicPlaceRules } from './form/public-place.js';
import { sensitiveRules } from './form/sensitive.js';
import { thirdPartyRules } from './form/third-party.js';
import { rulesOfTopic } from './topic.js';
import { exposure, insult, pressure, threat } from './topic/conduct.js';
import { inventedList, pretext, punishment, stateBody } from './topic/deceit.js';
import { creditReport, legalStep, overshadowing, timeBarred } from './topic/legal.js';
import { collectionFee, discount, marketing, moneyPath, newBorrowing } from './topic/money.js';

/** What no text may say. */
export const TOPICS = [
  stateBody, punishment, inventedList, pretext, exposure, insult, threat, pressure, moneyPath, collectionFee, newBorrowing, marketing, discount, legalStep, timeBarred, overshadowing, creditReport,
] as const;

/** Every rule about what a text says, in id order. */
export const CONTENT_RULES: readonly ContentRule[] = [
  ...TOPICS.flatMap(rulesOfTopic), ...sensitiveRules, ...optOutRules, ...collectorRules, ...thirdPartyRules, ...limitedContentRules, ...identityRules, ...partsRules, ...carrierRules, ...britishRules, ...publicPlaceRules, ...noDebtRules,
].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
