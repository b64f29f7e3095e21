import { slotOf } from '../../../domain/id/slot-id.js';
import type { ContactChannel } from '../../../domain/contact/contact.js';
import type { Database } from '../../../engine/ports/database.js';
import type { Keys } from '../../../engine/ports/keys.js';
import type { Reading } from '../../../engine/ports/reading.js';
import type { ArchivedRows } from '../../../engine/ports/archive.js';
import { archiveFaults, blocksFrom, decisionIn, NO_ARCHIVE } from '../archive/archived-blocks.js';
import { CASE_COLUMNS, caseReading, maskedName, type CaseRow } from './case-rows.js';
import { listCases } from './list-cases.js';
import { readCase } from './read-case.js';
import { readDashboard } from './read-dashboard.js';

interface TaskRow extends CaseRow {
  readonly contact_id: number;
  readonly channel: ContactChannel;
  readonly step: string;
  readonly reasons: readonly string[];
  readonly not_before: number;
  readonly not_after: number;
}

interface CodeRow {
  readonly case_id: number;
  readonly person_id: number;
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

/** `archive`: where archived months are; without it, what would need them is an error. */
export function openReading(database: Database, keys: Keys, archive: ArchivedRows = NO_ARCHIVE): Reading {
  return {
    dashboard: (now) => readDashboard(database, now),
    cases: (query, now) => listCases(database, keys, query, now),
    caseFile: (id, now) => readCase(database, keys, archive, id, now),
    decision: (slot, seq) => decisionIn(database, archive, slot, seq),
    chain: async (slot, fromSeq, limit) => (await blocksFrom(database, archive, slot, fromSeq, limit)).map((found) => found.block),
    archiveFaults: () => archiveFaults(database, archive),
    async chainEnds() {
      return (await database.query<{ slot: number; chain_seq: number; chain_digest: string }>('select slot, chain_seq, chain_digest from dunwell.slot order by slot')).map((r) => ({
        slot: r.slot, seq: r.chain_seq, digest: r.chain_digest,
      }));
    },
    async tasks(now, limit) {
      const rows = await database.query<TaskRow>(
        `select ${CASE_COLUMNS}, t.id as contact_id, t.channel, t.step, t.reasons, t.not_before, t.not_after
           from dunwell.contact t join dunwell.collection_case c on c.slot = t.slot and c.id = t.case_id join dunwell.person p on p.slot = c.slot and p.id = c.person_id
          where t.state = 'waiting_for_person' order by t.not_before, t.id limit $2`,
        [now, limit],
      );
      return rows.map((r) => ({ contactId: r.contact_id, row: caseReading(keys, r), channel: r.channel, step: r.step, reasons: r.reasons, notBefore: r.not_before, notAfter: r.not_after }));
    },
    async personMatchKey(personId) {
      return (await database.query<{ match_key: string }>('select match_key from dunwell.person where slot = $1 and id = $2', [slotOf(personId), personId]))[0]?.match_key ?? null;
    },
    async caseByCode(slot, code) {
      const rows = await database.query<CodeRow>(
        `select t.case_id, t.person_id, c.creditor_id, t.channel, t.sent_at,
                p.name_sealed, p.key_wrapped, p.language, p.id_tail_index,
                exists (select 1 from dunwell.contact n where n.slot = t.slot and n.case_id = t.case_id and n.verify_code is not null and n.queued_at > t.queued_at)
                  or exists (select 1 from dunwell.contact_past n where n.slot = t.slot and n.case_id = t.case_id and n.verify_code is not null and n.queued_at > t.queued_at) as superseded
           from (select c.slot, c.case_id, c.person_id, c.channel, c.queued_at, coalesce(c.sent_at, (select max(a.reserved_at) from dunwell.attempt a where a.slot = c.slot and a.contact_id = c.id)) as sent_at
                   from dunwell.contact c where c.slot = $1 and c.verify_code = $2
                 union all
                 select p.slot, p.case_id, p.person_id, p.channel, p.queued_at, coalesce(p.sent_at, p.begun_at) from dunwell.contact_past p where p.slot = $1 and p.verify_code = $2) as t join dunwell.collection_case c on c.slot = t.slot and c.id = t.case_id join dunwell.person p on p.slot = t.slot and p.id = t.person_id`,
        [slot, code],
      );
      const row = rows[0];
      if (row === undefined) return null;
      return {
        caseId: row.case_id, personId: row.person_id, creditorId: row.creditor_id, channel: row.channel, sentAt: row.sent_at, name: maskedName(keys, row), language: row.language,
        idTailIndex: row.id_tail_index, superseded: row.superseded,
      };
    },
  };
}

