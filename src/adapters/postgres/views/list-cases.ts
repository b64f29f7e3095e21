import { readSlotId, slotOf } from '../../../domain/id/slot-id.js';
import type { SqlSession, SqlValue } from '../../../engine/ports/database.js';
import type { Keys } from '../../../engine/ports/keys.js';
import type { CaseQuery } from '../../../engine/ports/reading.js';
import { CASE_COLUMNS, CASE_FROM, caseReading, DAYS_PAST_DUE, type CaseRow } from './case-rows.js';

const SORTS = { balance: 'c.balance_minor', days: 'days_past_due', next_review: 'c.next_review_at', id: 'c.id' } as const;

/** Conditions and parameters of a list; every value is a parameter. `$1` is the instant. */
function conditions(query: CaseQuery, keys: Keys, now: number) {
  const parameters: SqlValue[] = [now];
  const where: string[] = [];
  const add = (text: (n: string) => string, value: SqlValue) => {
    parameters.push(value);
    where.push(text(`$${parameters.length}`));
  };
  if (query.state !== undefined) add((n) => `c.state = ${n}`, query.state);
  if (query.creditor !== undefined) add((n) => `c.creditor_id = ${n}`, query.creditor);
  if (query.country !== undefined) add((n) => `p.country = ${n}`, query.country);
  if (query.flagged !== undefined) add((n) => `c.flagged = ${n}`, query.flagged);
  if (query.stage !== undefined) {
    add((n) => `${DAYS_PAST_DUE} >= ${n}::int`, query.stage.from);
    if (query.stage.to !== null) add((n) => `${DAYS_PAST_DUE} <= ${n}::int`, query.stage.to);
  }
  const search = query.search?.trim() ?? '';
  if (search !== '') {
    const id = readSlotId(search);
    if (id !== null && id > 2 ** 40) {
      add((n) => `c.slot = ${n}::smallint`, slotOf(id));
      add((n) => `c.id = ${n}::bigint`, id);
    } else {
      const digits = search.replace(/[\s()-]/g, '');
      parameters.push(search, keys.blind('phone', digits), keys.blind('id-number', search.toUpperCase()));
      const n = parameters.length;
      where.push(`(exists (select 1 from dunwell.debt d where d.slot = c.slot and d.case_id = c.id and d.external_ref = $${n - 2})
        or exists (select 1 from dunwell.person_point t where t.blind = $${n - 1} and t.kind = 'phone' and t.slot = c.slot and t.person_id = c.person_id)
        or p.id_index = $${n})`);
    }
  }
  return { where: where.length === 0 ? '' : `where ${where.join(' and ')}`, parameters };
}

export async function listCases(session: SqlSession, keys: Keys, query: CaseQuery, now: number) {
  const { where, parameters } = conditions(query, keys, now);
  const total = await session.query<{ n: number }>(`select count(*)::int as n from ${CASE_FROM} ${where === '' ? 'where $1::bigint is not null' : `${where} and $1::bigint is not null`}`, parameters);
  const direction = query.order === 'asc' ? 'asc nulls last' : 'desc nulls last';
  const n = parameters.length;
  const rows = await session.query<CaseRow>(
    `select ${CASE_COLUMNS} from ${CASE_FROM} ${where} order by ${SORTS[query.sort]} ${direction}, c.id limit $${n + 1} offset $${n + 2}`,
    [...parameters, query.limit, query.offset],
  );
  const end = query.offset + rows.length;
  return { items: rows.map((r) => caseReading(keys, r)), total: total[0]?.n ?? 0, next: end < (total[0]?.n ?? 0) ? String(end) : null };
}
