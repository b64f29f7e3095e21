import type { Keys } from '../../../engine/ports/keys.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { DueAnswer } from '../../../engine/ports/answers.js';
import type { InboundRecord } from '../../../engine/ports/store.js';

interface Row {
  readonly id: number;
  readonly kind: InboundRecord['kind'];
  readonly provider: string;
  readonly person_id: number;
  readonly contact_id: number | null;
  readonly body_sealed: Uint8Array;
  readonly received_at: number;
  readonly from_point: number | null;
  readonly sharer: number;
  readonly [column: string]: unknown;
}

/** Messages that are read and whose answer is due, oldest first. */
export async function selectDueAnswers(session: SqlSession, keys: Keys, slot: number, now: number, limit: number): Promise<readonly DueAnswer[]> {
  const rows = await session.query<Row>(
    `select id, kind, provider, person_id, contact_id, body_sealed, received_at, from_point, sharer from dunwell.inbound
      where slot = $1 and answer_at <= $2 and read_at is not null order by answer_at, id limit $3`,
    [slot, now, limit],
  );
  return rows.map((r) => ({
    inbound: { id: r.id, kind: r.kind, provider: r.provider, personId: r.person_id, contactId: r.contact_id, body: keys.openForOperator(r.body_sealed), receivedAt: r.received_at },
    fromPoint: r.from_point, sharer: r.sharer,
  }));
}
