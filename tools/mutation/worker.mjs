// One process of the mutation run: takes the number of a mutant, answers whether a test noticed it, and which.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import fc from 'fast-check';
import { allMutants, SLOW, TESTS } from './mutants.mjs';
import { makeModules, transpile } from './loader.mjs';
import { planted } from './source-mutants.mjs';

const LIMIT_MS = 60_000;

// A property that fails is enough; the smallest case is of no use here.
fc.configureGlobal({ endOnFailure: true });

const root = process.cwd();
const modules = makeModules(root);
const killers = process.argv[2] === 'quick' ? TESTS.filter((file) => !SLOW.test(file)) : TESTS;
// As it is, everything passes; running it once also tells which file rests on which.
for (const file of killers) {
  modules.runTests(file);
  modules.forget(file);
}
const mutants = allMutants(root, modules.packs);

/** Runs synchronous work; whatever does not end within the limit is thrown. */
function limited(work) {
  globalThis.__work = work;
  return vm.runInThisContext('__work()', { timeout: LIMIT_MS });
}

/** The test file that fails on the mutant, or `null`. */
function killer(mutant) {
  const change = mutant.kind === 'pack' ? { packs: mutant.apply } : { file: mutant.file, code: transpile(planted(readFileSync(mutant.file, 'utf8'), mutant)) };
  const touched = modules.touchedBy(change);
  for (const test of killers) {
    if (!touched.has(test)) continue;
    try {
      limited(() => modules.withChange(change, () => modules.runTests(test)));
    } catch {
      return test;
    }
  }
  return null;
}

process.on('message', (index) => process.send({ index, by: killer(mutants[index]) }));
process.send({ ready: true });
