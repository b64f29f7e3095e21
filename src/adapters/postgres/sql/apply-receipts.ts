import type { SqlSession } from '../../../engine/ports/database.js';

export interface AppliedReceipt {
  readonly contactId: number;
  readonly state: string;
  /** From 1. Absent: the text had one part. */
  readonly part?: number;
  readonly parts?: number;
}

/**
 * Only a higher rank moves a contact, so late, double and disordered receipts end alike. Delivered is a text whose every part is; one
 * part that failed is a text that failed, until every part is delivered after all.
 */
export async function applyReceipts(session: SqlSession, slot: number, receipts: readonly AppliedReceipt[]): Promise<void> {
  if (receipts.length === 0) return;
  await session.execute(
    `update dunwell.contact c set parts_told = c.parts_told | u.bits,
            state = case when array_position(array['attempting', 'unknown', 'sent', 'failed', 'delivered'], u.reached) > array_position(array['attempting', 'unknown', 'sent', 'failed', 'delivered'], c.state)
                         then u.reached else c.state end
       from (select x.id, t.bits, case when (x.parts_told | t.bits) = (1::bigint << t.parts) - 1 then 'delivered' when t.failed then 'failed' else 'sent' end as reached
               from (select id, coalesce(bit_or(1::bigint << (part - 1)) filter (where state = 'delivered'), 0) as bits, max(parts) as parts, bool_or(state = 'failed') as failed
                       from unnest($2::bigint[], $3::text[], $4::int[], $5::int[]) as r (id, state, part, parts) group by id offset 0) as t
               join dunwell.contact x on x.slot = $1 and x.id = t.id) as u
      where c.slot = $1 and c.id = u.id and c.state in ('attempting', 'unknown', 'sent', 'failed')`,
    [slot, receipts.map((r) => r.contactId), receipts.map((r) => r.state), receipts.map((r) => r.part ?? 1), receipts.map((r) => r.parts ?? 1)],
  );
}
