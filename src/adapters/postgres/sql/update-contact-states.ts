import type { SqlSession } from '../../../engine/ports/database.js';

export async function updateContactStates(session: SqlSession, slot: number, contacts: readonly { readonly id: number; readonly state: string }[]): Promise<void> {
  if (contacts.length === 0) return;
  await session.execute(
    `update dunwell.contact c set state = u.state
       from (select * from unnest($2::bigint[], $3::text[]) as u (id, state) offset 0) as u
      where c.slot = $1 and c.id = u.id and c.state in ('queued', 'waiting_for_person', 'attempting')`,
    [slot, contacts.map((c) => c.id), contacts.map((c) => c.state)],
  );
}
