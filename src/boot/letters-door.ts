import { randomBytes } from 'node:crypto';
import { batchFolder } from '../adapters/letter/batch-folder.js';
import { openLetterStore } from '../adapters/postgres/letter-store.js';
import { holdWords, sendingHold } from '../adapters/postgres/sending-hold.js';
import type { HouseDoor } from '../cli/house-door.js';
import { readVerifyCode } from '../domain/contact/verify-code.js';
import { takeReturnedLetter } from '../engine/inbound/take-mail.js';
import { batchLetters, confirmBatch } from '../engine/letters/batch-letters.js';
import { Terminal } from '../engine/ports/errors.js';
import type { House } from './house.js';

/** What the post says of a letter that it brings back. */
const REASONS = ['moved', 'unknown', 'refused', 'deceased', 'other'];

/** What the command line may do with letters. */
export function lettersDoor(house: House): Pick<HouseDoor, 'batchLetters' | 'confirmLetters' | 'letterBatches' | 'returnedLetter'> {
  const { clock, keys } = house.api;
  const letters = openLetterStore(house.database, keys);
  const held = async () => {
    const hold = await sendingHold(house.database);
    return hold === null ? null : holdWords(hold);
  };
  return {
    batchLetters: (out) => batchLetters({ letters, clock, held, random: () => randomBytes(4).toString('hex') }, batchFolder(out)),
    confirmLetters: (id) => confirmBatch({ letters, clock }, id),
    letterBatches: () => letters.batches(100),
    async returnedLetter(code, reason) {
      if (!REASONS.includes(reason)) throw new Terminal('bad_request', `"${reason}" is none of ${REASONS.join(', ')}.`, 'reason');
      const read = readVerifyCode(code);
      return takeReturnedLetter(house.api, read === null ? null : await letters.byCode(read.slot, read.code), reason);
    },
  };
}
