import { monthBounds, type Month } from '../../../domain/time/month.js';
import { ARCHIVED_TABLES, type ArchivedTable, type ChainBorder, type MonthFile } from '../../../engine/ports/archive.js';
import { Terminal } from '../../../engine/ports/errors.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import { lockMonths, partitionOf } from '../months.js';
import { fingerprint, ofMonth } from './month-rows.js';

const LIVE: readonly (readonly [string, string])[] = [
  ['contacts that are queued, waiting or being made', `select count(*)::int as n from dunwell.contact t where ${ofMonth('contact')} and t.state in ('queued', 'waiting_for_person', 'attempting')`],
  ['attempts whose outcome may still be told', `select count(*)::int as n from dunwell.attempt t where ${ofMonth('attempt')} and t.state = 'reserved'`],
];

/** What keeps a month here, in words. */
export async function liveIn(session: SqlSession, month: Month): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [what, statement] of LIVE) {
    const n = (await session.query<{ n: number }>(statement, monthBounds(month)))[0]?.n ?? 0;
    if (n > 0) found.push(`${n} ${what}`);
  }
  return found;
}

/** What an attempt of unknown outcome says to the law, as sql/select-events.ts derives it; from now on as an event that stays. Ids of a slot are given once, so a contact's is free among events, and ties in time keep their order. */
const UNKNOWN_ATTEMPTS = `
  insert into dunwell.person_event (slot, id, person_id, at, type, data, recorded_at, source_key)
  select t.slot, t.contact_id, t.person_id, t.reserved_at, case t.made->>'channel' when 'visit' then 'visit' when 'sms' then 'sms' else 'unknown_outcome' end, t.made, t.reserved_at,
         'attempt:' || t.contact_id || ':' || t.no
    from dunwell.attempt t where ${ofMonth('attempt')} and t.state = 'unknown' and t.made is not null`;

const CONTACTS = `
  insert into dunwell.contact_past (slot, case_id, id, month, queued_at, sent_at, begun_at, person_id, channel, step, state, outcome, verify_code)
  select t.slot, t.case_id, t.id, $1, t.queued_at, t.sent_at,
         case when t.sent_at is null then (select max(a.reserved_at) from dunwell.attempt a where a.slot = t.slot and a.contact_id = t.id and a.queued_at = t.queued_at) end,
         t.person_id, t.channel, t.step, t.state, t.outcome, t.verify_code
    from dunwell.contact t where ${ofMonth('contact')}`;

/** Counts over all time that the console shows. */
const FIGURES: Readonly<Partial<Record<ArchivedTable, string>>> = {
  decision: `select coalesce(jsonb_object_agg(choice, n), '{}') as figures from (select t.choice, count(*) as n from dunwell.decision t where ${ofMonth('decision')} and t.stage = 'review' group by t.choice) as c`,
  attempt: `select coalesce(jsonb_object_agg(provider, n), '{}') as figures from (select t.provider, count(*) as n from dunwell.attempt t where ${ofMonth('attempt')} group by t.provider) as c`,
};

async function record(session: SqlSession, month: Month, files: readonly MonthFile[], borders: readonly ChainBorder[], now: number): Promise<void> {
  const bounds = monthBounds(month);
  for (const { table, file, digest, rows } of files) {
    const statement = FIGURES[table];
    const figures = statement === undefined ? {} : (await session.query<{ figures: object }>(statement, bounds))[0]?.figures;
    await session.execute('insert into dunwell.archived_month (table_name, month, file, digest, rows, archived_at, figures) values ($1, $2, $3, $4, $5, $6, $7::jsonb)', [table, bounds[0], file, digest, rows, now, JSON.stringify(figures)]);
  }
  await session.execute(
    `insert into dunwell.archived_chain (slot, month, first_seq, last_seq, previous_digest, digest)
     select u.slot, $1, u.first_seq, u.last_seq, u.previous_digest, u.digest from unnest($2::int[], $3::bigint[], $4::bigint[], $5::text[], $6::text[]) as u (slot, first_seq, last_seq, previous_digest, digest)`,
    [bounds[0], borders.map((b) => b.slot), borders.map((b) => b.firstSeq), borders.map((b) => b.lastSeq), borders.map((b) => b.previousDigest), borders.map((b) => b.digest)],
  );
}

async function letGo(session: SqlSession, table: ArchivedTable, month: Month): Promise<void> {
  const name = partitionOf(table, month);
  const [found] = await session.query<{ made: boolean }>('select to_regclass($1) is not null as made', [`dunwell.${name}`]);
  if (found?.made !== true) {
    await session.execute(`delete from dunwell.${table} t where ${ofMonth(table)}`, monthBounds(month));
    return;
  }
  await session.execute(`alter table dunwell.${table} detach partition dunwell.${name}`);
  await session.execute(`drop table dunwell.${name}`);
}

/** One transaction; see {@link ArchiveStore.release}. */
export async function releaseMonth(session: SqlSession, month: Month, files: readonly MonthFile[], borders: readonly ChainBorder[], now: number, place: () => Promise<void>): Promise<void> {
  await session.execute('set local statement_timeout = 0');
  await lockMonths(session);
  const bounds = monthBounds(month);
  // Nobody sees the month half gone, and no late receipt is written between the last look and the drop.
  await session.execute(`lock table ${ARCHIVED_TABLES.map((table) => `dunwell.${table}`).join(', ')} in access exclusive mode`);
  const changed = (what: string) => new Terminal('archive_changed', `${month}: ${what} while it was written out. Nothing was removed; run it again.`);
  if ((await session.query('select 1 as one from dunwell.archived_month where month = $1', [bounds[0]])).length > 0) throw changed('another run archived it');
  for (const file of files) if ((await fingerprint(session, file.table, month)) !== file.fingerprint) throw changed(`rows of ${file.table} changed`);
  const live = await liveIn(session, month);
  if (live.length > 0) throw changed(live.join(', '));
  await session.execute(UNKNOWN_ATTEMPTS, bounds);
  await session.execute(CONTACTS, bounds);
  await record(session, month, files, borders, now);
  await session.execute(`update dunwell.ledger_entry t set kept_at = 0 where ${ofMonth('ledger_entry')}`, bounds);
  await place();
  for (const table of ARCHIVED_TABLES) await letGo(session, table, month);
}
