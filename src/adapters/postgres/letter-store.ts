import { slotOf } from '../../domain/id/slot-id.js';
import type { Database } from '../../engine/ports/database.js';
import type { Keys } from '../../engine/ports/keys.js';
import type { LaidLetter, LetterBatch, LetterStore } from '../../engine/ports/letters.js';
import { lockSlot } from './sql/lock-slot.js';
import { countLetters, insertLetter, selectBatches, selectLetterPdf, selectLettersOfBatch, takeLetters, withholdLetters } from './sql/letters.js';

/** Letters in tables of their own: several machines lay, one hands over, and a backup has what is not printed yet. */
export function openLetterStore(database: Database, keys: Keys): LetterStore {
  const batchesOf = async (id: string | null, limit: number): Promise<readonly LetterBatch[]> => {
    const rows = await selectBatches(database, id, limit);
    const counts = await countLetters(database, rows.map((r) => r.id));
    const count = (batch: string, state: string) => counts.find((c) => c.batch_id === batch && c.state === state)?.n ?? 0;
    return rows.map((r) => ({ id: r.id, begunAt: r.begun_at, closedAt: r.closed_at, writtenAt: r.written_at, confirmedAt: r.confirmed_at, letters: count(r.id, 'batched'), withheld: count(r.id, 'withheld') }));
  };
  return {
    lay: (letter) => insertLetter(database, slotOf(letter.contactId), letter, keys.sealForOperator(Buffer.from(letter.pdf).toString('base64'))),
    batches: (limit) => batchesOf(null, limit),
    batch: async (id) => (await batchesOf(id, 1))[0] ?? null,
    begin: async (id, now) => void (await database.execute('insert into dunwell.letter_batch (id, begun_at) values ($1, $2)', [id, now])),
    slotsWithLetters: async () => (await database.query<{ slot: number }>(`select distinct slot from dunwell.letter where state = 'laid' order by slot`)).map((r) => r.slot),
    take: (slot, batch, laidBefore) =>
      database.transaction(async (session) => {
        await lockSlot(session, slot);
        await withholdLetters(session, slot, batch, laidBefore);
        await takeLetters(session, slot, batch);
      }),
    close: async (id, now) => void (await database.execute('update dunwell.letter_batch set closed_at = $2 where id = $1 and closed_at is null', [id, now])),
    async *letters(batch) {
      for (const row of await selectLettersOfBatch(database, batch)) {
        const sealed = await selectLetterPdf(database, row.slot, row.contact_id, row.attempt_no);
        const pdf = sealed === null ? new Uint8Array() : Buffer.from(keys.openForOperator(sealed), 'base64');
        yield { contactId: row.contact_id, attemptNo: row.attempt_no, laidAt: row.laid_at, pages: row.pages, paper: row.paper, country: row.country, digest: row.digest, pdf } satisfies LaidLetter;
      }
    },
    written: async (id, now) => void (await database.execute('update dunwell.letter_batch set written_at = $2 where id = $1 and closed_at is not null and written_at is null', [id, now])),
    async byCode(slot, code) {
      const [row] = await database.query<{ id: number }>(
        `select id from dunwell.contact where slot = $1 and verify_code = $2 and channel = 'mail' union all select id from dunwell.contact_past where slot = $1 and verify_code = $2 and channel = 'mail' limit 1`, [slot, code],
      );
      return row === undefined ? null : { contactId: row.id };
    },
    confirm: (id, now) =>
      database.transaction(async (session) => {
        await session.execute('update dunwell.letter_batch set confirmed_at = $2 where id = $1 and confirmed_at is null', [id, now]);
        await session.execute('update dunwell.letter set pdf_sealed = null where batch_id = $1', [id]);
      }),
  };
}
