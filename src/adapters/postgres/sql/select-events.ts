import type { LawEvent } from '../../../law/facts.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import { grouped } from './grouped.js';

interface Row {
  readonly person_id: number;
  readonly at: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [column: string]: unknown;
}

/** What happened to people, in time order, ties in order of arrival. Calls and visits begun, whose outcome was not told yet or never, stand in it as made (law 4). */
export async function selectEvents(session: SqlSession, slot: number, personIds: readonly number[]): Promise<ReadonlyMap<number, readonly LawEvent[]>> {
  const rows = await session.query<Row>(
    `select person_id, at, type, data, id from dunwell.person_event
      where slot = $1 and person_id = any($2::bigint[])
     union all
     select a.person_id, a.reserved_at, case c.channel when 'visit' then 'visit' else 'attempted_call' end,
            jsonb_build_object('tz', 'UTC', 'channel', c.channel, 'number', c.point_id::text, 'debtIds',
              (select coalesce(jsonb_agg(d.id::text order by d.id), '[]') from dunwell.debt d where d.slot = c.slot and d.case_id = c.case_id)), c.id
       from dunwell.attempt a join dunwell.contact c on c.slot = a.slot and c.id = a.contact_id
      where a.slot = $1 and a.person_id = any($2::bigint[]) and a.state in ('reserved', 'unknown') and c.channel in ('call', 'visit')
     order by 1, 2, 5`,
    [slot, personIds],
  );
  return grouped(rows, (r) => r.person_id, (r) => ({ type: r.type, at: r.at, ...r.data }) as unknown as LawEvent);
}
