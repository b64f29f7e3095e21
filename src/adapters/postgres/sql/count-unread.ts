import type { SqlSession } from '../../../engine/ports/database.js';

/** People with inbound that nothing has read yet: law 5 blocks every contact to them. */
export async function countUnread(session: SqlSession, slot: number, personIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await session.query<{ person_id: number; n: number }>(
    `select person_id, count(*)::int as n from dunwell.inbound
      where slot = $1 and person_id = any($2::bigint[]) and read_at is null and kind not in ('sms_receipt', 'email_receipt', 'letter_receipt') group by person_id`,
    [slot, personIds],
  );
  return new Map(rows.map((r) => [r.person_id, r.n]));
}
