import type { Database, SqlSession } from '../../../engine/ports/database.js';
import type { HotStatement } from './hot-statements.js';

/**
 * How Citus runs a statement. `router`: whole on the node that has the slot. `local`: on the coordinator, no slot in it.
 * `collected`: rows are gathered on the coordinator and copied on to one slot. `spread`: more than one shard.
 */
export type PlanKind = 'router' | 'local' | 'collected' | 'spread';

interface Node {
  readonly 'Custom Plan Provider'?: string;
  readonly 'Distributed Query'?: { readonly Job: { readonly 'Task Count': number }; readonly Subplans?: readonly unknown[] };
  readonly Plans?: readonly Node[];
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

export function planKind(root: Node): PlanKind {
  const nodes = nodesOf(root);
  if (nodes.some((node) => node['Custom Plan Provider'] === 'Citus INSERT ... SELECT')) return 'collected';
  const distributed = nodes.flatMap((node) => (node['Distributed Query'] === undefined ? [] : [node['Distributed Query']]));
  if (distributed.length === 0) return 'local';
  return distributed.length === 1 && distributed[0]?.Job['Task Count'] === 1 && (distributed[0].Subplans ?? []).length === 0 ? 'router' : 'spread';
}

/** Asks Citus for the plan, without running anything. */
async function planOf(session: SqlSession, statement: HotStatement): Promise<PlanKind | string> {
  const rows = await session.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(`explain (format json, costs off) ${statement.text}`, statement.parameters);
  return planKind(rows[0]?.['QUERY PLAN'][0]?.Plan as Node);
}

export interface PlannedStatement extends HotStatement {
  /** How it is run, or why Citus refuses it. */
  readonly plan: PlanKind | { readonly refused: string };
}

/** The plan of each statement, in a transaction that is given up. */
export async function plansOf(database: Database, statements: readonly HotStatement[]): Promise<readonly PlannedStatement[]> {
  const found: PlannedStatement[] = [];
  for (const statement of statements) {
    const plan = await planOf(database, statement).catch((error: unknown) => ({ refused: (error as Error).message }));
    found.push({ ...statement, plan: plan as PlannedStatement['plan'] });
  }
  return found;
}
