import { standingEvents } from '../../../domain/case/standing-events.js';
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

/**
 * What happened to people, without what a reading said that a person took back, in time order, ties in order of arrival. What was begun and whose outcome was not told yet or
 * never stands in it as made (law 4). A call whose end nobody knows may have been a talk, so it is an `unknown_outcome`,
 * not an unanswered one; a visit or a text begun is one whatever came of it.
 */
export async function selectEvents(session: SqlSession, slot: number, personIds: readonly number[]): Promise<ReadonlyMap<number, readonly LawEvent[]>> {
  const rows = await session.query<Row>(
    `select person_id, at, type, data, id from dunwell.person_event
      where slot = $1 and person_id = any($2::bigint[])
     union all
     select a.person_id, a.reserved_at, case a.made->>'channel' when 'visit' then 'visit' when 'sms' then 'sms' else 'unknown_outcome' end, a.made, a.contact_id
       from dunwell.attempt a
      where a.slot = $1 and a.person_id = any($2::bigint[]) and a.state in ('reserved', 'unknown') and a.made is not null
     order by 1, 2, 5`,
    [slot, personIds],
  );
  const events = grouped(rows, (r) => r.person_id, (r) => ({ type: r.type, at: r.at, ...r.data }) as unknown as LawEvent);
  return new Map([...events].map(([personId, own]) => [personId, standingEvents(own as readonly (LawEvent & { readonly reading?: string })[])]));
}
