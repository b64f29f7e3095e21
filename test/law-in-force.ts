import { expect } from 'vitest';

// A test that may judge does so by the packs that we ship, as a process does that was just started. The floors that the
// law does not reach, and the pages, are spared the second that it takes to load.
const path = expect.getState().testPath ?? '';
if (!/\/src\/(domain|strategy|adapters)\/|\/(portal|console)\//.test(path)) {
  const { loadLaw } = await import('../src/boot/law.js');
  loadLaw(undefined);
}
