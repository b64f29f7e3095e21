import { slotOf, type SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import type { AgencyStore } from '../ports/agencies.js';
import type { Clock } from '../ports/clock.js';
import type { DeskStore } from '../ports/desk.js';
import { Terminal } from '../ports/errors.js';
import type { Store } from '../ports/store.js';
import { placedDebts } from './placed-debts.js';

export const PLACEMENT_ACTS = ['place', 'notice', 'recall'] as const;
/** `place`: gives the case to the agency. `notice`: the borrower was told of it (CN-C13). `recall`: takes it back. */
export type PlacementAct = (typeof PLACEMENT_ACTS)[number];

const EVENT = { place: 'agency_placed', notice: 'agency_notified', recall: 'agency_recalled' } as const;

interface Deps {
  readonly store: Store;
  readonly desk: DeskStore;
  readonly agencies: AgencyStore;
  readonly clock: Clock;
}

/**
 * Places all debts of a case with an agency, notes that the borrower was told, or recalls it. Nothing is contacted between
 * placing and notice (CN-C13). Throws `agency_not_listed` for one that is not on the lender's published list (CN-C14).
 */
export async function placeCase(deps: Deps, asked: { readonly caseId: SlotId; readonly agencyId: string; readonly act: PlacementAct; readonly by: string; readonly reason: string }): Promise<Instant> {
  const now = deps.clock.now();
  const agency = await deps.agencies.agency(asked.agencyId);
  if (agency === null || agency.kind !== 'agency') throw new Terminal('not_found', `No agency "${asked.agencyId}". Add it first.`, 'agencyId');
  if (asked.act === 'place' && agency.endedAt !== null) throw new Terminal('agency_ended', `Work with ${agency.id} has ended; nothing can be placed with it.`, 'agencyId');
  if (asked.act === 'place' && !agency.listed) throw new Terminal('agency_not_listed', `${agency.id} is not on the lender's published list of agencies (CN-C14), so nothing can be placed with it.`, 'agencyId');
  await deps.store.inSlot(slotOf(asked.caseId), null, async (transaction) => {
    const [record] = await transaction.cases([asked.caseId]);
    if (record === undefined) throw new Terminal('not_found', `No case ${asked.caseId}.`);
    await transaction.lockPersons([record.personId]);
    const dossier = await transaction.dossier([record]);
    const its = placedDebts(agency, record, dossier);
    if (asked.act === 'place' && record.state === 'closed') throw new Terminal('not_allowed_in_state', 'The case is closed: nothing is owed.');
    if (asked.act !== 'place' && its.length === 0) throw new Terminal('not_allowed_in_state', `The case is not with ${agency.id}.`);
    const debts = asked.act === 'place' ? (dossier.debts.get(record.id) ?? []) : its;
    // A clock that stepped back must not put a recall before the placement that it ends.
    const moves = (dossier.events.get(record.personId) ?? []).filter((e) => e.type.startsWith('agency_')).map((e) => e.at);
    const at = Math.max(now, ...moves);
    await transaction.addEvents(now, [{
      personId: record.personId, sourceKey: `agency:${agency.id}:${asked.act}:${record.id}:${at}:${moves.length}`,
      event: { type: EVENT[asked.act], at, tz: dossier.persons.get(record.personId)?.timeZone ?? 'UTC', debtIds: debts.map((d) => String(d.id)), agency: agency.id, by: asked.by },
    }]);
    await transaction.touch([record.personId]);
  });
  await deps.desk.recordAccess({ at: now, staffId: asked.by, action: EVENT[asked.act], subject: `case:${asked.caseId}:${agency.id}`, reason: asked.reason });
  return now;
}
