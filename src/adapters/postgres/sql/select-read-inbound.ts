import type { SqlSession } from '../../../engine/ports/database.js';
import type { ReadInbound } from '../../../engine/ports/read-inbound.js';

interface Row {
  readonly id: number;
  readonly kind: ReadInbound['kind'];
  readonly person_id: number;
  readonly received_at: number;
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly corrections: number;
  readonly [column: string]: unknown;
}

/** A message that was read, with what it is taken to mean now: by its reader, or by the last who corrected it. */
export async function selectReadInbound(session: SqlSession, slot: number, id: number): Promise<ReadInbound | null> {
  const rows = await session.query<Row>(
    `select i.id, i.kind, i.person_id, i.received_at, coalesce(c.after, i.meaning) as meaning, coalesce(c.number, 0) as corrections
       from dunwell.inbound i left join dunwell.reading_correction c on c.slot = $1 and c.inbound_id = i.id
        and c.number = (select max(n.number) from dunwell.reading_correction n where n.slot = $1 and n.inbound_id = i.id)
      where i.slot = $1 and i.id = $2 and i.read_at is not null and i.person_id is not null`,
    [slot, id],
  );
  const row = rows[0];
  return row === undefined ? null : { id: row.id, kind: row.kind, personId: row.person_id, receivedAt: row.received_at, meaning: row.meaning, corrections: row.corrections };
}
