import { slotOf } from '../../domain/id/slot-id.js';
import type { RowRemark } from '../../domain/loan/placement.js';
import type { Database, SqlSession } from '../../engine/ports/database.js';
import type { CreditorRecord, ImportRecord, IntakeStore, IntakeTransaction } from '../../engine/ports/intake.js';
import type { Digest } from '../../engine/ports/keys.js';
import { slotPen, type SlotPen } from './slot-transaction.js';
import { insertEvents } from './sql/insert-events.js';
import { insertLedgerEntries } from './sql/insert-ledger-entries.js';
import { selectCasesByPerson, selectKnownDebts, selectPersonsByKey } from './sql/intake-reads.js';
import { lockSlot } from './sql/lock-slot.js';
import { saveSlot } from './sql/save-slot.js';
import { insertPoints, upsertPersons } from './sql/upsert-persons.js';
import { insertCases, insertParties, writeDebts } from './sql/write-debts.js';
import { writeImportRows } from './sql/write-import-rows.js';

interface ImportRow {
  readonly id: string;
  readonly creditor_id: string;
  readonly digest: string;
  readonly mapping_digest: string;
  readonly file_name: string;
  readonly state: ImportRecord['state'];
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly failure: string | null;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unchanged: number;
  readonly updated: number;
  readonly flagged: number;
  readonly in_collection: number;
  readonly nothing_owed: number;
  readonly not_overdue: number;
  readonly [column: string]: unknown;
}

const record = (r: ImportRow): ImportRecord => ({
  id: r.id, creditorId: r.creditor_id, digest: r.digest, mappingDigest: r.mapping_digest, fileName: r.file_name, state: r.state, startedAt: r.started_at, finishedAt: r.finished_at,
  failure: r.failure, rows: r.rows, accepted: r.accepted, rejected: r.rejected, unchanged: r.unchanged, updated: r.updated, flagged: r.flagged, inCollection: r.in_collection,
  nothingOwed: r.nothing_owed, notOverdue: r.not_overdue,
});

/** Accepted takes in all that were not rejected: accepted, updated, unchanged and flagged rows add up to it. */
const FINISH = `update dunwell.import i set state = $2, finished_at = $3, failure = $4, rows = s.rows, accepted = s.rows - s.rejected, rejected = s.rejected, unchanged = s.unchanged,
    updated = s.updated, flagged = s.flagged, in_collection = s.in_collection, nothing_owed = s.nothing_owed, not_overdue = s.not_overdue
  from (select count(*)::int as rows, count(*) filter (where state = 'rejected')::int as rejected, count(*) filter (where state = 'unchanged')::int as unchanged,
               count(*) filter (where state = 'updated')::int as updated, count(*) filter (where state = 'flagged')::int as flagged,
               count(*) filter (where outcome = 'in_collection')::int as in_collection, count(*) filter (where outcome = 'nothing_owed')::int as nothing_owed,
               count(*) filter (where outcome = 'not_overdue')::int as not_overdue
          from dunwell.import_row where import_id = $1) as s
 where i.id = $1 returning i.*`;

function intakeTransaction(session: SqlSession, slot: number, pen: SlotPen): IntakeTransaction {
  return {
    slot,
    takeIds: (count) => pen.takeIds(count),
    persons: (keys) => selectPersonsByKey(session, slot, keys),
    debts: (creditorId, refs) => selectKnownDebts(session, slot, creditorId, refs),
    cases: (creditorId, personIds) => selectCasesByPerson(session, slot, creditorId, personIds),
    async write(w) {
      await upsertPersons(session, slot, w.now, w.persons);
      await insertPoints(session, slot, w.now, w.points);
      await insertCases(session, slot, w.now, w.cases);
      await writeDebts(session, slot, w.now, w.importId, w.debts);
      await insertParties(session, slot, w.parties.map((p) => ({ ...p, partySlot: slotOf(p.partyId) })));
      await insertLedgerEntries(session, slot, w.now, w.ledger);
      const ids = pen.takeIds(w.events.length);
      await insertEvents(session, slot, w.now, w.events.map((e, i) => ({ ...e, id: ids[i] as number })));
      if (w.touched.length > 0) await session.execute('update dunwell.collection_case set unsettled = true where slot = $1 and id = any($2::bigint[])', [slot, w.touched]);
      await writeImportRows(session, slot, w.importId, w.rows);
    },
  };
}

export function openIntakeStore(database: Database, digest: Digest): IntakeStore {
  return {
    async begin(start) {
      const id = digest(`${start.creditorId}\n${start.digest}\n${start.mappingDigest}`).slice(0, 24);
      await database.execute(
        `insert into dunwell.import (id, creditor_id, digest, mapping_digest, file_name, state, started_at) values ($1, $2, $3, $4, $5, 'running', $6)
         on conflict (id) do update set state = case when import.state = 'done' then 'done' else 'running' end`,
        [id, start.creditorId, start.digest, start.mappingDigest, start.fileName, start.startedAt],
      );
      return record((await database.query<ImportRow>('select * from dunwell.import where id = $1', [id]))[0] as ImportRow);
    },
    inSlot: (slot, work) =>
      database.transaction(async (session) => {
        const pen = slotPen(slot, await lockSlot(session, slot), digest);
        const result = await work(intakeTransaction(session, slot, pen));
        const end = pen.end();
        if (end !== null) await saveSlot(session, slot, end.nextId, end.seq, end.digest, end.newestAt);
        return result;
      }),
    writeRejected: (importId, rows) => writeImportRows(database, null, importId, rows),
    async finish(importId, now, failure) {
      return record((await database.query<ImportRow>(FINISH, [importId, failure === null ? 'done' : 'failed', now, failure]))[0] as ImportRow);
    },
    async imports(limit) {
      return (await database.query<ImportRow>('select * from dunwell.import order by started_at desc, id limit $1', [limit])).map(record);
    },
    async errors(importId, limit) {
      const total = await database.query<{ n: number }>(`select count(*)::int as n from dunwell.import_row where import_id = $1 and state = 'rejected'`, [importId]);
      const rows = await database.query<{ line: number; errors: readonly RowRemark[] }>(
        `select line, errors from dunwell.import_row where import_id = $1 and state = 'rejected' order by line limit $2`, [importId, limit],
      );
      return { total: total[0]?.n ?? 0, items: rows.map((r) => ({ line: r.line, remarks: r.errors })) };
    },
    async mapping(creditorId) {
      return (await database.query<{ mapping: unknown }>('select mapping from dunwell.creditor where id = $1', [creditorId]))[0]?.mapping ?? null;
    },
    async saveMapping(creditorId, mapping, now) {
      await database.execute('update dunwell.creditor set mapping = $2::jsonb, mapping_saved_at = $3 where id = $1', [creditorId, JSON.stringify(mapping), now]);
    },
    async creditors() {
      const rows = await database.query<{ id: string; name_en: string; name_zh: string; jurisdiction: string; phone: string; has_mapping: boolean }>(
        'select id, name_en, name_zh, jurisdiction, phone, mapping is not null as has_mapping from dunwell.creditor order by id',
      );
      return rows.map((r): CreditorRecord => ({ id: r.id, nameEn: r.name_en, nameZh: r.name_zh, jurisdiction: r.jurisdiction, phone: r.phone, hasMapping: r.has_mapping }));
    },
    async saveCreditor(creditor) {
      await database.execute(
        `insert into dunwell.creditor (id, name_en, name_zh, jurisdiction, phone) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set name_en = excluded.name_en, name_zh = excluded.name_zh, jurisdiction = excluded.jurisdiction, phone = excluded.phone`,
        [creditor.id, creditor.nameEn, creditor.nameZh, creditor.jurisdiction, creditor.phone],
      );
    },
  };
}
