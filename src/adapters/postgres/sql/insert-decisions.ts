import type { SqlSession } from '../../../engine/ports/database.js';
import type { NewDecision } from '../../../engine/ports/store.js';

export interface ChainedDecision extends NewDecision {
  readonly seq: number;
  readonly digest: string;
  readonly previousDigest: string;
}

export async function insertDecisions(session: SqlSession, slot: number, decisions: readonly ChainedDecision[]): Promise<void> {
  if (decisions.length === 0) return;
  await session.execute(
    `insert into dunwell.decision (slot, seq, at, stage, case_id, person_id, choice, outcome, record, digest, previous_digest, denied_by)
     select $1, u.seq, u.at, u.stage, u.case_id, u.person_id, u.choice, u.outcome, u.record, u.digest, u.previous_digest, string_to_array(u.denied_by, ',')
       from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
         as u (seq, at, stage, case_id, person_id, choice, outcome, record, digest, previous_digest, denied_by)`,
    [
      slot, decisions.map((d) => d.seq), decisions.map((d) => d.at), decisions.map((d) => d.stage), decisions.map((d) => d.caseId), decisions.map((d) => d.personId),
      decisions.map((d) => d.choice), decisions.map((d) => d.outcome), decisions.map((d) => d.record), decisions.map((d) => d.digest), decisions.map((d) => d.previousDigest),
      decisions.map((d) => d.deniedBy.join(',')),
    ],
  );
}
