import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A file may be larger than memory. A process with 48 MB of old space reads files several times that size; a reader that
// kept rows, cells or the table of texts would be killed by its own heap, on any machine, however fast.

const HEAP_MB = 48;
let folder = '';

beforeAll(async () => {
  mkdirSync('node_modules/.cache', { recursive: true });
  folder = mkdtempSync(join('node_modules/.cache', 'large-files-'));
  await build({
    configFile: false, logLevel: 'silent',
    build: { ssr: 'test/fixtures/stream-large-file.ts', outDir: folder, emptyOutDir: false, minify: false, rollupOptions: { output: { entryFileNames: 'run.mjs' } } },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(heapMb: number, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [`--max-old-space-size=${heapMb}`, '--max-semi-space-size=2', join(folder, 'run.mjs'), ...args], { encoding: 'utf8', maxBuffer: 1 << 20 });
}

describe('files larger than memory', () => {
  it('a CSV of more than 150 MB is read in 48 MB', () => {
    const seen = JSON.parse(run(HEAP_MB, 'csv', '160000')) as { rows: number; accepted: number; outsideHeapMax: number };
    expect(seen).toMatchObject({ rows: 160_000, accepted: 160_000 });
    expect(seen.outsideHeapMax).toBeLessThan(32 << 20);
  });
  it('an XLSX whose table of texts alone would take 65 MB is read in 48 MB', () => {
    const path = join(folder, 'large.xlsx');
    run(512, 'make-xlsx', '60000', path);
    const seen = JSON.parse(run(HEAP_MB, 'xlsx', '60000', path)) as { rows: number; accepted: number; outsideHeapMax: number };
    expect(statSync(path).size).toBeGreaterThan(1 << 20);
    expect(seen).toMatchObject({ rows: 60_000, accepted: 60_000 });
    expect(seen.outsideHeapMax).toBeLessThan(48 << 20);
  });
});
