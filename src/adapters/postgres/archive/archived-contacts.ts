import { monthOf } from '../../../domain/time/month.js';
import type { ArchivedFile, ArchivedRows, ArchivedTable, Pages } from '../../../engine/ports/archive.js';
import { Terminal } from '../../../engine/ports/errors.js';
import type { SqlRow, SqlSession } from '../../../engine/ports/database.js';
import { archivedFiles } from './archive-store.js';

/** An export that took the database before a month went and the archive after it would lack that month. */
export async function assertArchiveUnchanged(session: SqlSession, files: number): Promise<void> {
  const [now] = await session.query<{ n: number }>('select count(*)::int as n from dunwell.archived_month');
  if (now?.n !== files) throw new Terminal('archive_changed', 'A month was archived while this was read: what was written so far is not whole. Run it again.');
}

async function fileOf(session: SqlSession, table: ArchivedTable, month: number): Promise<ArchivedFile> {
  const file = (await archivedFiles(session, table)).find((f) => f.month === monthOf(month));
  if (file === undefined) throw new Terminal('archive_missing', `The database does not say where ${table} of ${monthOf(month)} was archived.`);
  return file;
}

/** Archived contacts of a case, latest first; at most `limit`. */
export async function pastContactsOfCase(session: SqlSession, archive: ArchivedRows, slot: number, caseId: number, limit: number): Promise<readonly SqlRow[]> {
  if (limit <= 0) return [];
  const months = await session.query<{ month: number }>('select distinct month from dunwell.contact_past where slot = $1 and case_id = $2 order by month desc', [slot, caseId]);
  const found: SqlRow[] = [];
  for (const { month } of months) {
    for await (const rows of archive.rows(await fileOf(session, 'contact', month), slot)) found.push(...rows.filter((row) => row['case_id'] === caseId));
    if (found.length >= limit) break;
  }
  const order = (row: SqlRow) => [row['queued_at'] as number, row['id'] as number] as const;
  return found.sort((a, b) => order(b)[0] - order(a)[0] || order(b)[1] - order(a)[1]).slice(0, limit);
}

/** One archived contact; `null` where its month does not have it. */
export async function pastContact(session: SqlSession, archive: ArchivedRows, slot: number, id: number, month: number): Promise<SqlRow | null> {
  for await (const rows of archive.rows(await fileOf(session, 'contact', month), slot)) {
    const found = rows.find((row) => row['id'] === id);
    if (found !== undefined) return found;
  }
  return null;
}

/** Archived contacts of a slot by month, each with its lowest id: ids grow with time, so months hardly overlap. */
async function contactMonths(session: SqlSession, slot: number): Promise<readonly { readonly month: number; readonly first: number }[]> {
  return session.query<{ month: number; first: number }>('select month, min(id) as first from dunwell.contact_past where slot = $1 group by month order by min(id)', [slot]);
}

/** Rows of contacts in id order, archived ones among those of the database (which come in id order); a month is read when its first id is next. */
export async function* contactsInOrder(session: SqlSession, archive: ArchivedRows, slot: number, columns: readonly string[], here: AsyncIterator<SqlRow>): AsyncGenerator<SqlRow> {
  const waiting = [...(await contactMonths(session, slot))];
  let held: SqlRow[] = [];
  let next = await here.next();
  const id = (row: SqlRow | undefined): number => (row === undefined ? Infinity : (row['id'] as number));
  for (;;) {
    const [first, past, present] = [waiting[0]?.first ?? Infinity, id(held[0]), next.done === true ? Infinity : id(next.value)];
    const least = Math.min(first, past, present);
    if (least === Infinity) return;
    const month = waiting[0]?.month;
    if (least === first && month !== undefined) {
      for await (const rows of archive.rows(await fileOf(session, 'contact', month), slot, columns)) held = held.concat(rows);
      held.sort((a, b) => id(a) - id(b));
      waiting.shift();
    } else if (least === past) {
      yield held[0] as SqlRow;
      held = held.slice(1);
    } else {
      yield next.value as SqlRow;
      next = await here.next();
    }
  }
}

/** Rows of one file, person by person, as the file is ordered. */
function byPerson(pages: Pages) {
  const source = pages[Symbol.asyncIterator]();
  let held: readonly SqlRow[] = [];
  let at = 0;
  return async (last: number): Promise<readonly SqlRow[]> => {
    const found: SqlRow[] = [];
    for (;;) {
      while (at < held.length && ((held[at] as SqlRow)['person_id'] as number) <= last) {
        found.push(held[at] as SqlRow);
        at += 1;
      }
      if (at < held.length) return found;
      const page = await source.next();
      if (page.done === true) return found;
      held = page.value;
      at = 0;
    }
  };
}

const OF_ATTEMPT = ['contact_id', 'no', 'person_id', 'case_id', 'state', 'reserved_at', 'finished_at', 'provider', 'decision_seq', 'made'] as const;
const OF_CONTACT = ['id', 'person_id', 'point_id', 'channel', 'step', 'template', 'state', 'outcome'] as const;

/**
 * Archived attempts of a slot with what the contact log says of their contacts, read on person by person: a call gives those of
 * persons up to `last` that no call before gave. Memory holds a row group of each month.
 */
export function pastAttempts(archive: ArchivedRows, files: readonly ArchivedFile[], slot: number): (last: number) => Promise<readonly SqlRow[]> {
  const months = files.filter((f) => f.table === 'attempt').map((file) => {
    const contact = files.find((f) => f.table === 'contact' && f.month === file.month);
    if (contact === undefined) throw new Terminal('archive_missing', `The database does not say where contact of ${file.month} was archived.`);
    return { attempts: byPerson(archive.rows(file, slot, OF_ATTEMPT)), contacts: byPerson(archive.rows(contact, slot, OF_CONTACT)), name: file.file };
  });
  return async (last) => {
    const found: SqlRow[] = [];
    for (const { attempts, contacts, name } of months) {
      const about = new Map((await contacts(last)).map((c) => [c['id'], c]));
      for (const attempt of await attempts(last)) {
        const contact = about.get(attempt['contact_id']);
        if (contact === undefined) throw new Terminal('archive_broken', `${name} has an attempt for a contact that the month does not have. See dunwell audit verify.`);
        found.push({ ...contact, contact_state: contact['state'], ...attempt });
      }
    }
    return found;
  };
}
