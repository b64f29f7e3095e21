import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import tar from 'tar-stream';

// One tar. What is long is one gzip stream cut into pieces, for an entry of a tar says its length first:
// `tar xOf backup.tar tables/person | gunzip` gives a table as PostgreSQL's COPY reads it.

const PIECE = 4 * 1024 * 1024;
/** Sealed columns do not shrink, the rest shrinks at once; a higher level costs minutes at a million cases and saves little. */
const LEVEL = 3;

export interface ArchiveWriter {
  add(name: string, content: Uint8Array): Promise<void>;
  /** One gzip stream, in numbered pieces. */
  addLong(name: string, content: Readable): Promise<void>;
}

/** What a person can act on, of an error of the file system; null of another. */
export function fileTrouble(path: string, error: unknown): Error | null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Error(`config: the disk of ${path} is full, so no backup was written. Nothing was changed. Free some space, or name a file on another disk.`, { cause: error });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'ENOENT' || code === 'ENOTDIR') return new Error(`config: ${path} cannot be written (${code}). Name a file in a folder that is there and that this user may write.`, { cause: error });
  return null;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function* chunksOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield chunk;
}

/**
 * Writes an archive beside its place (`FILE.partial`) and moves it there when it is whole and on the disk. Mode 0600. An existing file is
 * not overwritten; what was begun is removed when `fill` fails.
 */
export async function writeArchive(path: string, at: Date, fill: (archive: ArchiveWriter) => Promise<void>): Promise<void> {
  const partial = `${path}.partial`;
  if (existsSync(path)) throw new Error(`config: ${path} is there already, and a backup overwrites nothing. Name another file.`);
  const file = await open(partial, 'wx', 0o600).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(`config: ${partial} is there: another backup is being written to it, or was cut short. Delete it if none is.`);
    throw fileTrouble(path, error) ?? error;
  });
  const pack = tar.pack();
  const written = pipeline(chunksOf(pack), file.createWriteStream({ flush: true }));
  // A full disk ends the writing while we wait for the next piece to be taken; it must not count as unhandled meanwhile.
  written.catch(() => undefined);
  const add = async (name: string, content: Uint8Array): Promise<void> => {
    const taken = new Promise<void>((resolve, reject) => {
      pack.entry({ name, size: content.length, mode: 0o600, mtime: at }, Buffer.from(content.buffer, content.byteOffset, content.byteLength), (error) => (error == null ? resolve() : reject(error)));
    });
    // The writing may have ended before this piece was handed on: then its error is the one to tell.
    await Promise.race([taken.catch(async (error: unknown) => { await written; throw error; }), written]);
  };
  try {
    await fill({
      add,
      async addLong(name, content) {
        let pieces = 0;
        let held: Buffer[] = [];
        let size = 0;
        const flush = async () => {
          pieces += 1;
          await add(`${name}/${String(pieces).padStart(6, '0')}.gz`, Buffer.concat(held, size));
          held = [];
          size = 0;
        };
        await pipeline(content, createGzip({ level: LEVEL }), async (compressed) => {
          for await (const chunk of compressed as AsyncIterable<Buffer>) {
            held.push(chunk);
            size += chunk.length;
            if (size >= PIECE) await flush();
          }
        });
        await flush();
      },
    });
    pack.finalize();
    await written;
    await rename(partial, path);
    await syncFolder(dirname(path));
  } catch (error) {
    pack.destroy();
    await written.catch(() => undefined);
    await rm(partial, { force: true });
    throw fileTrouble(path, error) ?? error;
  }
}

export interface ArchiveVisitor {
  small(name: string, content: Buffer): void;
  /** Unpacked. Must be read to its end, or fail. */
  long(name: string, content: Readable): Promise<void>;
}

const SMALL_MAX = 64 * 1024 * 1024;

/** The long content whose pieces arrive now. */
class Gathering {
  readonly name: string;
  readonly #gunzip = createGunzip();
  readonly #read: Promise<void>;

  constructor(name: string, visitor: ArchiveVisitor) {
    this.name = name;
    this.#read = visitor.long(name, this.#gunzip);
    this.#read.catch(() => undefined); // awaited with the next piece, or at the end
  }

  async take(piece: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of piece) {
      if (!this.#gunzip.write(chunk)) await Promise.race([once(this.#gunzip, 'drain'), this.#read]);
    }
  }

  async end(): Promise<void> {
    this.#gunzip.end();
    await this.#read;
  }
}

/** Reads an archive from its beginning to its end, once. */
export async function readArchive(path: string, visitor: ArchiveVisitor): Promise<void> {
  const extract = tar.extract();
  const source = createReadStream(path);
  source.on('error', (error) => extract.destroy(error));
  source.pipe(extract);
  let gathering: Gathering | null = null;
  try {
    for await (const entry of extract) {
      const [, name] = /^(.+)\/\d{6}\.gz$/.exec(entry.header.name) ?? [];
      if (gathering !== null && gathering.name !== name) {
        await gathering.end();
        gathering = null;
      }
      if (name === undefined) {
        if ((entry.header.size ?? 0) > SMALL_MAX) throw new Error(`${entry.header.name} is too long`);
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk);
        visitor.small(entry.header.name, Buffer.concat(chunks));
      } else {
        gathering ??= new Gathering(name, visitor);
        await gathering.take(entry);
      }
    }
    await gathering?.end();
  } finally {
    source.destroy();
  }
}
