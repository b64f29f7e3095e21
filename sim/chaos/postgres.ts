import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { binaries, runAs } from '../../src/adapters/postgres/embedded-files.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { Supervised } from './processes.js';

const ENVIRONMENT = { LC_ALL: 'C' };

/** A PostgreSQL that belongs to nobody but the run, so that its plug can be pulled. Durable: nothing unsafe is set. */
export function startPostgres(folder: string, port: number): Supervised {
  const as = runAs(folder);
  const native = binaries(as);
  const cluster = join(folder, 'database');
  mkdirSync(cluster, { mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) chownSync(cluster, as.uid, as.gid);
  const made = spawnSync(join(native, 'bin/initdb'), [`--pgdata=${cluster}`, '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-instructions'], { ...as, env: ENVIRONMENT, encoding: 'utf8', cwd: '/' });
  if (made.status !== 0) throw new Error(`chaos: initdb: ${made.stderr}`);
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120', 'shared_buffers=128MB', 'jit=off', 'timezone=UTC', 'log_min_error_statement=panic', 'log_error_verbosity=terse'];
  return new Supervised({
    name: 'database', command: join(native, 'bin/postgres'), options: ['-D', cluster, '-p', String(port), ...options.flatMap((one) => ['-c', one])], environment: ENVIRONMENT, log: join(folder, 'database.log'), user: as,
  });
}

/** Waits for it to answer, starting it again when it gave up because a killed predecessor's memory was still in use. */
export async function answering(server: Supervised, url: string, withinMs = 60_000): Promise<void> {
  for (let waited = 0; ; waited += 200) {
    server.revive();
    const one = openPool(url, { max: 1 });
    try {
      await one.query('select 1 as one');
      return;
    } catch (error) {
      if (waited > withinMs) throw error;
      await sleep(200);
    } finally {
      await one.close();
    }
  }
}
