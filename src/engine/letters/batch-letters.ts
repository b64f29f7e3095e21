import { MS_PER_DAY } from '../../domain/time/instant.js';
import type { Clock } from '../ports/clock.js';
import { Terminal } from '../ports/errors.js';
import type { BatchFolder, LetterBatch, LetterStore } from '../ports/letters.js';

interface Deps {
  readonly letters: LetterStore;
  readonly clock: Clock;
  /** Words of the hold on sending after a restore; `null`: none. */
  readonly held: () => Promise<string | null>;
  /** Hex, at least eight digits: makes the name of a batch its own. */
  readonly random: () => string;
}

export interface BatchReport {
  readonly batch: string;
  readonly path: string;
  readonly letters: number;
  readonly pages: number;
  readonly withheld: number;
  /** These letters were handed over before, as the same batch: print them once. */
  readonly again: boolean;
}

/** A letter says what is owed as of its day; one that lay longer than this is not printed any more. */
const LIES_AT_MOST_MS = 5 * MS_PER_DAY;

async function unfinished({ letters, clock, random }: Deps): Promise<LetterBatch | null> {
  const open = (await letters.batches(100)).find((one) => one.writtenAt === null);
  if (open !== undefined) return open;
  if ((await letters.slotsWithLetters()).length === 0) return null;
  const now = clock.now();
  const id = `${new Date(now).toISOString().slice(0, 10)}-${random().slice(0, 8)}`;
  await letters.begin(id, now);
  return letters.batch(id);
}

async function fill({ letters, clock }: Deps, batch: LetterBatch): Promise<void> {
  if (batch.closedAt !== null) return;
  for (const slot of await letters.slotsWithLetters()) await letters.take(slot, batch.id, clock.now() - LIES_AT_MOST_MS);
  // From here on what is in it stays the same, whoever dies: a folder that was handed over is never written with other letters.
  await letters.close(batch.id, clock.now());
}

async function write({ letters, clock }: Deps, folder: BatchFolder, id: string, again: boolean): Promise<BatchReport> {
  const written = await folder.write(id, letters.letters(id));
  if (!again) await letters.written(id, clock.now());
  return { batch: id, ...written, withheld: (await letters.batch(id))?.withheld ?? 0, again };
}

/**
 * Hands all letters that lie ready to the print house as one batch. A batch that was begun and not finished is finished first, with the
 * letters it has; where nothing new lies, the last batch that nobody has confirmed is given again. A letter is in one batch only. `null`:
 * there is nothing to print. Throws `sending_held` after a restore: letters of the lost time may be at the print house already.
 */
export async function batchLetters(deps: Deps, folder: BatchFolder): Promise<BatchReport | null> {
  const held = await deps.held();
  if (held !== null) throw new Terminal('sending_held', `No letters are handed over: ${held}.`);
  const batch = await unfinished(deps);
  if (batch !== null) {
    await fill(deps, batch);
    return write(deps, folder, batch.id, false);
  }
  const last = (await deps.letters.batches(1))[0];
  return last === undefined || last.confirmedAt !== null ? null : write(deps, folder, last.id, true);
}

/** The print house has them: the PDFs are let go of. Throws `not_found`, and `not_written` for a batch that was never handed over. */
export async function confirmBatch({ letters, clock }: Pick<Deps, 'letters' | 'clock'>, id: string): Promise<LetterBatch> {
  const batch = await letters.batch(id);
  if (batch === null) throw new Terminal('not_found', `No batch "${id}".`);
  if (batch.writtenAt === null) throw new Terminal('not_written', `Batch ${id} was not handed over yet. Run \`dunwell letters batch\` first.`);
  if (batch.confirmedAt === null) await letters.confirm(id, clock.now());
  return (await letters.batch(id)) ?? batch;
}
