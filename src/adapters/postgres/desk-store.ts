import type { Database } from '../../engine/ports/database.js';
import type { DeskStore, Inbox, Reached, StaffRecord } from '../../engine/ports/desk.js';
import { Terminal } from '../../engine/ports/errors.js';
import { slotId, slotOf } from '../../domain/id/slot-id.js';
import { insertTextParts } from './sql/insert-text-parts.js';
import { lockSlot } from './sql/lock-slot.js';
import { remembered } from './sql/remembered.js';
import { selectTextPart } from './sql/select-text-part.js';

interface StaffRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRecord['role'];
  readonly password_hash: string;
  readonly csrf: string;
  readonly [column: string]: unknown;
}

const staff = (r: StaffRow): StaffRecord => ({ id: r.id, email: r.email, name: r.name, role: r.role });

export function openDeskStore(database: Database): DeskStore {
  return {
    async staffByEmail(email) {
      const row = (await database.query<StaffRow>('select * from dunwell.staff where email = $1', [email.trim().toLowerCase()]))[0];
      return row === undefined ? null : { ...staff(row), passwordHash: row.password_hash };
    },
    async addStaff(person, now) {
      await database.execute(
        'insert into dunwell.staff (id, email, name, role, password_hash, created_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
        [person.id, person.email.toLowerCase(), person.name, person.role, person.passwordHash, now],
      );
    },
    async openSession(s) {
      await database.execute('insert into dunwell.staff_session (token_digest, staff_id, csrf, created_at, expires_at) values ($1, $2, $3, $4, $5)', [s.tokenDigest, s.staffId, s.csrf, s.now, s.expiresAt]);
    },
    async session(tokenDigest, now) {
      const row = (await database.query<StaffRow>('select s.*, t.csrf from dunwell.staff_session t join dunwell.staff s on s.id = t.staff_id where t.token_digest = $1 and t.expires_at > $2', [tokenDigest, now]))[0];
      return row === undefined ? null : { staff: staff(row), csrf: row.csrf };
    },
    async closeSession(tokenDigest) {
      await database.execute('delete from dunwell.staff_session where token_digest = $1', [tokenDigest]);
    },
    async openPortalSession(s) {
      await database.execute('insert into dunwell.portal_session (token_digest, slot, person_id, case_id, expires_at) values ($1, $2, $3, $4, $5)', [s.tokenDigest, s.slot, s.personId, s.caseId, s.expiresAt]);
    },
    async portalSession(tokenDigest, now) {
      const row = (await database.query<{ slot: number; person_id: number; case_id: number }>('select slot, person_id, case_id from dunwell.portal_session where token_digest = $1 and expires_at > $2', [tokenDigest, now]))[0];
      return row === undefined ? null : { slot: row.slot, personId: row.person_id, caseId: row.case_id };
    },
    async allowTry(bucket, limit, windowMs, now) {
      const start = now - (now % windowMs);
      const rows = await database.query<{ count: number }>(
        `insert into dunwell.rate_limit (bucket, window_start, count) values ($1, $2, 1)
         on conflict (bucket) do update set count = case when rate_limit.window_start = excluded.window_start then rate_limit.count + 1 else 1 end, window_start = excluded.window_start
         returning count`,
        [bucket, start],
      );
      return (rows[0]?.count ?? 1) <= limit;
    },
    async recordAccess(a) {
      await database.execute('insert into dunwell.access_record (at, staff_id, action, subject, reason) values ($1, $2, $3, $4, $5)', [a.at, a.staffId, a.action, a.subject, a.reason]);
    },
    async remembered(surface, key, requestDigest) {
      return remembered(database, surface, key, requestDigest);
    },
    async remember(surface, key, requestDigest, response, now) {
      await database.execute(
        'insert into dunwell.idempotency (surface, key, request_digest, response, created_at) values ($1, $2, $3, $4::jsonb, $5) on conflict do nothing',
        [surface, key, requestDigest, JSON.stringify(response), now],
      );
    },
  };
}

async function reachedBy(database: Database, kind: 'phone' | 'email', blind: string): Promise<readonly Reached[]> {
  const rows = await database.query<{ slot: number; person_id: number; id: number }>(
    'select slot, person_id, min(id) as id from dunwell.person_point where blind = $1 and kind = $2 group by slot, person_id order by slot, person_id', [blind, kind],
  );
  return rows.map((r, i) => ({ slot: r.slot, personId: r.person_id, fromPoint: r.id, sharer: rows.length === 1 ? 0 : i + 1 }));
}

export function openInbox(database: Database): Inbox {
  return {
    personsByPhone: (blind) => reachedBy(database, 'phone', blind),
    personsByEmail: (blind) => reachedBy(database, 'email', blind),
    async pointPerson(pointId) {
      const row = (await database.query<{ person_id: number }>('select person_id from dunwell.person_point where slot = $1 and id = $2', [slotOf(pointId), pointId]))[0];
      return row?.person_id ?? null;
    },
    async contactPoint(contactId) {
      const at = [slotOf(contactId), contactId];
      const here = (await database.query<{ person_id: number; point_id: number | null }>('select person_id, point_id from dunwell.contact where slot = $1 and id = $2', at))[0];
      if (here !== undefined) return { personId: here.person_id, pointId: here.point_id };
      const past = (await database.query<{ person_id: number }>('select person_id from dunwell.contact_past where slot = $1 and id = $2', at))[0];
      return past === undefined ? null : { personId: past.person_id, pointId: null };
    },
    async debtByRef(creditorId, ref) {
      const row = (await database.query<{ slot: number; id: number; person_id: number }>(
        `select d.slot, d.id, d.person_id from dunwell.placement p join dunwell.debt d on d.slot = p.slot and d.id = p.debt_id where p.creditor_id = $1 and p.external_ref = $2`, [creditorId, ref],
      ))[0];
      return row === undefined ? null : { slot: row.slot, debtId: row.id, personId: row.person_id };
    },
    async contactPerson(contactId) {
      const at = [slotOf(contactId), contactId];
      const here = (await database.query<{ person_id: number }>('select person_id from dunwell.contact where slot = $1 and id = $2', at))[0];
      // Archived months after the others, for a receipt is rarely so late.
      return (here ?? (await database.query<{ person_id: number }>('select person_id from dunwell.contact_past where slot = $1 and id = $2', at))[0])?.person_id ?? null;
    },
    async keepParts(provider, parts, now) {
      await insertTextParts(database, provider, parts, now);
    },
    partByRef: (provider, refSlot, ref) => selectTextPart(database, refSlot, provider, ref),
    keep: (arrival) =>
      database.transaction(async (session) => {
        const row = await lockSlot(session, arrival.slot);
        const same = await session.query<{ body_digest: string }>(
          'select body_digest from dunwell.inbound where slot = $1 and kind = $2 and provider = $3 and provider_event_id = $4 and person_id is not distinct from $5',
          [arrival.slot, arrival.kind, arrival.provider, arrival.eventId, arrival.personId],
        );
        if (same[0] !== undefined) {
          if (same[0].body_digest === arrival.bodyDigest) return { repeated: true };
          throw new Terminal('reused_key', 'This event id came before with another body. Send a new id for new content.', 'id');
        }
        await session.execute(
          `insert into dunwell.inbound (slot, id, kind, provider, provider_event_id, body_digest, person_id, contact_id, body_sealed, received_at, from_point, sharer) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            arrival.slot, slotId(arrival.slot, row.next_id), arrival.kind, arrival.provider, arrival.eventId, arrival.bodyDigest, arrival.personId, arrival.contactId, arrival.bodySealed,
            arrival.receivedAt, arrival.fromPoint ?? null, arrival.sharer ?? 0,
          ],
        );
        await session.execute('update dunwell.slot set next_id = next_id + 1 where slot = $1', [arrival.slot]);
        return { repeated: false };
      }),
  };
}
