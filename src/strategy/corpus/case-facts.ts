import { MS_PER_DAY, type Instant } from '../../domain/time/instant.js';
import type { CaseFacts } from '../case-facts.js';

/** Opening instant of the case below: 2026-11-02T02:00:00Z. */
export const OPENED: Instant = 1_793_584_800_000;

/** An instant `days` after the opening. */
export function day(days: number): Instant {
  return OPENED + days * MS_PER_DAY;
}

/** One overdue card of a Chinese borrower with a phone and an address; what a case sets is what it is about. */
export function caseFacts(about: Partial<CaseFacts> = {}): CaseFacts {
  return {
    caseId: '1', personId: 'p-1', creditorId: 'c-1', country: 'CN', language: 'zh', openedAt: OPENED, asOf: OPENED, daysPastDue: 5,
    balances: [{ currency: 'CNY', minor: 500_000 }], products: ['credit_card'], debtsCount: 1, points: { phone: 1, address: 1, email: 0 },
    history: [], replies: [], quiet: [], brokenPromises: [], lastPaymentAt: null, lastVerdicts: [], ...about,
  };
}
