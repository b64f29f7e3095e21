import type { SqlSession } from '../../../engine/ports/database.js';

export async function markInboundRead(session: SqlSession, slot: number, now: number, read: readonly { readonly id: number; readonly meaning: Readonly<Record<string, unknown>> }[]): Promise<void> {
  if (read.length === 0) return;
  await session.execute(
    `update dunwell.inbound i set read_at = $2, meaning = u.meaning::jsonb
       from (select * from unnest($3::bigint[], $4::text[]) as u (id, meaning) offset 0) as u
      where i.slot = $1 and i.id = u.id and i.read_at is null`,
    [slot, now, read.map((r) => r.id), read.map((r) => JSON.stringify(r.meaning))],
  );
}
