import type { Database } from '../../engine/ports/database.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { PlanStore, PlanVersionRecord } from '../../engine/ports/plans.js';

interface Row {
  readonly plan: string;
  readonly version: number;
  readonly yaml: string;
  readonly digest: string;
  readonly state: PlanVersionRecord['state'];
  readonly drafted_by: string;
  readonly drafted_at: number;
  readonly approved_by: string | null;
  readonly released_at: number | null;
  readonly [column: string]: unknown;
}

const record = (r: Row): PlanVersionRecord => ({
  plan: r.plan, version: r.version, yaml: r.yaml, digest: r.digest, state: r.state, draftedBy: r.drafted_by, draftedAt: r.drafted_at, approvedBy: r.approved_by, releasedAt: r.released_at,
});
const first = (rows: readonly Row[]): PlanVersionRecord | null => (rows[0] === undefined ? null : record(rows[0]));

export function openPlanStore(database: Database): PlanStore {
  return {
    versions: async () => (await database.query<Row>('select * from dunwell.plan_version order by plan, version desc')).map(record),
    version: async (plan, version) => first(await database.query<Row>('select * from dunwell.plan_version where plan = $1 and version = $2', [plan, version])),
    released: async () => first(await database.query<Row>(`select * from dunwell.plan_version where state = 'released'`)),
    draft: (plan, yaml, digest, by, now) =>
      database.transaction(async (session) => {
        const same = first(await session.query<Row>('select * from dunwell.plan_version where plan = $1 and digest = $2 order by version desc limit 1', [plan, digest]));
        if (same !== null) return same;
        const rows = await session.query<Row>(
          `insert into dunwell.plan_version (plan, version, yaml, digest, state, drafted_by, drafted_at)
           select $1, coalesce(max(version), 0) + 1, $2, $3, 'draft', $4, $5::bigint from dunwell.plan_version where plan = $1 returning *`,
          [plan, yaml, digest, by, now],
        );
        return record(rows[0] as Row);
      }),
    approve: async (plan, version, by, now) =>
      first(await database.query<Row>(`update dunwell.plan_version set state = 'approved', approved_by = $3, approved_at = $4 where plan = $1 and version = $2 and state = 'draft' returning *`, [plan, version, by, now])),
    release: (plan, version, now) =>
      database.transaction(async (session) => {
        await session.execute(`update dunwell.plan_version set state = 'retired' where state = 'released' and not (plan = $1 and version = $2)`, [plan, version]);
        const released = first(await session.query<Row>(`update dunwell.plan_version set state = 'released', released_at = $3 where plan = $1 and version = $2 and state in ('approved', 'retired', 'released') and approved_by is not null returning *`, [plan, version, now]));
        // Thrown inside the transaction, so that the version in force stays in force.
        if (released === null) throw new Terminal('not_approved', `Plan ${plan} version ${version} is not approved. A second person must approve it first.`);
        return released;
      }),
  };
}
