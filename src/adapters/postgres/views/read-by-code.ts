import { maskEmail } from '../../../domain/party/mask.js';
import type { ArchivedRows } from '../../../engine/ports/archive.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { Keys } from '../../../engine/ports/keys.js';
import type { CodeReading } from '../../../engine/ports/reading.js';
import { pastContact } from '../archive/archived-contacts.js';
import { maskedName } from './case-rows.js';

interface CodeRow {
  readonly id: number;
  /** Of an archived contact: the month it was archived with. */
  readonly month: number | null;
  readonly case_id: number;
  readonly person_id: number;
  readonly point_id: number | null;
  readonly text_sealed: Uint8Array | null;
  readonly creditor_id: string;
  readonly channel: string;
  readonly sent_at: number | null;
  readonly name_sealed: Uint8Array | null;
  readonly key_wrapped: Uint8Array;
  readonly language: 'zh' | 'en';
  readonly id_tail_index: string | null;
  readonly superseded: boolean;
  readonly [column: string]: unknown;
}

interface PointRow {
  readonly sealed: Uint8Array;
  readonly kind: 'phone' | 'email' | 'address';
  readonly usable: boolean;
  readonly [column: string]: unknown;
}

const BY_CODE = `
  select t.id, t.month, t.case_id, t.person_id, t.point_id, t.text_sealed, c.creditor_id, t.channel, t.sent_at, p.name_sealed, p.key_wrapped, p.language, p.id_tail_index,
         exists (select 1 from dunwell.contact n where n.slot = t.slot and n.case_id = t.case_id and n.verify_code is not null and n.queued_at > t.queued_at)
           or exists (select 1 from dunwell.contact_past n where n.slot = t.slot and n.case_id = t.case_id and n.verify_code is not null and n.queued_at > t.queued_at) as superseded
    from (select c.slot, c.id, null::bigint as month, c.case_id, c.person_id, c.point_id, c.text_sealed, c.channel, c.queued_at, coalesce(c.sent_at, (select max(a.reserved_at) from dunwell.attempt a where a.slot = c.slot and a.contact_id = c.id)) as sent_at
            from dunwell.contact c where c.slot = $1 and c.verify_code = $2
          union all
          select p.slot, p.id, p.month, p.case_id, p.person_id, null, null, p.channel, p.queued_at, coalesce(p.sent_at, p.begun_at) from dunwell.contact_past p where p.slot = $1 and p.verify_code = $2) as t
    join dunwell.collection_case c on c.slot = t.slot and c.id = t.case_id join dunwell.person p on p.slot = t.slot and p.id = t.person_id`;

/** Point and words of an archived contact; nothing where its month cannot be read: that it is ours is in the database still. */
async function fromArchive(session: SqlSession, archive: ArchivedRows, slot: number, row: CodeRow): Promise<Pick<CodeRow, 'point_id' | 'text_sealed'>> {
  if (row.month === null) return row;
  const past = await pastContact(session, archive, slot, row.id, row.month).catch(() => null);
  return { point_id: (past?.['point_id'] as number | null | undefined) ?? null, text_sealed: (past?.['text_sealed'] as Uint8Array | null | undefined) ?? null };
}

function sentTo(keys: Keys, keyWrapped: Uint8Array, point: PointRow | undefined): string | null {
  if (point === undefined || point.kind === 'address') return null;
  const value = keys.open(keyWrapped, point.sealed);
  return point.kind === 'email' ? maskEmail(value) : value.replace(/\D/g, '').slice(-4);
}

/** What a code stands for, also of a contact whose month was archived; `null`: it is none of ours. */
export async function readByCode(session: SqlSession, keys: Keys, archive: ArchivedRows, slot: number, code: string): Promise<CodeReading | null> {
  const [row] = await session.query<CodeRow>(BY_CODE, [slot, code]);
  if (row === undefined) return null;
  const { point_id: pointId, text_sealed: sealed } = await fromArchive(session, archive, slot, row);
  const [point] = pointId === null ? [] : await session.query<PointRow>('select sealed, kind, usable from dunwell.person_point where slot = $1 and id = $2', [slot, pointId]);
  return {
    code, caseId: row.case_id, personId: row.person_id, creditorId: row.creditor_id, channel: row.channel, sentAt: row.sent_at, name: maskedName(keys, row), sentTo: sentTo(keys, row.key_wrapped, point), pointGone: point?.usable === false,
    text: sealed === null ? null : keys.open(row.key_wrapped, sealed), language: row.language, idTailIndex: row.id_tail_index, superseded: row.superseded,
  };
}
