import { slotOf } from '../../../domain/id/slot-id.js';
import type { ContactChannel } from '../../../domain/contact/contact.js';
import type { Database } from '../../../engine/ports/database.js';
import type { Keys } from '../../../engine/ports/keys.js';
import type { Reading } from '../../../engine/ports/reading.js';
import { selectBlocks, selectDecision } from '../sql/select-decisions.js';
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

export function openReading(database: Database, keys: Keys): Reading {
  return {
    dashboard: (now) => readDashboard(database, now),
    cases: (query, now) => listCases(database, keys, query, now),
    caseFile: (id, now) => readCase(database, keys, id, now),
    decision: (slot, seq) => selectDecision(database, slot, seq),
    chain: (slot, fromSeq, limit) => selectBlocks(database, slot, fromSeq, limit),
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
        `select t.case_id, t.person_id, c.creditor_id, t.channel, coalesce(t.sent_at, (select max(a.reserved_at) from dunwell.attempt a where a.slot = t.slot and a.contact_id = t.id)) as sent_at,
                p.name_sealed, p.key_wrapped, p.language, p.id_tail_index,
                exists (select 1 from dunwell.contact n where n.slot = t.slot and n.case_id = t.case_id and n.verify_code is not null and n.queued_at > t.queued_at) as superseded
           from dunwell.contact t join dunwell.collection_case c on c.slot = t.slot and c.id = t.case_id join dunwell.person p on p.slot = t.slot and p.id = t.person_id
          where t.slot = $1 and t.verify_code = $2`,
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

