import { SLOTS } from '../../../domain/id/slot-id.js';
import type { ArchivedRows } from '../../../engine/ports/archive.js';
import type { Database, SqlRow } from '../../../engine/ports/database.js';
import { archivedFiles } from '../archive/archive-store.js';
import { blocksFrom, decisionsOfBlocks, NO_ARCHIVE } from '../archive/archived-blocks.js';
import { assertArchiveUnchanged, contactsInOrder } from '../archive/archived-contacts.js';
import { contactLog } from './contact-log.js';

const QUEUE_COLUMNS = ['id', 'case_id', 'person_id', 'channel', 'step', 'template', 'reasons', 'state', 'outcome', 'queued_at', 'not_before', 'not_after', 'decision_seq', 'sent_at', 'attempts', 'text_digest'] as const;

/** What leaves on an export: ids, sums and states; names, numbers and texts stay sealed. */
const STATEMENTS = {
  cases: `select id, person_id, creditor_id, state, opened_at, closed_at, next_review_at, currency, balance_minor, oldest_due_on, debts, flagged, last_contact_at
            from dunwell.collection_case where slot = $1 and id > $2 order by id limit $3`,
  queue: `select ${QUEUE_COLUMNS.join(', ')}
            from dunwell.contact where slot = $1 and id > $2 order by id limit $3`,
  placements: `select debt_id as id, creditor_id, external_ref, row_digest, outcome, import_id, line from dunwell.placement where slot = $1 and debt_id > $2 order by debt_id limit $3`,
  ledger: `select d.id, d.creditor_id, d.external_ref, d.currency,
                  (select json_agg(json_build_object('seq', e.seq, 'kind', e.kind, 'amount_minor', e.amount_minor, 'due_on', e.due_on, 'effective_on', e.effective_on, 'source', e.source) order by e.seq)
                     from dunwell.ledger_entry e where e.slot = d.slot and e.debt_id = d.id) as entries
             from dunwell.debt d where d.slot = $1 and d.id > $2 order by d.id limit $3`,
} as const;

export type Exported = keyof typeof STATEMENTS | 'contacts' | 'decisions';

const PAGE = 2_000;

const BLOCKS = 16;

/** Decisions in the order of their chains; `block_from` and `block_count` say which of them the digest is of. */
async function* decisionRows(database: Database, archive: ArchivedRows): AsyncGenerator<SqlRow> {
  const decisionsOf = decisionsOfBlocks(database, archive);
  for (let slot = 0; slot < SLOTS; slot += 1) {
    let from = 1;
    for (;;) {
      const blocks = await blocksFrom(database, archive, slot, from, BLOCKS);
      for (const found of blocks) {
        const { block } = found;
        for (const d of await decisionsOf(found)) {
          yield {
            id: d.seq, slot, seq: d.seq, at: d.at, stage: d.stage, case_id: d.caseId, choice: d.choice, outcome: d.outcome, denied_by: d.deniedBy, record: d.record,
            block_from: block.firstSeq, block_count: block.count, digest: block.digest, previous_digest: block.previousDigest,
          };
        }
        from = block.firstSeq + block.count;
      }
      if (blocks.length < BLOCKS) break;
    }
  }
}

async function* pages(database: Database, statement: string, slot: number): AsyncGenerator<SqlRow> {
  let after = 0;
  for (;;) {
    const rows = await database.query(statement, [slot, after, PAGE]);
    yield* rows;
    if (rows.length < PAGE) break;
    after = rows.at(-1)?.['id'] as number;
  }
}

async function* tableRows(database: Database, archive: ArchivedRows, what: keyof typeof STATEMENTS): AsyncGenerator<SqlRow> {
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const here = pages(database, STATEMENTS[what], slot);
    yield* what === 'queue' ? contactsInOrder(database, archive, slot, QUEUE_COLUMNS, here) : here;
  }
}

/** Every row, slot by slot, a page at a time: memory does not grow with the portfolio. Archived months answer with the others; throws `archive_missing` where a file is not here. */
export async function* exportRows(database: Database, what: Exported, archive: ArchivedRows = NO_ARCHIVE): AsyncGenerator<SqlRow> {
  if (what === 'contacts') {
    yield* contactLog(database, archive);
    return;
  }
  const files = await archivedFiles(database);
  yield* what === 'decisions' ? decisionRows(database, archive) : tableRows(database, archive, what);
  await assertArchiveUnchanged(database, files.length);
}
