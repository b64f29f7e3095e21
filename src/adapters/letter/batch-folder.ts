import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { providerKey } from '../../domain/contact/provider-key.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { BatchFolder, LaidLetter } from '../../engine/ports/letters.js';

const MANIFEST = 'manifest.csv';
const COLUMNS = 'key,file,pages,paper,country,sha256';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** On the disk before it is told: a batch that is told to be written is there after a power cut too. */
async function put(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Neither names nor addresses: what the print house must know to frank and to count, and how to check that nothing was changed on the way. */
function line(letter: LaidLetter): string {
  const key = providerKey(letter.contactId, letter.attemptNo);
  return `${key},${key}.pdf,${letter.pages},${letter.paper === 'a4' ? 'A4' : 'US Letter'},${letter.country},${letter.digest}`;
}

/**
 * A folder for each batch under `out`: one PDF for each letter and a list. It appears whole, by a rename, or not at all. One that is there
 * already is compared, not written over. Throws `batch_differs`, and `letter_damaged` for a PDF that is not the one that was laid.
 */
export function batchFolder(out: string): BatchFolder {
  return {
    async write(id, letters) {
      const root = resolve(out);
      await mkdir(root, { recursive: true, mode: 0o700 });
      if (!(await stat(root)).isDirectory()) throw new Terminal('bad_request', `${root} is no folder.`);
      const path = join(root, id);
      const there = existsSync(path);
      const part = join(root, `.${id}.part`);
      await rm(part, { recursive: true, force: true });
      if (!there) await mkdir(part, { mode: 0o700 });
      const lines = [COLUMNS];
      let pages = 0;
      for await (const letter of letters) {
        const name = `${providerKey(letter.contactId, letter.attemptNo)}.pdf`;
        if (sha256(letter.pdf) !== letter.digest) throw new Terminal('letter_damaged', `Letter ${name} is not as it was laid (its digest differs). Nothing was handed over.`);
        if (!there) await put(join(part, name), letter.pdf);
        else if (sha256(await readFile(join(path, name)).catch(() => Buffer.alloc(0))) !== letter.digest) throw new Terminal('batch_differs', `${path} is there already, and ${name} in it is another. Hand over another folder.`);
        lines.push(line(letter));
        pages += letter.pages;
      }
      if (!there) {
        await put(join(part, MANIFEST), `${lines.join('\n')}\n`);
        await syncFolder(part);
        await rename(part, path);
        await syncFolder(root);
      }
      return { path, letters: lines.length - 1, pages };
    },
  };
}
