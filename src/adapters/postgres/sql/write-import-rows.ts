import type { SqlSession } from '../../../engine/ports/database.js';
import type { RowWrite } from '../../../engine/ports/intake.js';

/** A row is kept once per import and line: a run that is taken up again does not count it twice. */
export async function writeImportRows(session: SqlSession, slot: number | null, importId: string, rows: readonly RowWrite[]): Promise<void> {
  if (rows.length === 0) return;
  await session.execute(
    `insert into dunwell.import_row (import_id, line, state, row_digest, outcome, slot, debt_id, errors, content_sealed)
     select $1, u.line, u.state, u.row_digest, u.outcome, $2::smallint, u.debt_id, u.errors::jsonb, u.content
       from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::bytea[]) as u (line, state, row_digest, outcome, debt_id, errors, content)
     on conflict (import_id, line) do nothing`,
    [
      importId, slot, rows.map((r) => r.line), rows.map((r) => r.state), rows.map((r) => r.rowDigest), rows.map((r) => r.outcome), rows.map((r) => r.debtId),
      rows.map((r) => (r.errors.length === 0 ? null : JSON.stringify(r.errors))), rows.map((r) => r.contentSealed),
    ],
  );
}
