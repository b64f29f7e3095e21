import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileRejected, type SpooledFile } from '../../engine/ports/files.js';
import { DEFAULT_LIMITS } from './limits.js';

export interface DigestingStream {
  /** The same bytes, to be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** SHA-256 as lower-case hex. Throws until the last byte was read: a digest of half a file would be taken for the file. */
  digest(): string;
  /** Bytes seen so far. */
  size(): number;
}

/** Counts and digests bytes while someone else reads them. */
export function digestingStream(source: AsyncIterable<Uint8Array>): DigestingStream {
  const hash = createHash('sha256');
  let size = 0;
  let hex: string | null = null;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
    hex = hash.digest('hex');
  }
  return {
    bytes: bytes(),
    size: () => size,
    digest: () => {
      if (hex === null) throw new Error('digest: the stream was not read to its end');
      return hex;
    },
  };
}

/** SHA-256 of a file on disk, lower-case hex. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/**
 * Keeps a stream on disk, readable by this user only, with its digest: an upload is digested before its first row is
 * read, so that the same file is never imported twice. The name tells nothing about the file.
 */
export async function spoolFile(source: AsyncIterable<Uint8Array>, options: { readonly dir?: string; readonly bytesMax?: number } = {}): Promise<SpooledFile> {
  const bytesMax = options.bytesMax ?? DEFAULT_LIMITS.spoolBytesMax;
  const folder = await mkdtemp(join(options.dir ?? tmpdir(), 'dunwell-'));
  const path = join(folder, 'spool');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const digesting = digestingStream(source);
  async function* bounded(): AsyncGenerator<Uint8Array> {
    for await (const chunk of digesting.bytes) {
      if (digesting.size() > bytesMax) throw new FileRejected('file_too_large', `the file is larger than ${bytesMax} bytes: split it, or raise the limit`);
      yield chunk;
    }
  }
  try {
    await pipeline(Readable.from(bounded(), { objectMode: true }), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return { path, digest: digesting.digest(), bytes: digesting.size(), remove };
  } catch (failure) {
    await remove();
    throw failure;
  }
}
