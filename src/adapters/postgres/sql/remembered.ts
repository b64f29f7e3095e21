import { Terminal } from '../../../engine/ports/errors.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { Remembered } from '../../../engine/ports/store.js';

/** Law 8: what was answered under this key. */
export async function remembered(session: SqlSession, surface: string, key: string, requestDigest: string): Promise<Remembered> {
  const row = (await session.query<{ request_digest: string; response: unknown }>('select request_digest, response from dunwell.idempotency where surface = $1 and key = $2', [surface, key]))[0];
  if (row === undefined) return { kind: 'new' };
  return row.request_digest === requestDigest ? { kind: 'same', response: row.response } : { kind: 'reused' };
}

/** Within the transaction that acted. Taken meanwhile by another (whose content must be other, for equal content meets on one slot): all is undone. */
export async function remember(session: SqlSession, surface: string, key: string, requestDigest: string, response: unknown, now: number): Promise<void> {
  const kept = await session.execute(
    'insert into dunwell.idempotency (surface, key, request_digest, response, created_at) values ($1, $2, $3, $4::jsonb, $5) on conflict do nothing', [surface, key, requestDigest, JSON.stringify(response), now],
  );
  if (kept === 0) throw new Terminal('reused_key', 'This key was already used for another request. Use a new one.', 'idempotency-key');
}
