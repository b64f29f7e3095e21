#!/usr/bin/env node
// Everything `npm test` checks, in order of speed: floors compile apart, tests and console type-check, generated files
// are fresh, then vitest. Arguments go to vitest (`npm test -- src/law`).
import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const node = (file, ...args) => {
  console.log(`> ${file.split('/').at(-1)} ${args.join(' ')}`);
  execFileSync(process.execPath, [file, ...args], { stdio: 'inherit' });
};
const tsc = 'node_modules/typescript/bin/tsc';
const only = process.argv.slice(2);
try {
  node(tsc, '-b');
  if (only.length === 0) {
    node(tsc, '-p', 'tsconfig.test.json');
    node(tsc, '-p', 'console', '--noEmit');
    node('tools/generate.mjs', '--check');
  }
} catch {
  console.error('test: stopped before the tests ran; mend the above first');
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const vitest = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=./tools/plain-line-reporter.mjs', `--maxWorkers=${Math.max(1, Math.min(2, availableParallelism()))}`, ...only], {
  stdio: 'inherit', env: { ...process.env, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
});
process.exit(vitest.status ?? 1);
