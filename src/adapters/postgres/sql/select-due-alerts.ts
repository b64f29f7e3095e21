import type { DueAlert } from '../../../engine/ports/alerts.js';
import type { SqlSession } from '../../../engine/ports/database.js';

interface Row {
  readonly id: number;
  readonly kinds: readonly string[];
  readonly raised_at: number;
  readonly tries: number;
  readonly [column: string]: unknown;
}

export async function selectDueAlerts(session: SqlSession, slot: number, now: number, limit: number): Promise<readonly DueAlert[]> {
  const rows = await session.query<Row>('select id, kinds, raised_at, tries from dunwell.alert where slot = $1 and next_try_at <= $2 order by raised_at, id limit $3', [slot, now, limit]);
  return rows.map((r) => ({ id: r.id, kinds: r.kinds, raisedAt: r.raised_at, tries: r.tries }));
}
