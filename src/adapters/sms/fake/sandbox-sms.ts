import type { TextChannel } from '../../../engine/ports/channel.js';
import type { Clock } from '../../../engine/ports/clock.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import { spendPermit } from '../../spend-permit.js';

/** A made-up operator: texts arrive on phones that exist only in the browser at `/sandbox`. Same key, same text: sent once. */
export function sandboxSms(database: SqlSession, clock: Clock): TextChannel {
  return {
    provider: 'sandbox',
    async send(permit, outgoing) {
      const now = clock.now();
      spendPermit(permit, outgoing, now);
      await database.execute(
        `insert into dunwell.sandbox_text (provider_key, number, direction, body, at, state) values ($1, $2, 'out', $3, $4, 'accepted')
         on conflict (provider_key) do nothing`,
        [outgoing.key, outgoing.to, outgoing.text, now],
      );
      return { kind: 'sent', ref: outgoing.key };
    },
  };
}

export interface SandboxText {
  readonly key: string;
  readonly number: string;
  readonly direction: 'in' | 'out';
  readonly text: string;
  readonly at: number;
  readonly state: 'accepted' | 'delivered' | 'failed';
}

interface Row {
  readonly provider_key: string;
  readonly number: string;
  readonly direction: 'in' | 'out';
  readonly body: string;
  readonly at: number;
  readonly state: SandboxText['state'];
  readonly [column: string]: unknown;
}

const read = (r: Row): SandboxText => ({ key: r.provider_key, number: r.number, direction: r.direction, text: r.body, at: r.at, state: r.state });

/** What the made-up phones hold. */
export function sandboxPhones(database: SqlSession) {
  return {
    /** Latest text of each number, newest first, with how many came since the phone last answered. */
    async numbers(search: string, limit: number): Promise<readonly (SandboxText & { readonly unread: number })[]> {
      const rows = await database.query<Row & { unread: number }>(
        `select distinct on (t.number) t.*, (select count(*)::int from dunwell.sandbox_text u where u.number = t.number and u.direction = 'out'
             and u.at > coalesce((select max(i.at) from dunwell.sandbox_text i where i.number = t.number and i.direction = 'in'), 0)) as unread
           from dunwell.sandbox_text t where t.number like '%' || $1 || '%' order by t.number, t.at desc, t.provider_key desc`,
        [search.replace(/[^\d+]/g, '')],
      );
      return [...rows].sort((a, b) => b.at - a.at || (a.number < b.number ? -1 : 1)).slice(0, limit).map((r) => ({ ...read(r), unread: r.unread }));
    },
    async thread(number: string): Promise<readonly SandboxText[]> {
      return (await database.query<Row>('select * from dunwell.sandbox_text where number = $1 order by at, provider_key', [number])).map(read);
    },
    async text(key: string): Promise<SandboxText | null> {
      const row = (await database.query<Row>('select * from dunwell.sandbox_text where provider_key = $1', [key]))[0];
      return row === undefined ? null : read(row);
    },
    async add(key: string, number: string, body: string, at: number): Promise<void> {
      await database.execute(
        `insert into dunwell.sandbox_text (provider_key, number, direction, body, at, state) values ($1, $2, 'in', $3, $4, 'delivered') on conflict (provider_key) do nothing`,
        [key, number, body, at],
      );
    },
    async mark(key: string, state: SandboxText['state']): Promise<void> {
      await database.execute('update dunwell.sandbox_text set state = $2 where provider_key = $1', [key, state]);
    },
  };
}
