import type { Keys } from '../../../engine/ports/keys.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { InboundRecord } from '../../../engine/ports/store.js';

interface Row {
  readonly id: number;
  readonly kind: InboundRecord['kind'];
  readonly provider: string;
  readonly person_id: number | null;
  readonly contact_id: number | null;
  readonly body_sealed: Uint8Array;
  readonly received_at: number;
  readonly [column: string]: unknown;
}

export async function selectUnreadInbound(session: SqlSession, keys: Keys, slot: number, limit: number): Promise<readonly InboundRecord[]> {
  const rows = await session.query<Row>(
    `select id, kind, provider, person_id, contact_id, body_sealed, received_at from dunwell.inbound
      where slot = $1 and read_at is null and person_id is not null order by received_at, id limit $2`,
    [slot, limit],
  );
  return rows.map((r) => ({
    id: r.id, kind: r.kind, provider: r.provider, personId: r.person_id, contactId: r.contact_id, body: keys.openForOperator(r.body_sealed), receivedAt: r.received_at,
  }));
}
