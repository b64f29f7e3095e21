import type { SqlSession } from '../../../engine/ports/database.js';

/** A worker died between reserving and recording: it may have left, so it counts and is never sent again (law 4). What is in a person's or an agency's hands has a day. */
export async function abandonAttempts(session: SqlSession, slot: number, before: number, personBefore: number, now: number): Promise<number> {
  return session.execute(
    `with lost as (
       update dunwell.attempt a set state = 'unknown', finished_at = $4
         from dunwell.contact c
        where a.slot = $1 and c.slot = a.slot and c.id = a.contact_id and a.state = 'reserved'
          and a.reserved_at < case when a.made is not null then $3::bigint else $2::bigint end
        returning a.contact_id, a.reserved_at
     )
     update dunwell.contact c set state = 'unknown', sent_at = lost.reserved_at from lost where c.slot = $1 and c.id = lost.contact_id and c.state = 'attempting'`,
    [slot, before, personBefore, now],
  );
}
