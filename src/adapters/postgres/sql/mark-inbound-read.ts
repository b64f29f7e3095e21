import type { SqlSession } from '../../../engine/ports/database.js';

export async function markInboundRead(session: SqlSession, slot: number, now: number, read: readonly { readonly id: number; readonly meaning: Readonly<Record<string, unknown>>; readonly answerAt?: number }[]): Promise<void> {
  if (read.length === 0) return;
  await session.execute(
    `update dunwell.inbound i set read_at = $2, meaning = u.meaning::jsonb, answer_at = u.answer_at
       from (select * from unnest($3::bigint[], $4::text[], $5::bigint[]) as u (id, meaning, answer_at) offset 0) as u
      where i.slot = $1 and i.id = u.id and i.read_at is null`,
    [slot, now, read.map((r) => r.id), read.map((r) => JSON.stringify(r.meaning)), read.map((r) => r.answerAt ?? null)],
  );
}
