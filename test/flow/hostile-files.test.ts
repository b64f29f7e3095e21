import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/adapters/postgres/pglite.js';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { readPhone } from '../../src/adapters/files/phone.js';
import { checkMapping } from '../../src/domain/loan/check-mapping.js';
import { missingColumns } from '../../src/domain/loan/mapping.js';
import { readPlacement } from '../../src/domain/loan/read-placement.js';
import { HOSTILE_FILES } from '../fixtures/hostile-files.js';
import { rowsOf } from '../fixtures/rows-of.js';
import { openTown, type Town } from '../fixtures/town.js';

const FOLDER = 'examples/hostile';
// `DUNWELL_WRITE_EXAMPLES=1 npx vitest run test/flow/hostile-files.test.ts` writes the files anew.
const WRITE = process.env['DUNWELL_WRITE_EXAMPLES'] === '1';

const check = checkMapping(JSON.parse(readFileSync(`${FOLDER}/mapping.json`, 'utf8')));
if (!check.ok) throw new Error(JSON.stringify(check.errors));
const { mapping } = check;

describe('examples/hostile', () => {
  it.each(HOSTILE_FILES)('$name: $what', async ({ name, bytes, accepted, refused, rejected }) => {
    const path = `${FOLDER}/${name}`;
    if (WRITE) writeFileSync(path, bytes());
    const got = await rowsOf(path);
    const missing = got.shape === null || !got.shape.columnsFixed ? [] : missingColumns(mapping, got.shape.columns);
    expect(got.rejected?.code ?? (missing.length > 0 ? 'mapping' : null)).toBe(rejected);
    const remarks: (readonly [number, string, string])[] = got.faults.map((f) => [f.line, f.fault, f.reason]);
    let placements = 0;
    for (const row of rejected === null ? got.rows : []) {
      const reading = readPlacement(row, mapping, readPhone);
      if (reading.ok) placements += 1;
      else remarks.push(...reading.errors.slice(0, 1).map((e) => [row.line, e.code, e.reason] as const));
    }
    remarks.sort((a, b) => a[0] - b[0]);
    expect(remarks.map(([line, code]) => `${line} ${code}`)).toEqual(refused);
    expect(placements).toBe(accepted);
    for (const [, , reason] of remarks) {
      expect(reason.length).toBeGreaterThan(25);
      expect(reason).not.toMatch(/Ann|Example|李娜|5550101/);
    }
  });
  it('holds no other file, and says what each is', () => {
    const names = HOSTILE_FILES.map((f) => f.name);
    expect(readdirSync(FOLDER).filter((name) => name !== 'README.md' && name !== 'mapping.json').sort()).toEqual([...names].sort());
    const readme = readFileSync(`${FOLDER}/README.md`, 'utf8');
    for (const { name, what } of HOSTILE_FILES) expect(readme).toContain(`| \`${name}\` | ${what} |`);
  });
});

describe('examples/hostile, through the whole intake', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await openPglite());
  });
  afterAll(async () => {
    town.leave();
    await town.house.database.close();
  });

  it.each(HOSTILE_FILES)('$name: every row is accepted, or kept with its line and reason', async ({ name, accepted, refused, rejected }) => {
    const { intake } = town.house.api;
    const read = town.house.importPath({ creditorId: 'bank', path: `${FOLDER}/${name}`, name, mapping: JSON.parse(readFileSync(`${FOLDER}/mapping.json`, 'utf8')) });
    if (rejected === 'mapping') await expect(read).rejects.toThrow(/column/);
    else await read;
    const record = (await intake.imports(100)).find((i) => i.fileName === name);
    const { items, total } = await intake.errors(record?.id ?? '', 100);
    expect(record?.state).toBe(rejected === null ? 'done' : 'failed');
    if (rejected !== null) expect(record?.failure?.length).toBeGreaterThan(25);
    // The same loan twice in one file is one more refusal, which only intake can see.
    const twice = items.filter((i) => i.remarks[0]?.code === 'duplicate_in_file').length;
    expect({ accepted: (record?.accepted ?? 0) + twice, rejected: (record?.rejected ?? 0) - twice }).toEqual({ accepted, rejected: rejected === null ? refused.length : 0 });
    expect(total).toBe(record?.rejected);
    expect(items.filter((i) => i.remarks[0]?.code !== 'duplicate_in_file').map((i) => `${i.line} ${i.remarks[0]?.code}`)).toEqual(rejected === null ? refused : []);
  });

  it('leaves nothing inconsistent, and no words of the files in the log', async () => {
    await town.house.api.tick();
    expect((await examine(town.house.database)).filter((f) => !f.ok)).toEqual([]);
    expect(town.log.join('\n')).not.toMatch(/Ann|Example|李娜|5550101|cmd/);
  });
});
