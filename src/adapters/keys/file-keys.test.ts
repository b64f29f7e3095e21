import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { keysFrom, makeKeyFile, openFileKeys } from './file-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('keys', () => {
  const keys = keysFrom(new Uint8Array(32).fill(7));

  it('seal per person, and never the same bytes twice', () => {
    const wrapped = keys.newPersonKey();
    const sealed = keys.seal(wrapped, '陈小明');
    expect(keys.open(wrapped, sealed)).toBe('陈小明');
    expect(Buffer.from(sealed).equals(Buffer.from(keys.seal(wrapped, '陈小明')))).toBe(false);
    expect(() => keys.open(keys.newPersonKey(), sealed)).toThrow();
  });

  it('notice one changed bit anywhere', () => {
    const wrapped = keys.newPersonKey();
    const sealed = Buffer.from(keys.seal(wrapped, 'x'));
    for (let i = 0; i < sealed.length; i += 1) {
      const altered = Buffer.from(sealed);
      altered[i] = (altered[i] as number) ^ 1;
      expect(() => keys.open(wrapped, altered)).toThrow();
    }
  });

  it('blind equal values equally, and purposes apart', () => {
    expect(keys.blind('phone', '+8613')).toBe(keys.blind('phone', '+8613'));
    expect(keys.blind('phone', '+8613')).not.toBe(keys.blind('id', '+8613'));
    expect(keysFrom(new Uint8Array(32).fill(8)).blind('phone', '+8613')).not.toBe(keys.blind('phone', '+8613'));
  });

  it('live in a file only the owner reads, and come back the same', () => {
    const path = join(folder, 'deep', 'key');
    expect(() => openFileKeys(path, undefined)).toThrow(/^key: .* is missing.*No new key was made/);
    makeKeyFile(path);
    const sealed = openFileKeys(path, undefined).sealForOperator('kept');
    makeKeyFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openFileKeys(path, undefined).openForOperator(sealed)).toBe('kept');
    expect(readdirSync(dirname(path))).toEqual(['key']);
  });

  it('say what is wrong with a damaged key file without printing it', () => {
    const path = join(folder, 'bad');
    writeFileSync(path, 'secret-but-wrong');
    expect(() => openFileKeys(path, undefined)).toThrow(/must hold 64 hex digits/);
    expect(() => openFileKeys(path, undefined)).not.toThrow(/secret-but-wrong/);
  });
});
