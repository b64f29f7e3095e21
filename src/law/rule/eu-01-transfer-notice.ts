// Directive (EU) 2021/2167 art. 10(2): after a bank's non-performing loan is transferred, a notice on a durable medium comes before the first collection.
import { isUnknown } from '../../domain/unknown.js';
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { DebtFacts, LawEvent } from '../facts.js';
import { against, unknownFact } from '../reading/bar.js';
import { concernsDebts, proposedDebts } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';
import { eventsOf, kinds } from '../reading/kinds.js';

export const eu01TransferNotice = defineRule({
  id: 'EU-01',
  articles: ['EU', 'EU-2021/2167', 'EU-2021/2167-10', 'EU-2021/2167-10(2)', 'EU-2021/2167-art10', 'EU-2021-2167', 'EU-2167', 'EU-NPL', 'Dir2021/2167'],
  title: { en: 'A transfer notice before the first collection', zh: '不良贷款转让后，首次催收前须发转让通知' },
  citation: 'Directive (EU) 2021/2167 art. 10(2)-(3)',
  force: 'L', confidence: 'high', from: '2023-12-29',
  params: { durable: 'texts', notCollection: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if (proposed.channel === 'data_purge' || isAdviser(proposed) || params.notCollection.includes(proposed.purpose)) return NOT_APPLICABLE;
    const events = eventsOf(facts, TRANSFERS).filter((event) => event.at <= at);
    const loans = proposedDebts(facts, proposed).filter((debt) => debt.type === 'npl_bank_loan' || isUnknown(debt.type));
    const open = loans.filter((debt) => transferredOf(debt, events) !== false && !noticed(debt, events, params.durable));
    if (open.some((debt) => transferredOf(debt, events) === true)) return against('prohibited', 'transfer_notice_missing');
    if (open.length > 0) return unknownFact('debts.transferred');
    // What may be a bank's loan is no ground to say that this law has been kept.
    return loans.some((debt) => debt.type === 'npl_bank_loan') ? SATISFIED : NOT_APPLICABLE;
  },
});

const TRANSFERS = kinds('debt_assigned', 'assignment_notified');

function transferredOf(debt: DebtFacts, events: readonly LawEvent[]): DebtFacts['transferred'] {
  return events.some((event) => event.type === 'debt_assigned' && concernsDebts(event, [debt.id])) ? true : debt.transferred;
}

/** A notice counts after the transfer it tells of, and on a medium that can be kept. */
function noticed(debt: DebtFacts, events: readonly LawEvent[], durable: readonly string[]): boolean {
  const moved = events.filter((event) => event.type === 'debt_assigned' && concernsDebts(event, [debt.id])).at(-1);
  return events.some(
    (event) =>
      event.type === 'assignment_notified' && concernsDebts(event, [debt.id]) && (moved === undefined || event.at >= moved.at) &&
      (event.channel === undefined || durable.includes(event.channel)),
  );
}
