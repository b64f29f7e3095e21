// What is mutated, and which tests must notice.
import { readdirSync, readFileSync } from 'node:fs';
import { packMutants } from './pack-mutants.mjs';
import { sourceMutants } from './source-mutants.mjs';

const testsIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.test.ts')).sort().map((name) => `${folder}/${name}`);
export const SLOW = /test\/laws\/(earliest|judge|mutants|permit|prepared|whole-law|catalogue)|\/rules-of-/;
const FIRST = /test\/laws\/(corpora|what-applies)/;
const turn = (file) => (FIRST.test(file) ? 0 : SLOW.test(file) ? 2 : 1);
/** Worked examples and case tables first: they are judged in milliseconds. The properties try what these let pass. */
export const TESTS = [...testsIn('src/law'), ...testsIn('src/law/rule'), ...testsIn('test/laws')].sort((a, b) => turn(a) - turn(b));

const FRAME = ['judge', 'earliest', 'select', 'scope', 'place', 'gate', 'permit'];

/** Files whose text is mutated: every rule, every reading, and the frame that runs them. */
function mutatedFiles() {
  const files = [...FRAME.map((name) => `src/law/${name}.ts`)];
  for (const folder of ['src/law/reading', 'src/law/rule']) {
    for (const name of readdirSync(folder).sort()) if (name.endsWith('.ts') && !name.endsWith('.test.ts')) files.push(`${folder}/${name}`);
  }
  return files;
}

/** All mutants, in one order wherever they are listed. Each has `of`: the rule id, or the file for what rules share. */
export function allMutants(root, packs) {
  const fromPacks = packMutants(packs).map((mutant) => ({ ...mutant, of: mutant.rule }));
  const fromText = mutatedFiles().flatMap((file) => {
    const text = readFileSync(`${root}/${file}`, 'utf8');
    const id = /^ {2}id: '([^']+)'/m.exec(text)?.[1];
    return sourceMutants(file, text).map((mutant) => ({ ...mutant, of: id ?? file }));
  });
  return [...fromPacks, ...fromText].map((mutant, index) => ({ ...mutant, index }));
}
