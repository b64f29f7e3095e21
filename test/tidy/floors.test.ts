import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The floors as they are, copied aside, with one line added: what the compiler must refuse. */
const house = mkdtempSync(join(tmpdir(), 'floors-'));
const tsc = resolve('node_modules/typescript/bin/tsc');

beforeAll(() => {
  writeFileSync(join(house, 'package.json'), '{ "type": "module" }');
  cpSync('tsconfig.base.json', join(house, 'tsconfig.base.json'));
  for (const floor of ['domain', 'law', 'strategy', 'engine']) {
    mkdirSync(join(house, 'src', floor), { recursive: true });
    cpSync(`src/${floor}/tsconfig.json`, join(house, 'src', floor, 'tsconfig.json'));
    writeFileSync(join(house, 'src', floor, 'room.ts'), `export const room = '${floor}';\n`);
  }
  mkdirSync(join(house, 'src/engine/ports'), { recursive: true });
  cpSync('src/engine/ports/tsconfig.json', join(house, 'src/engine/ports/tsconfig.json'));
  writeFileSync(join(house, 'src/engine/ports/room.ts'), `export const room = 'ports';\n`);
});
beforeAll(() => {
  mkdirSync(join(house, 'sim/auditor'), { recursive: true });
  cpSync('sim/auditor/tsconfig.json', join(house, 'sim/auditor/tsconfig.json'));
  writeFileSync(join(house, 'sim/auditor/room.ts'), `export const room = 'auditor';\n`);
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function compile(floor: string, line: string, under = 'src'): string {
  const added = join(house, under, floor, 'added.ts');
  writeFileSync(added, `${line}\n`);
  const run = spawnSync(process.execPath, [tsc, '-b', join(house, under, floor)], { encoding: 'utf8' });
  rmSync(added);
  return run.stdout;
}

describe('the compiler holds the floors', () => {
  it('compiles them as they stand', () => {
    expect(compile('engine', `export { room } from './room.js';`)).toBe('');
  });
  it.each([
    ['domain', '../law/room.js'], ['domain', '../engine/room.js'], ['law', '../engine/room.js'], ['law', '../strategy/room.js'], ['strategy', '../law/room.js'], ['strategy', '../engine/room.js'],
    ['engine/ports', '../room.js'],
  ])('%s cannot import %s', (floor, upward) => {
    expect(compile(floor, `export { room as other } from '${upward}';`)).toMatch(/TS6307|TS6059/);
  });
  it.each([
    ['domain', 'console.log(1);'], ['domain', 'setTimeout(() => undefined, 1);'], ['law', `export const p = process.env;`], ['law', `export const f = fetch('x');`],
    ['strategy', `import { readFileSync } from 'node:fs'; export const r = readFileSync;`], ['engine', 'export const d = document;'], ['engine', `export const b = Buffer.from('x');`],
  ])('%s has no %s', (floor, line) => {
    expect(compile(floor, line)).toMatch(/TS2584|TS2304|TS2580|TS2307|TS2591|TS2503/);
  });
  it('the auditor compiles alone', () => {
    expect(compile('auditor', `export { room as other } from './room.js';`, 'sim')).toBe('');
  });
  it.each(['law', 'domain', 'strategy', 'engine'])('the auditor cannot import %s: it would inherit the mistakes it looks for', (floor) => {
    expect(compile('auditor', `export { room as other } from '../../src/${floor}/room.js';`, 'sim')).toMatch(/TS6307|TS6059/);
  });
});
