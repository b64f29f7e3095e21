import type { Keys } from '../../../engine/ports/keys.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { ThreadItem } from '../../../engine/ports/answers.js';
import type { InboundRecord } from '../../../engine/ports/store.js';

interface Row {
  readonly person_id: number;
  readonly at: number;
  readonly id: number;
  readonly kind: string;
  readonly body_sealed: Uint8Array | null;
  readonly template: string | null;
  readonly [column: string]: unknown;
}

/** What was said on both sides since `since`, by person and time. Of the portal only that something was done there: that needs proof of who one is. */
export async function selectThread(session: SqlSession, keys: Keys, slot: number, personIds: readonly number[], since: number): Promise<readonly ThreadItem[]> {
  const rows = await session.query<Row>(
    `select person_id, received_at as at, id, kind, body_sealed, null as template from dunwell.inbound
      where slot = $1 and person_id = any($2::bigint[]) and received_at >= $3 and read_at is not null and kind in ('sms_reply', 'email_reply', 'portal')
     union all
     select person_id, queued_at as at, id, 'ours' as kind, null as body_sealed, template from dunwell.contact
      where slot = $1 and person_id = any($2::bigint[]) and queued_at >= $3 and channel in ('sms', 'email') and state not in ('queued', 'waiting_for_person', 'refused', 'cancelled', 'expired')
     order by person_id, at, id`,
    [slot, personIds, since],
  );
  return rows.map((r): ThreadItem => (r.kind === 'ours'
    ? { by: 'house', personId: r.person_id, at: r.at, id: r.id, template: r.template ?? '' }
    : { by: 'person', personId: r.person_id, at: r.at, id: r.id, kind: r.kind as InboundRecord['kind'], body: r.kind === 'portal' || r.body_sealed === null ? '' : keys.openForOperator(r.body_sealed) }));
}
