import type { SqlSession } from '../../../engine/ports/database.js';
import type { LaidLetter } from '../../../engine/ports/letters.js';

interface BatchRow {
  readonly id: string;
  readonly begun_at: number;
  readonly closed_at: number | null;
  readonly written_at: number | null;
  readonly confirmed_at: number | null;
  readonly [column: string]: unknown;
}

interface LetterRow {
  readonly slot: number;
  readonly contact_id: number;
  readonly attempt_no: number;
  readonly laid_at: number;
  readonly pages: number;
  readonly paper: LaidLetter['paper'];
  readonly country: string;
  readonly digest: string;
  readonly [column: string]: unknown;
}

export async function insertLetter(session: SqlSession, slot: number, letter: LaidLetter, sealed: Uint8Array): Promise<void> {
  await session.execute(
    `insert into dunwell.letter (slot, contact_id, attempt_no, laid_at, pages, paper, country, digest, pdf_sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (slot, contact_id, attempt_no) do nothing`,
    [slot, letter.contactId, letter.attemptNo, letter.laidAt, letter.pages, letter.paper, letter.country, letter.digest, sealed],
  );
}

/** Not to be printed any more: the case may not be contacted now, or the letter lay too long. The contact is told to have failed; that it counted stays so. */
export async function withholdLetters(session: SqlSession, slot: number, batch: string, laidBefore: number): Promise<void> {
  await session.execute(
    `with withheld as (
       update dunwell.letter l set state = 'withheld', batch_id = $2, pdf_sealed = null
        where l.slot = $1 and l.state = 'laid' and (l.laid_at < $3 or not exists (
          select from dunwell.contact c join dunwell.collection_case k on k.slot = c.slot and k.id = c.case_id
           where c.slot = $1 and c.id = l.contact_id and k.contactable))
        returning l.contact_id
     )
     update dunwell.contact c set state = 'failed' from withheld w where c.slot = $1 and c.id = w.contact_id and c.state in ('attempting', 'sent', 'unknown')`,
    [slot, batch, laidBefore],
  );
}

/** What somebody wrote and nobody has read, and news of a case that nobody has settled, hold letters back as they hold back everything else (law 5). */
export async function takeLetters(session: SqlSession, slot: number, batch: string): Promise<void> {
  await session.execute(
    `update dunwell.letter l set state = 'batched', batch_id = $2
      where l.slot = $1 and l.state = 'laid' and not exists (
        select from dunwell.contact c join dunwell.inbound i on i.slot = c.slot and i.person_id = c.person_id
         where c.slot = $1 and c.id = l.contact_id and i.read_at is null and i.kind not in ('sms_receipt', 'email_receipt', 'letter_receipt'))
        and not exists (select from dunwell.contact c join dunwell.collection_case k on k.slot = c.slot and k.id = c.case_id where c.slot = $1 and c.id = l.contact_id and k.unsettled)`,
    [slot, batch],
  );
}

export async function selectBatches(session: SqlSession, id: string | null, limit: number): Promise<readonly BatchRow[]> {
  return session.query<BatchRow>('select id, begun_at, closed_at, written_at, confirmed_at from dunwell.letter_batch where $1::text is null or id = $1 order by begun_at desc, id desc limit $2', [id, limit]);
}

export async function countLetters(session: SqlSession, batches: readonly string[]): Promise<readonly { readonly batch_id: string; readonly state: string; readonly n: number }[]> {
  return session.query('select batch_id, state, count(*)::int as n from dunwell.letter where batch_id = any($1::text[]) group by batch_id, state', [batches]);
}

export async function selectLettersOfBatch(session: SqlSession, batch: string): Promise<readonly LetterRow[]> {
  return session.query<LetterRow>(
    `select slot, contact_id, attempt_no, laid_at, pages, paper, country, digest from dunwell.letter where batch_id = $1 and state = 'batched' order by slot, contact_id, attempt_no`, [batch],
  );
}

/** One at a time: a batch of thousands need not fit into memory. */
export async function selectLetterPdf(session: SqlSession, slot: number, contactId: number, attemptNo: number): Promise<Uint8Array | null> {
  const [row] = await session.query<{ pdf_sealed: Uint8Array | null }>('select pdf_sealed from dunwell.letter where slot = $1 and contact_id = $2 and attempt_no = $3', [slot, contactId, attemptNo]);
  return row?.pdf_sealed ?? null;
}
