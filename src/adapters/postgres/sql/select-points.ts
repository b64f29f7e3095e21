import type { SqlSession } from '../../../engine/ports/database.js';
import type { PointRecord } from '../../../engine/ports/store.js';
import { grouped } from './grouped.js';

interface Row {
  readonly id: number;
  readonly person_id: number;
  readonly kind: PointRecord['kind'];
  readonly time_zone: string | null;
  readonly line: string | null;
  readonly label: string;
  readonly usable: boolean;
  readonly [column: string]: unknown;
}

/** Points of people, those stated last first. */
export async function selectPoints(session: SqlSession, slot: number, personIds: readonly number[]): Promise<ReadonlyMap<number, readonly PointRecord[]>> {
  const rows = await session.query<Row>(
    `select id, person_id, kind, time_zone, line, label, usable from dunwell.person_point
      where slot = $1 and person_id = any($2::bigint[]) order by person_id, recorded_at desc, position, id`,
    [slot, personIds],
  );
  return grouped(rows, (r) => r.person_id, (r) => ({ id: r.id, personId: r.person_id, kind: r.kind, timeZone: r.time_zone, line: r.line, label: r.label, usable: r.usable }));
}
