import type { SqlSession } from '../../../engine/ports/database.js';
import type { PersonRecord } from '../../../engine/ports/store.js';

export async function selectPersons(session: SqlSession, slot: number, ids: readonly number[]): Promise<ReadonlyMap<number, PersonRecord>> {
  const rows = await session.query<{ id: number; country: string | null; state: string | null; city: string | null; language: 'zh' | 'en'; time_zone: string | null }>(
    'select id, country, state, city, language, time_zone from dunwell.person where slot = $1 and id = any($2::bigint[])',
    [slot, ids],
  );
  return new Map(rows.map((r) => [r.id, { id: r.id, country: r.country, state: r.state, city: r.city, language: r.language, timeZone: r.time_zone }]));
}
