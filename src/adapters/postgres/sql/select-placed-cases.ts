import type { AgencyRecord, PlacedCase } from '../../../engine/ports/agencies.js';
import type { SqlSession } from '../../../engine/ports/database.js';

interface Row {
  readonly id: number;
  readonly creditor_id: string;
  readonly state: string;
  readonly debts: PlacedCase['debts'];
  readonly points: PlacedCase['points'];
  readonly [column: string]: unknown;
}

/** Debts whose last placement or recall places them with the agency. */
const WITH_AGENCY = `
  select d.slot, d.id from (
    select distinct on (e.slot, named.debt) e.slot, named.debt::bigint as id, e.type, e.data->>'agency' as agency
      from dunwell.person_event e cross join lateral jsonb_array_elements_text(e.data->'debtIds') as named (debt)
     where e.type in ('agency_placed', 'agency_recalled')
       and (e.slot, e.person_id) in (select slot, person_id from dunwell.person_event where type in ('agency_placed', 'agency_recalled') and data->>'agency' = $1)
     order by e.slot, named.debt, e.at desc, e.id desc
  ) d where d.type = 'agency_placed' and d.agency = $1`;

const OF_CREDITOR = 'select slot, id from dunwell.debt where creditor_id = $1';

/** What an agency may ask about: references and ids of points only. */
export async function selectPlacedCases(session: SqlSession, agency: AgencyRecord, afterId: number, limit: number): Promise<readonly PlacedCase[]> {
  const rows = await session.query<Row>(
    `with mine as (${agency.kind === 'system' ? OF_CREDITOR : WITH_AGENCY})
     select c.id, c.creditor_id, c.state,
            json_agg(json_build_object('id', d.id, 'ref', d.external_ref, 'product', d.product) order by d.id) as debts,
            coalesce((select json_agg(json_build_object('id', t.id, 'kind', t.kind, 'label', t.label) order by t.recorded_at desc, t.position, t.id)
               from dunwell.person_point t where t.slot = c.slot and t.person_id = c.person_id and t.usable), '[]') as points
       from mine m join dunwell.debt d on d.slot = m.slot and d.id = m.id join dunwell.collection_case c on c.slot = d.slot and c.id = d.case_id
      where c.id > $2 group by c.slot, c.id, c.creditor_id, c.state, c.person_id order by c.id limit $3`,
    [agency.kind === 'system' ? agency.creditorId : agency.id, afterId, limit],
  );
  return rows.map((r) => ({ caseId: r.id, creditorId: r.creditor_id, state: r.state, debts: r.debts, points: r.points }));
}
