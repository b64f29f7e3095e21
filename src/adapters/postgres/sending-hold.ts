import type { SqlSession } from '../../engine/ports/database.js';
import { Terminal } from '../../engine/ports/errors.js';

/** Sending is held since a restore. Instants are epoch milliseconds. */
export interface SendingHold {
  readonly restoredAt: number;
  /** What left or came in after this instant is not in the database. */
  readonly backupAt: number;
  readonly restoredBy: string;
}

/** What became of the time between backup and restore. */
export type Gap = 'none' | 'told' | 'waited';

/** Longer than the longest window in which a rule of frequency counts (30 days: US-MA, HOUSE-VISIT-MONTH, US-T-05). */
const LONGEST_WINDOW_MS = 31 * 86_400_000;

export async function holdSending(session: SqlSession, hold: SendingHold): Promise<void> {
  await session.execute('insert into dunwell.sending_hold (restored_at, backup_at, restored_by) values ($1, $2, $3)', [hold.restoredAt, hold.backupAt, hold.restoredBy]);
}

/** The hold that stands, or null. */
export async function sendingHold(session: SqlSession): Promise<SendingHold | null> {
  const [row] = await session.query<{ restored_at: number; backup_at: number; restored_by: string }>(
    'select restored_at, backup_at, restored_by from dunwell.sending_hold where lifted_at is null order by restored_at desc limit 1',
  );
  return row === undefined ? null : { restoredAt: row.restored_at, backupAt: row.backup_at, restoredBy: row.restored_by };
}

/** In words, for a log, `doctor` and whoever is refused. */
export function holdWords(hold: SendingHold): string {
  return `sending is held: this database was restored at ${new Date(hold.restoredAt).toISOString()} from a backup of ${new Date(hold.backupAt).toISOString()}; what left or came in after that is not in it. See \`dunwell resume --help\``;
}

/** Throws `sending_held` in the transaction that would reserve an attempt. */
export async function assertMaySend(session: SqlSession): Promise<void> {
  const hold = await sendingHold(session);
  if (hold !== null) throw new Terminal('sending_held', `Nothing may be sent or begun: ${holdWords(hold)}.`);
}

/** Lifts every hold that stands, by a person's word. */
export async function liftSendingHold(session: SqlSession, lift: { readonly at: number; readonly by: string; readonly gap: Gap; readonly reason: string }): Promise<SendingHold> {
  const hold = await sendingHold(session);
  if (hold === null) throw new Terminal('not_held', 'Sending is not held. There is nothing to lift.');
  if (lift.gap === 'waited' && lift.at < hold.restoredAt + LONGEST_WINDOW_MS) {
    throw new Terminal('too_early', `Waiting counts from the restore, and the longest window of a rule is 30 days: on ${new Date(hold.restoredAt + LONGEST_WINDOW_MS).toISOString().slice(0, 10)} at the earliest.`);
  }
  await session.execute('update dunwell.sending_hold set lifted_at = $1, lifted_by = $2, gap = $3, reason = $4 where lifted_at is null', [lift.at, lift.by, lift.gap, lift.reason]);
  await session.execute('insert into dunwell.access_record (at, staff_id, action, subject, reason) values ($1, $2, $3, $4, $5)', [lift.at, lift.by, 'resume_sending', `restored:${hold.restoredAt}`, `${lift.gap}: ${lift.reason}`]);
  return hold;
}
