import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { batchFolder } from '../../src/adapters/letter/batch-folder.js';
import { openLetterStore } from '../../src/adapters/postgres/letter-store.js';
import { lettersDoor } from '../../src/boot/letters-door.js';
import { batchLetters } from '../../src/engine/letters/batch-letters.js';
import type { LaidLetter, LetterStore } from '../../src/engine/ports/letters.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

forEachDatabase('letters for the print house', (open) => {
  let town: Town;
  let letters: LetterStore;
  let out: string;
  beforeAll(async () => {
    town = await openTown(await open());
    letters = openLetterStore(town.house.database, town.house.api.keys);
    out = mkdtempSync(join(tmpdir(), 'dunwell-print-'));
    await town.import(csv(['L-1', 'L-2', 'L-3', 'L-4', 'L-5', 'L-6', 'L-7'].map((ref) => ({ ref }))));
    await town.house.api.tick();
  });
  afterAll(() => {
    rmSync(out, { recursive: true, force: true });
    town.leave();
  });
  const contactOf = async (ref: string): Promise<number> => {
    const { id, slot } = await town.caseOf(ref);
    const rows = await town.house.database.query<{ id: number }>('select id from dunwell.contact where slot = $1 and case_id = $2 order by queued_at limit 1', [slot, id]);
    return rows[0]?.id ?? 0;
  };
  const stateOf = async (ref: string) => (await town.house.database.query<{ state: string }>('select state from dunwell.contact where id = $1', [await contactOf(ref)]))[0]?.state;
  const lay = async (ref: string): Promise<LaidLetter> => {
    const pdf = Buffer.from(`%PDF of ${ref}`);
    const letter: LaidLetter = { contactId: await contactOf(ref), attemptNo: 1, laidAt: town.clock.now(), pages: 2, paper: 'a4', country: 'CN', digest: town.house.api.digest(pdf.toString()), pdf };
    await letters.lay(letter);
    return letter;
  };
  const deps = (store: LetterStore = letters) => ({ letters: store, clock: town.clock, held: async () => null, random: () => town.house.api.digest(String(town.clock.now())).slice(0, 8) });
  const hand = (store?: LetterStore) => batchLetters(deps(store), batchFolder(out));
  const files = (batch: string) => readdirSync(join(out, batch)).sort();

  it('nothing laid is nothing to print', async () => expect(await hand()).toBeNull());

  it('lie sealed, and are kept once', async () => {
    const letter = await lay('L-1');
    await letters.lay(letter);
    const rows = await town.house.database.query<{ pdf_sealed: Uint8Array }>('select pdf_sealed from dunwell.letter', []);
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0]?.pdf_sealed ?? []).toString('latin1')).not.toContain('PDF of');
  });

  it('are handed over as files without names and a list without people, and given again as the same batch until somebody confirms', async () => {
    await lay('L-2');
    const report = await hand();
    expect(report).toMatchObject({ letters: 2, pages: 4, withheld: 0, again: false });
    const batch = report?.batch ?? '';
    const [one, two] = [`c${await contactOf('L-1')}-1`, `c${await contactOf('L-2')}-1`];
    expect(files(batch)).toEqual([`${one}.pdf`, `${two}.pdf`, 'manifest.csv'].sort());
    expect(readFileSync(join(out, batch, `${one}.pdf`), 'utf8')).toBe('%PDF of L-1');
    expect(readFileSync(join(out, batch, 'manifest.csv'), 'utf8')).toContain(`${one},${one}.pdf,2,A4,CN,${town.house.api.digest('%PDF of L-1')}\n`);
    for (const name of files(batch)) expect(statSync(join(out, batch, name)).mode & 0o077).toBe(0);
    expect(await hand()).toMatchObject({ batch, letters: 2, again: true });
    // A folder that is not what was handed over is never taken for it.
    writeFileSync(join(out, batch, `${one}.pdf`), 'another');
    await expect(hand()).rejects.toThrow('is another');
    const door = lettersDoor(town.house);
    await expect(door.confirmLetters('nothing')).rejects.toThrow('No batch');
    expect(await door.confirmLetters(batch)).toMatchObject({ letters: 2 });
    expect((await town.house.database.query('select 1 from dunwell.letter where pdf_sealed is not null', [])).length).toBe(0);
    expect(await hand()).toBeNull();
  });

  it('a run that dies at any point hands over the same letters in the next, each once', async () => {
    town.clock.advance(1_000);
    await lay('L-3');
    const dying = (at: keyof LetterStore, after: boolean): LetterStore => ({
      ...letters,
      [at]: async (...given: readonly unknown[]) => {
        if (after) await (letters[at] as (...given: readonly unknown[]) => Promise<unknown>)(...given);
        throw new Error('died');
      },
    });
    for (const [at, after] of [['begin', true], ['take', false], ['take', true], ['close', false], ['close', true], ['written', false]] as const) await expect(hand(dying(at, after)), at).rejects.toThrow('died');
    // Laid after the batch was closed: it waits for the next.
    await lay('L-4');
    const report = await hand();
    expect(report).toMatchObject({ letters: 1, again: false });
    expect(files(report?.batch ?? '')).toEqual([`c${await contactOf('L-3')}-1.pdf`, 'manifest.csv']);
    town.clock.advance(1_000);
    const next = await hand();
    expect(files(next?.batch ?? '')).toEqual([`c${await contactOf('L-4')}-1.pdf`, 'manifest.csv']);
    for (const batch of await letters.batches(10)) if (batch.confirmedAt === null) await letters.confirm(batch.id, town.clock.now());
  });

  it('wait while a message of the person is unread, and are withheld once the case may not be contacted', async () => {
    await lay('L-5');
    await lay('L-6');
    await town.reply(await town.numberOf('L-5'), 'TD');
    town.clock.advance(1_000);
    const first = await hand();
    expect(files(first?.batch ?? '')).toEqual([`c${await contactOf('L-6')}-1.pdf`, 'manifest.csv']);
    await letters.confirm(first?.batch ?? '', town.clock.now());
    await town.house.api.tick();
    town.clock.advance(1_000);
    expect(await hand()).toMatchObject({ letters: 0, withheld: 1 });
    expect(await stateOf('L-5')).toBe('failed');
  });

  it('are withheld when they lay too long: what they say is owed is old', async () => {
    await lay('L-7');
    town.clock.advance(5 * 86_400_000 + 1);
    expect(await hand()).toMatchObject({ letters: 0, withheld: 1 });
  });

  it('are not handed over while sending is held', async () => {
    await expect(batchLetters({ ...deps(), held: async () => 'a backup was restored' }, batchFolder(out))).rejects.toThrow('a backup was restored');
  });
});
