import { slotOf } from '../../../domain/id/slot-id.js';
import type { ContactChannel } from '../../../domain/contact/contact.js';
import type { Database } from '../../../engine/ports/database.js';
import type { Keys } from '../../../engine/ports/keys.js';
import type { Reading } from '../../../engine/ports/reading.js';
import type { ArchivedRows } from '../../../engine/ports/archive.js';
import { archiveFaults, blocksFrom, decisionIn, NO_ARCHIVE } from '../archive/archived-blocks.js';
import { CASE_COLUMNS, caseReading, type CaseRow } from './case-rows.js';
import { listCases } from './list-cases.js';
import { readByCode } from './read-by-code.js';
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
    caseByCode: (slot, code) => readByCode(database, keys, archive, slot, code),
  };
}

