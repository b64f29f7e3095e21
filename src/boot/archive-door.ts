import { resolve } from 'node:path';
import { openArchiveFolder } from '../adapters/parquet/archive-folder.js';
import { openArchiveStore } from '../adapters/postgres/archive/archive-store.js';
import { examineMonths, makeMonths } from '../adapters/postgres/months.js';
import { dropTextParts } from '../adapters/postgres/text-parts.js';
import { blockOf, type BlockRow } from '../adapters/postgres/sql/select-decisions.js';
import { archiveBefore, archiveMonths, type ArchiveDeps } from '../engine/archive/archive-months.js';
import type { HouseDoor } from '../cli/house-door.js';
import { faultName } from '../engine/ports/fault.js';
import type { Month } from '../domain/time/month.js';
import { monthOf } from '../domain/time/month.js';
import type { House } from './house.js';

type Asked = { readonly before: Month | undefined; readonly out: string | undefined; readonly dryRun: boolean };

/** `pauseAt`: for tests, what happens between two steps. */
export function archiveDoor(house: House, pauseAt?: ArchiveDeps['pauseAt']): Pick<HouseDoor, 'archive'> {
  return {
    archive: ({ before, out, dryRun }: Asked, onMonth) =>
      archiveMonths(
        {
          store: openArchiveStore(house.database), folder: out === undefined ? house.archive : openArchiveFolder(house.archiveFolder, resolve(out)), clock: house.api.clock, digest: house.api.digest,
          blockOf: (row) => blockOf(row as BlockRow), ...(pauseAt === undefined ? {} : { pauseAt }),
        },
        archiveBefore(before, house.api.clock.now()), dryRun, onMonth,
      ),
  };
}

/** Receipts come within the days for which an operator tries; the name of a part is of no use after that. */
const TEXT_PARTS_KEPT_MS = 30 * 86_400_000;

/** Makes the months ahead and lets go of old names of parts, once a day at most; what fails is logged and tried the next time, for rows of a month that is not made are kept all the same. */
export function monthsKeeper(house: House): () => Promise<void> {
  const DAY_MS = 86_400_000;
  let last = -Infinity;
  return async () => {
    const now = house.api.clock.now();
    if (now - last < DAY_MS && monthOf(now) === monthOf(Math.max(last, 0))) return;
    last = now;
    try {
      await makeMonths(house.database, now);
      await dropTextParts(house.database, now - TEXT_PARTS_KEPT_MS);
    } catch (error) {
      house.api.log.error('months_not_made', { error: faultName(error) });
    }
  };
}

export const examineMonthsOf = (house: House) => examineMonths(house.database, house.api.clock.now());
