#!/usr/bin/env node
// Compiles the server and the pages, and builds the console. Runs on `npm ci` (prepare) and by `npm run build`.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (file, args, cwd = '.') => execFileSync(process.execPath, [file, ...args], { stdio: 'inherit', cwd });
if (!existsSync('node_modules/typescript/bin/tsc')) {
  console.error('build: the dependencies are not installed; run npm ci');
  process.exit(1);
}
run('node_modules/typescript/bin/tsc', ['-b']);
run('../node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn'], 'console');
