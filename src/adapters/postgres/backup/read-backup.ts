import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Keys } from '../../../engine/ports/keys.js';
import { readArchive } from './archive-file.js';
import { counting, type Copied } from './copy.js';
import { MANIFEST, readManifest, SEAL, type Manifest } from './manifest.js';

export async function digestStream(content: Readable): Promise<Copied> {
  const { through, counted } = counting();
  await pipeline(content, through, async (source) => {
    for await (const _chunk of source) continue;
  });
  return counted();
}

/** What a backup holds must be what its manifest names, to the byte, and nothing else. */
function compare(path: string, manifest: Manifest, found: ReadonlyMap<string, Copied>): void {
  const wrong = (what: string): Error => new Error(`config: ${path} is damaged: ${what}. Use another copy.`);
  const wanted = new Map<string, { readonly bytes: number; readonly sha256: string; readonly rows?: number }>([
    ...manifest.tables.map((table) => [`tables/${table.name}`, table] as const), ...manifest.archive.map((file) => [`archive/${file.path}`, file] as const),
  ]);
  for (const [name, { bytes, sha256, rows }] of wanted) {
    const one = found.get(name);
    if (one === undefined) throw wrong(`${name} is missing`);
    if (one.sha256 !== sha256 || one.bytes !== bytes || (rows !== undefined && one.rows !== rows)) throw wrong(`${name} is not what was written`);
  }
  for (const name of found.keys()) if (!wanted.has(name)) throw wrong(`${name} is in it, which its manifest does not name`);
}

/**
 * Reads a backup whole and compares every digest; needs no database. `keys` null: the seal's digest is checked, but not that it was
 * sealed under the operator's key.
 */
export async function verifyBackup(path: string, keys: Keys | null): Promise<Manifest> {
  if (!existsSync(path)) throw new Error(`config: ${path} is not there. Check the path.`);
  const small = new Map<string, Buffer>();
  const found = new Map<string, Copied>();
  await readArchive(path, {
    small: (name, content) => void small.set(name, content),
    async long(name, content) {
      const copied = await digestStream(content);
      if (found.has(name)) throw new Error(`${name} is in it twice`);
      found.set(name, copied);
    },
  }).catch((error: unknown) => {
    throw new Error(`config: ${path} is damaged or no backup (${error instanceof Error ? error.message : String(error)}). Use another copy.`, { cause: error });
  });
  const manifest = small.get(MANIFEST);
  const seal = small.get(SEAL);
  if (manifest === undefined || seal === undefined) throw new Error(`config: ${path} has no sealed manifest. It was cut short, or is no backup of Dunwell. Use another copy.`);
  const read = readManifest(path, manifest, seal, keys);
  compare(path, read, found);
  return read;
}
