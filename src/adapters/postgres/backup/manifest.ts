import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Keys } from '../../../engine/ports/keys.js';

/** Of the archive's form, not of the schema. */
export const FORMAT = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.number().int().nonnegative();

const Manifest = z.object({
  format: z.literal(FORMAT),
  /** Dunwell that made it. */
  dunwell: z.string(),
  /** Epoch milliseconds at which the snapshot was taken. */
  at: whole,
  database: z.object({ backend: z.string(), postgres: z.number() }),
  schema: z.object({ version: whole, migrations: z.array(z.object({ number: whole, name: z.string(), digest: z.string() })) }),
  /** In the order in which they were written: what a row refers to first. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), key: z.array(z.string()), rows: whole, bytes: whole, sha256 })),
  partitions: z.array(z.object({ name: z.string(), of: z.string(), bound: z.string(), options: z.array(z.string()) })),
  sequences: z.array(z.object({ name: z.string(), last: z.number(), called: z.boolean() })),
  /** Where each slot's chain of decisions ended: a later state of the same house must contain these links. */
  chains: z.array(z.object({ slot: whole, seq: whole, digest: z.string() })),
  /** Files of closed months that were archived outside the database. */
  archive: z.array(z.object({ path: z.string(), bytes: whole, sha256 })),
});

export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = 'manifest.json';
export const SEAL = 'manifest.seal';

/** SHA-256 tells damage from wholeness; the HMAC under the operator's key, ours from a forgery. */
export interface Seal {
  readonly sha256: string;
  readonly hmac: string;
}

export function sealOf(manifest: Uint8Array, keys: Keys): Seal {
  const digest = createHash('sha256').update(manifest).digest('hex');
  return { sha256: digest, hmac: keys.blind('backup', digest) };
}

/** Reads a manifest whose seal was found with it. `keys` null: the digest is checked, the HMAC is not. */
export function readManifest(path: string, manifest: Uint8Array, sealText: Uint8Array, keys: Keys | null): Manifest {
  const wrong = (what: string): Error => new Error(`config: ${path}: ${what}`);
  let seal: Partial<Seal>;
  let read: unknown;
  try {
    seal = JSON.parse(Buffer.from(sealText).toString('utf8')) as Partial<Seal>;
    read = JSON.parse(Buffer.from(manifest).toString('utf8'));
  } catch {
    throw wrong('its manifest cannot be read. It is damaged, or no backup of Dunwell. Use another copy.');
  }
  const digest = createHash('sha256').update(manifest).digest('hex');
  if (seal.sha256 !== digest) throw wrong('its manifest does not fit its seal. It is damaged. Use another copy.');
  if (keys !== null && seal.hmac !== keys.blind('backup', digest)) throw wrong('it was not sealed with this operator\'s key. It was made under another key, or it is forged. Put the key in place that was in use when it was made.');
  if ((read as { format?: unknown } | null)?.format !== FORMAT) throw wrong(`its format is ${String((read as { format?: unknown } | null)?.format)}, and this Dunwell reads ${FORMAT}. Use the version that made it.`);
  const parsed = Manifest.safeParse(read);
  if (!parsed.success) throw wrong(`its manifest is not as it should be (${parsed.error.issues[0]?.path.join('.') ?? ''}). Use another copy.`);
  return parsed.data;
}
