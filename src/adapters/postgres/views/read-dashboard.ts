import type { CaseState } from '../../../domain/case/case-state.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { DashboardReading } from '../../../engine/ports/reading.js';
import { DAYS_PAST_DUE } from './case-rows.js';

const FORTNIGHT_MS = 14 * 86_400_000;
type Rows<T> = Promise<readonly (T & { [column: string]: unknown })[]>;

/** Figures of the portfolio; each is one statement over the tables, none is stored. */
export async function readDashboard(session: SqlSession, now: number): Promise<DashboardReading> {
  const since = now - FORTNIGHT_MS;
  const one = async (text: string, parameters: readonly (number | string)[] = []) => ((await session.query<{ n: number }>(text, parameters))[0]?.n ?? 0);
  const outcomes = new Map((await session.query<{ outcome: string; n: number }>('select outcome, count(*)::int as n from dunwell.placement group by outcome')).map((r) => [r.outcome, r.n]));
  const byState: Rows<{ state: CaseState; cases: number }> = session.query('select state, count(*)::int as cases from dunwell.collection_case group by state order by state');
  const byDays: Rows<{ days: number; cases: number; currency: string; minor: number }> = session.query(
    `select greatest(${DAYS_PAST_DUE}, 0) as days, count(*)::int as cases, c.currency, sum(c.balance_minor)::bigint as minor
       from dunwell.collection_case c join dunwell.person p on p.slot = c.slot and p.id = c.person_id where c.state <> 'closed' group by 1, c.currency order by 1`, [now],
  );
  const contactsByDay: Rows<{ date: string; channel: string; contacts: number }> = session.query(
    `select to_char(to_timestamp(sent_at / 1000.0) at time zone 'UTC', 'YYYY-MM-DD') as date, channel, count(*)::int as contacts
       from dunwell.contact where sent_at >= $1 group by 1, 2 order by 1, 2`, [since],
  );
  const paymentsByDay: Rows<{ date: string; currency: string; minor: number; count: number }> = session.query(
    `select to_char(e.effective_on, 'YYYY-MM-DD') as date, d.currency, (-sum(e.amount_minor))::bigint as minor, count(*)::int as count
       from dunwell.ledger_entry e join dunwell.debt d on d.slot = e.slot and d.id = e.debt_id where e.kind = 'payment' and e.recorded_at >= $1 group by 1, 2 order by 1`, [since],
  );
  const recovered: Rows<{ currency: string; minor: number }> = session.query(
    `select d.currency, (-sum(e.amount_minor))::bigint as minor from dunwell.ledger_entry e join dunwell.debt d on d.slot = e.slot and d.id = e.debt_id
      where e.kind in ('payment', 'reversal') group by d.currency order by d.currency`,
  );
  const repliesByKind: Rows<{ kind: string; count: number }> = session.query(
    `select coalesce(meaning ->> 'kind', 'unread') as kind, count(*)::int as count from dunwell.inbound where kind = 'sms_reply' and received_at >= $1 group by 1 order by 2 desc, 1`, [since],
  );
  const deniedBy: Rows<{ rule: string; count: number }> = session.query(
    `select r.rule, count(*)::int as count from dunwell.decision d, unnest(d.denied_by) as r (rule) where d.at >= $1 group by r.rule order by 2 desc, 1 limit 12`, [since],
  );
  const choices: Rows<{ choice: string; count: number }> = session.query(
    `select c.choice, sum(c.n)::int as count from (select d.choice, count(*) as n from dunwell.decision d where d.stage = 'review' group by d.choice
       union all select f.key, f.value::bigint from dunwell.archived_month m, jsonb_each_text(m.figures) f where m.table_name = 'decision') as c group by c.choice order by c.choice`,
  );
  const days = await byDays;
  const balance = new Map<string, number>();
  for (const row of days) balance.set(row.currency, (balance.get(row.currency) ?? 0) + row.minor);
  return {
    accounts: await one('select count(*)::int as n from dunwell.placement'),
    notOverdue: outcomes.get('not_overdue') ?? 0,
    nothingOwed: outcomes.get('nothing_owed') ?? 0,
    inCollection: outcomes.get('in_collection') ?? 0,
    rowsRejected: await one(`select coalesce(sum(rejected), 0)::int as n from dunwell.import`),
    importRunning: (await one(`select count(*)::int as n from dunwell.import where state = 'running'`)) > 0,
    byState: await byState,
    dueNow: await one(`select count(*)::int as n from dunwell.collection_case where state = 'open' and next_review_at <= $1`, [now]),
    tasks: await one(`select count(*)::int as n from dunwell.contact where state = 'waiting_for_person'`),
    balance: [...balance].map(([currency, minor]) => ({ currency, minor })),
    recovered: await recovered, byDays: days, contactsByDay: await contactsByDay, paymentsByDay: await paymentsByDay, repliesByKind: await repliesByKind,
    deniedBy: await deniedBy, choices: await choices,
  };
}
