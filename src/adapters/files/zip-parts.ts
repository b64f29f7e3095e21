import type { Readable } from 'node:stream';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { FileRejected, type FileLimits } from '../../engine/ports/files.js';

/** A part is judged by its ratio once it has given this much: small parts of XML shrink well and do no harm. */
const RATIO_FROM_BYTES = 16 << 20;

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openZip(path, { lazyEntries: true, autoClose: false }, (failure, zip) => (failure === null ? resolve(zip) : reject(failure)));
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (failure, stream) => (failure === null ? resolve(stream) : reject(failure)));
  });
}

/** Entries of the directory, one read at a time, so that a caller may stop at any of them. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (act: () => void): void => {
        zip.off('entry', onEntry);
        zip.off('end', onEnd);
        zip.off('error', onError);
        act();
      };
      const onEntry = (found: Entry): void => settle(() => resolve(found));
      const onEnd = (): void => settle(() => resolve(null));
      const onError = (failure: Error): void => settle(() => reject(failure));
      zip.on('entry', onEntry);
      zip.on('end', onEnd);
      zip.on('error', onError);
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

/** The parts of a zip on disk, each read from its front, within limits that hold for what really comes out. */
export class ZipParts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #limits: FileLimits;
  #inflated = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: FileLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  static async open(path: string, limits: FileLimits): Promise<ZipParts> {
    let zip: ZipFile;
    try {
      zip = await opened(path);
    } catch {
      throw damaged();
    }
    try {
      if (zip.entryCount > limits.zipEntriesMax) {
        throw new FileRejected('zip_bomb', `the workbook has ${zip.entryCount} parts inside, more than ${limits.zipEntriesMax}: save a plain copy of the sheet and send that`);
      }
      const entries = new Map<string, Entry>();
      for await (const entry of entriesOf(zip)) {
        if (entries.size >= limits.zipEntriesMax) throw new FileRejected('zip_bomb', `the workbook has more than ${limits.zipEntriesMax} parts inside`);
        if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
      }
      return new ZipParts(zip, entries, limits);
    } catch (failure) {
      zip.close();
      throw failure instanceof FileRejected ? failure : damaged();
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  async *bytes(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new FileRejected('xlsx_damaged', `the workbook lacks its part ${name}: save it again as .xlsx`);
    if (entry.isEncrypted()) throw new FileRejected('xlsx_locked', 'the workbook is locked with a password: save a copy without one');
    const total = this.#limits.zipInflatedBytesMax;
    if (entry.uncompressedSize > total - this.#inflated) throw bomb(`more than ${total} bytes`);
    const ratioMax = this.#limits.zipRatioMax;
    let given = 0;
    try {
      const stream = await streamOf(this.#zip, entry);
      try {
        for await (const chunk of stream) {
          const bytes = chunk as Uint8Array;
          given += bytes.byteLength;
          this.#inflated += bytes.byteLength;
          if (this.#inflated > total) throw bomb(`more than ${total} bytes`);
          if (given > RATIO_FROM_BYTES && given > ratioMax * Math.max(1, entry.compressedSize)) throw bomb(`more than ${ratioMax} times its size`);
          yield bytes;
        }
      } finally {
        stream.destroy();
      }
    } catch (failure) {
      throw isZipFailure(failure) ? damaged() : failure;
    }
  }

  close(): void {
    this.#zip.close();
  }
}

/** Failures of the zip itself come from yauzl and zlib; what a reader of the parts throws is passed on. */
function isZipFailure(failure: unknown): boolean {
  return failure instanceof Error && !(failure instanceof FileRejected);
}

function damaged(): FileRejected {
  return new FileRejected('xlsx_damaged', 'the workbook is damaged or was cut off on its way: send it again, or open it in a spreadsheet and save it anew as .xlsx');
}

function bomb(what: string): FileRejected {
  return new FileRejected('zip_bomb', `the workbook unpacks to ${what}, which no list of loans does: save a plain copy of the sheet, or send CSV`);
}
