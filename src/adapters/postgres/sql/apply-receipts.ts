import type { SqlSession } from '../../../engine/ports/database.js';

/** Only a higher rank moves a contact, so late, double and disordered receipts end alike. */
export async function applyReceipts(session: SqlSession, slot: number, receipts: readonly { readonly contactId: number; readonly state: string }[]): Promise<void> {
  if (receipts.length === 0) return;
  await session.execute(
    `update dunwell.contact c set state = u.state
       from (select distinct on (id) id, state from unnest($2::bigint[], $3::text[]) as u (id, state)
              order by id, array_position(array['sent', 'failed', 'delivered'], state) desc offset 0) as u
      where c.slot = $1 and c.id = u.id and c.state in ('attempting', 'unknown', 'sent', 'failed')
        and array_position(array['attempting', 'unknown', 'sent', 'failed', 'delivered'], u.state) > array_position(array['attempting', 'unknown', 'sent', 'failed', 'delivered'], c.state)`,
    [slot, receipts.map((r) => r.contactId), receipts.map((r) => r.state)],
  );
}
