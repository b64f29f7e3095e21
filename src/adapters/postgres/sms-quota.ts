import { localToInstant } from '../../domain/time/zone.js';
import type { LocalDate } from '../../domain/time/instant.js';
import type { SqlSession } from '../../engine/ports/database.js';

/** Segments taken from the database at a time: a thousand texts of a day must not queue for one row. What a killed process had not used of them is lost for that day. */
const BLOCK = 50;
/** Of a small day, blocks would be a large part. */
const BLOCKS_MIN = 20;

const bucketOf = (account: string): string => `sms_day:${account}`;
/** One number for a day, whatever the zone: its beginning in UTC. */
const startOf = (day: LocalDate): number => localToInstant('UTC', day, 0);

async function takeFrom(database: SqlSession, account: string, day: LocalDate, segments: number, most: number): Promise<boolean> {
  if (segments > most) return false;
  // A day that has ended is not begun again, by a clock that is behind.
  const rows = await database.query<{ count: number }>(
    `insert into dunwell.rate_limit (bucket, window_start, count) values ($1, $2, $3)
     on conflict (bucket) do update set count = case when rate_limit.window_start = excluded.window_start then rate_limit.count + excluded.count else excluded.count end, window_start = excluded.window_start
       where rate_limit.window_start < excluded.window_start or (rate_limit.window_start = excluded.window_start and rate_limit.count + excluded.count <= $4)
     returning count`,
    [bucketOf(account), startOf(day), segments, most],
  );
  return rows.length > 0;
}

/** Segments of SMS accounts by day, shared by all processes of the house and not forgotten by a restart. */
export function openSmsQuota(database: SqlSession) {
  interface Held { day: LocalDate; free: number }
  const held = new Map<string, Held>();
  const lines = new Map<string, Promise<unknown>>();
  const putBack = async (account: string, day: LocalDate, segments: number): Promise<void> => {
    if (segments > 0) await database.execute('update dunwell.rate_limit set count = greatest(0, count - $3) where bucket = $1 and window_start = $2', [bucketOf(account), startOf(day), segments]);
  };
  /** One at a time for an account: who waits finds what the one before it fetched. */
  const inLine = <T>(account: string, act: () => Promise<T>): Promise<T> => {
    const turn = (lines.get(account) ?? Promise.resolve()).then(act, act);
    lines.set(account, turn.catch(() => undefined));
    return turn;
  };
  return {
    /** True when so many segments are still free on the day; then they are taken. */
    take: (account: string, day: LocalDate, segments: number, most: number): Promise<boolean> => inLine(account, async () => {
      let mine = held.get(account);
      if (mine === undefined || mine.day !== day) held.set(account, (mine = { day, free: 0 }));
      if (mine.free < segments) {
        const block = most >= BLOCK * BLOCKS_MIN ? Math.max(BLOCK, segments) : segments;
        if (await takeFrom(database, account, day, block, most)) mine.free += block;
        else if (block !== segments - mine.free && (await takeFrom(database, account, day, segments - mine.free, most))) mine.free = segments;
      }
      if (mine.free < segments) return false;
      mine.free -= segments;
      return true;
    }),
    giveBack: (account: string, day: LocalDate, segments: number): Promise<void> => inLine(account, async () => {
      const mine = held.get(account);
      if (mine?.day === day) mine.free += segments;
      else await putBack(account, day, segments);
    }),
    /** Taken on the day, by all processes together; what they hold in advance is counted. */
    async used(account: string, day: LocalDate): Promise<number> {
      const [row] = await database.query<{ count: number }>('select count from dunwell.rate_limit where bucket = $1 and window_start = $2', [bucketOf(account), startOf(day)]);
      return row?.count ?? 0;
    },
    /** Gives back what was fetched and not used. */
    async close(): Promise<void> {
      const all = [...held];
      held.clear();
      for (const [account, { day, free }] of all) await inLine(account, () => putBack(account, day, free));
    },
  };
}
