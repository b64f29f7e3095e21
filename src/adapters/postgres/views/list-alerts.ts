import type { AlertReading } from '../../../engine/ports/alerts.js';
import type { Database } from '../../../engine/ports/database.js';

interface Row {
  readonly id: number;
  readonly case_ids: readonly number[] | null;
  readonly kinds: readonly string[];
  readonly raised_at: number;
  readonly told_at: number | null;
  readonly acknowledged_at: number | null;
  readonly acknowledged_by: string | null;
  readonly [column: string]: unknown;
}

/** Alerts that nobody has looked at, oldest first: who waits longest stands on top. */
export async function listAlerts(database: Database, limit: number): Promise<readonly AlertReading[]> {
  const rows = await database.query<Row>(
    `select a.id, a.kinds, a.raised_at, a.told_at, a.acknowledged_at, a.acknowledged_by,
            (select array_agg(c.id order by c.id) from dunwell.collection_case c where c.slot = a.slot and c.person_id = a.person_id) as case_ids
       from dunwell.alert a where a.acknowledged_at is null order by a.raised_at, a.id limit $1`, [limit],
  );
  return rows.map((r) => ({ id: r.id, caseIds: r.case_ids ?? [], kinds: r.kinds, raisedAt: r.raised_at, toldAt: r.told_at, acknowledgedAt: r.acknowledged_at, acknowledgedBy: r.acknowledged_by }));
}
