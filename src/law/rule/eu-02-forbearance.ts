// Directive (EU) 2023/2225 arts. 35-36: reasonable forbearance comes before enforcement. The record shows it when
// something was agreed, or a pause for it was kept, and it did not hold; or when the consumer will not pay at all.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Facts, LawEvent } from '../facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { isAbout } from '../reading/cn-debt.js';
import { proposedDebts } from '../reading/events.js';
import { eventsOf, kinds } from '../reading/kinds.js';

const SPEAKING = kinds('instalment_agreement_signed', 'instalment_agreement_defaulted', 'refusal_to_pay', 'hold_placed', 'hold_lifted');

export const eu02Forbearance = defineRule({
  id: 'EU-02',
  articles: ['EU-2023/2225', 'EU-2023/2225-35', 'EU-2023/2225-36', 'EU-CCD2', 'Dir2023/2225'],
  title: { en: 'Forbearance before enforcement', zh: '强制执行前须先给予合理宽限' },
  citation: 'Directive (EU) 2023/2225 arts. 35-36',
  force: 'L', confidence: 'medium', from: '2026-11-20',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'legal_action') return NOT_APPLICABLE;
    const debts = proposedDebts(facts, proposed).map((debt) => forbearance(facts, debt.id, at));
    if (debts.includes('kept')) return against('prohibited', 'agreement_kept');
    return debts.length > 0 && debts.every((one) => one === 'tried') ? SATISFIED : against('prohibited', 'forbearance_not_tried');
  },
});

const ARRANGED: readonly string[] = ['hardship', 'instalment_plan', 'settlement'];

function forbearance(facts: Facts, debtId: string, at: Instant): 'none' | 'kept' | 'tried' {
  const last = eventsOf(facts, SPEAKING).findLast((event) => event.at <= at && isAbout(event, debtId) && speaks(event));
  if (last === undefined) return 'none';
  return last.type === 'instalment_agreement_signed' || last.type === 'hold_placed' ? 'kept' : 'tried';
}

function speaks(event: LawEvent): boolean {
  return (event.type !== 'hold_placed' && event.type !== 'hold_lifted') || (event.hold !== undefined && ARRANGED.includes(event.hold));
}
