import type { SqlSession } from '../../../engine/ports/database.js';

export async function selectSealedPoints(session: SqlSession, slot: number, ids: readonly number[]) {
  const rows = await session.query<{ id: number; sealed: Uint8Array; key_wrapped: Uint8Array; name_sealed: Uint8Array | null }>(
    `select p.id, p.sealed, o.key_wrapped, o.name_sealed from dunwell.person_point p
       join dunwell.person o on o.slot = p.slot and o.id = p.person_id
      where p.slot = $1 and p.id = any($2::bigint[])`,
    [slot, ids],
  );
  return new Map(rows.map((r) => [r.id, { sealed: r.sealed, keyWrapped: r.key_wrapped, nameSealed: r.name_sealed }]));
}
