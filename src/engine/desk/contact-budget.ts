import type { TemplateBook } from '../../domain/contact/template-book.js';
import { slotOf, type SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import { budgetLeft, type CapLeft } from '../../law/budget.js';
import { earliestLawfulInstant, judge } from '../../law/gate.js';
import { POINT_OF } from '../../strategy/case-facts.js';
import { lawFacts, proposedContact } from '../facts/law-facts.js';
import type { Store } from '../ports/store.js';

const CHANNELS = ['sms', 'call', 'visit'] as const;

/** What may still be done to reach a person by one channel. */
export interface ChannelBudget {
  readonly channel: (typeof CHANNELS)[number];
  /** True when a contact would be lawful now. */
  readonly allowed: boolean;
  readonly refusedBy: readonly string[];
  /** First lawful instant; `null`: now, or no passing of time. */
  readonly earliest: Instant | null;
  readonly caps: readonly CapLeft[];
}

/** The person's budget as the gate sees it at `now`, for contacts about one case; by the same rules, not a count of its own. `null`: no such case. */
export async function contactBudget(store: Store, book: TemplateBook, caseId: SlotId, now: Instant): Promise<readonly ChannelBudget[] | null> {
  const read = await store.inSlot(slotOf(caseId), null, async (transaction) => {
    const [record] = await transaction.cases([caseId]);
    return record === undefined ? null : { record, dossier: await transaction.dossier([record]) };
  });
  if (read === null) return null;
  const { record, dossier } = read;
  const facts = lawFacts(record, dossier);
  const points = dossier.points.get(record.personId) ?? [];
  return CHANNELS.flatMap((channel) => {
    const point = points.find((p) => p.kind === POINT_OF[channel] && p.usable);
    if (point === undefined) return [];
    const proposed = proposedContact(book, channel, now, record, dossier, point.id);
    const { outcome, rules } = judge(facts, proposed);
    const allowed = outcome === 'allowed';
    const earliest = allowed ? null : earliestLawfulInstant(facts, proposed, now);
    return [{ channel, allowed, refusedBy: allowed ? [] : rules, earliest: earliest?.kind === 'at' ? earliest.at : null, caps: budgetLeft(facts, proposed) }];
  });
}
