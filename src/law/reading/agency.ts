import type { Instant } from '../../domain/time/instant.js';
import type { Facts } from '../facts.js';
import { lastAbout } from './cn-debt.js';
import { kinds } from './kinds.js';

const PLACEMENTS = kinds('agency_placed', 'agency_notified', 'agency_recalled');

/** True when the debt is not with an agency, or the person was told of it since it was placed. */
export function agencyTold(facts: Facts, debtId: string, at: Instant): boolean {
  return lastAbout(facts, debtId, at, PLACEMENTS)?.type !== 'agency_placed';
}
