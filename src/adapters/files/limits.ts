import type { FileLimits } from '../../engine/ports/files.js';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Generous for a lender's file, small against what it could do to this machine. */
export const DEFAULT_LIMITS: FileLimits = {
  cellCharsMax: 64 * KIB,
  rowCharsMax: MIB,
  columnsMax: 2_000,
  zipEntriesMax: 10_000,
  zipInflatedBytesMax: 8 * GIB,
  zipRatioMax: 200,
  spoolBytesMax: 4 * GIB,
};

/** How much of a faulty row is kept. */
export const CONTENT_CHARS_MAX = 64 * KIB;
