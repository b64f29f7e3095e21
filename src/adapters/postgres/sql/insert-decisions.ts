import type { SqlSession } from '../../../engine/ports/database.js';
import type { NewDecision } from '../../../engine/ports/store.js';

export interface NumberedDecision extends NewDecision {
  readonly seq: number;
}

/** What is looked up, counted and referred to of a decision; its record is in a block. */
export async function insertDecisions(session: SqlSession, slot: number, decisions: readonly NumberedDecision[]): Promise<void> {
  if (decisions.length === 0) return;
  await session.execute(
    `insert into dunwell.decision (slot, at, case_id, seq, stage, choice, outcome, denied_by)
     select s.slot, u.at, u.case_id, u.seq, u.stage, u.choice, u.outcome, string_to_array(u.denied_by, ',')
       from dunwell.slot s cross join unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[]) as u (at, case_id, seq, stage, choice, outcome, denied_by)
      where s.slot = $1`,
    [
      slot, decisions.map((d) => d.at), decisions.map((d) => d.caseId), decisions.map((d) => d.seq), decisions.map((d) => d.stage), decisions.map((d) => d.choice),
      decisions.map((d) => d.outcome), decisions.map((d) => d.deniedBy.join(',')),
    ],
  );
}
