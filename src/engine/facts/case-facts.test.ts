import { describe, expect, it } from 'vitest';
import type { LawEvent } from '../../law/facts.js';
import type { CaseRecord, Dossier } from '../ports/store.js';
import { caseFacts } from './case-facts.js';

const RECORD: CaseRecord = { id: 1, personId: 2, creditorId: 'bank', state: 'open', openedAt: 0, currency: 'CNY', nextReviewAt: null };
const dossier = (events: readonly LawEvent[]): Dossier => ({ persons: new Map(), points: new Map(), debts: new Map(), events: new Map([[2, events]]), contacts: new Map(), unread: new Map() });
const hold = (type: 'hold_placed' | 'hold_lifted', kind: 'promise' | 'distress', at: number, until?: number): LawEvent => ({ type, at, tz: 'UTC', hold: kind, ...(until === undefined ? {} : { until }) });
const broken = (...events: readonly LawEvent[]) => caseFacts(RECORD, dossier(events), 1_000).brokenPromises;
const promise = hold('hold_placed', 'promise', 10, 100);

describe('a promise whose day has passed', () => {
  it('is broken', () => expect(broken(promise)).toEqual([100]));
  it('is not while the person may be in danger', () => expect(broken(promise, hold('hold_placed', 'distress', 100))).toEqual([]));
  it('is when distress came a moment after, or was lifted before', () => {
    expect(broken(promise, hold('hold_placed', 'distress', 101))).toEqual([100]);
    expect(broken(promise, hold('hold_placed', 'distress', 20), hold('hold_lifted', 'distress', 99))).toEqual([100]);
  });
  it('and distress is no refusal', () => expect(caseFacts(RECORD, dossier([{ type: 'consumer_sms', at: 20, tz: 'UTC', detail: 'distress' } as LawEvent]), 1_000).replies).toEqual([{ kind: 'distress', at: 20 }]));
});
