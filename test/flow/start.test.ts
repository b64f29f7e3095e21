import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

// As a stranger starts it, from another folder, with packs of their own beside ours.
const folder = mkdtempSync(join(tmpdir(), 'dunwell-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RULES = '  - version: 2026-01-01\n    from: 2026-01-01\n    rules:\n';
const FINE = `pack: ACME\nplace: CN\ntz: Asia/Shanghai\nversions:\n${RULES}      CN-F1: { house: true, max: 1, days: 1, tz: Asia/Shanghai }\n`;

function packsFolder(name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text);
  return join(folder, name);
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function dunwell(args: readonly string[], packs: string | undefined): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', DUNWELL_DATA: join(folder, 'data'), PORT: '18080', ...(packs === undefined ? {} : { LAW_PACKS: packs }) };
  return new Promise((done) => {
    execFile(process.execPath, [resolve('bin/dunwell.js'), ...args], { cwd: folder, env, timeout: 50_000, killSignal: 'SIGKILL' }, (error, out, err) => done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err }));
  });
}

const examples = join(folder, 'examples.json');
writeFileSync(examples, JSON.stringify([{
  id: 'second', jurisdiction: 'CN', consumer: { country: 'CN', locations: [{ basis: 'residence', tz: 'Asia/Shanghai' }] }, debts: [{ id: 'D1', type: 'consumer_loan' }],
  events: [{ type: 'conversation', at: '2026-03-10T09:00:00', tz: 'Asia/Shanghai', channel: 'call', debtId: 'D1' }],
  proposed: { at: '2026-03-10T11:00:00', tz: 'Asia/Shanghai', channel: 'call', debtId: 'D1' }, scope: ['CN-F1'],
}]));

describe('a start', () => {
  const broken = packsFolder('broken', { 'acme.yaml': `${FINE}      CN-F9: { house: true }\n`, 'other.yaml': FINE.replace('ACME', 'OTHER').replace('max: 1', 'max: none') });

  it.each([['serve'], ['work'], ['tick'], ['migrate'], ['gate check'], ['replay 0-1']])('`dunwell %s` with a broken pack says file, line and reason of each, exits 2 and opens nothing', async (command) => {
    const ended = await dunwell([...command.split(' '), ...(command === 'gate check' ? [examples] : [])], broken);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err.trimEnd().split('\n')).toEqual([
      'law: the rule packs cannot be used, so nothing was started (2 problems):',
      `${join(broken, 'acme.yaml')}:9:7: there is no rule CN-F9; docs/law lists those there are`,
      `${join(broken, 'other.yaml')}:8:29: "max" must be a whole number from 1 up, not "none"`,
    ]);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it.each([
    ['not there', join(folder, 'nowhere')], ['empty', packsFolder('empty', { 'readme.txt': 'nothing yet' })],
    ['in part named as if it were read', packsFolder('misnamed', { 'acme.yaml': FINE, 'other.yml': FINE.replace('ACME', 'OTHER') })],
  ])('with a folder of packs that is %s is refused', async (_, packs) => {
    const ended = await dunwell(['gate', 'check', examples], packs);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err.split('\n')[1]).toMatch(new RegExp(`^${packs}: `));
  });

  it('judges by our packs, and by the operator’s beside them, wherever it is started', async () => {
    const [ours, stricter] = await Promise.all([dunwell(['gate', 'check', examples, '--json'], undefined), dunwell(['gate', 'check', examples, '--json'], packsFolder('fine', { 'acme.yaml': FINE }))]);
    expect(JSON.parse(ours.out)).toMatchObject([{ verdict: 'allowed', rules: ['CN-F1'] }]);
    expect(JSON.parse(stricter.out)).toMatchObject([{ verdict: 'prohibited', rules: ['ACME:CN-F1'], earliest: '2026-03-11T00:00:00+08:00' }]);
  });
});
