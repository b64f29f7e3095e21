import { existsSync } from 'node:fs';
import { makeKeyFile, openFileKeys } from '../adapters/keys/file-keys.js';
import type { Database } from '../engine/ports/database.js';
import { keyFile, type Config } from './config.js';

/**
 * Makes the key for a database that was never used, and refuses a used one without its key, or with another. Before the first migration:
 * a start that dies in between leaves a key that has sealed nothing, never a database whose key is unknown.
 */
export async function prepareKey(database: Database, config: Config): Promise<void> {
  const path = keyFile(config);
  const [ledger] = await database.query<{ there: boolean }>(`select to_regclass('dunwell.migration') is not null as there`);
  const used = ledger?.there === true;
  if (!used && config.key === undefined && !existsSync(path)) return makeKeyFile(path);
  const keys = openFileKeys(path, config.key);
  const table = used ? await database.query<{ there: boolean }>(`select to_regclass('dunwell.person') is not null as there`) : [];
  if (table[0]?.there !== true) return;
  const [person] = await database.query<{ key_wrapped: Uint8Array }>('select key_wrapped from dunwell.person limit 1');
  if (person === undefined) return;
  try {
    keys.seal(person.key_wrapped, '');
  } catch (error) {
    const where = config.key === undefined ? path : 'DUNWELL_KEY';
    throw new Error(`key: ${where} is not the key of this database: what was sealed does not open with it. Put back the key that was in use. Nothing was changed.`, { cause: error });
  }
}
