#!/usr/bin/env node
// `npm run bench:daily -- --cases N --db embedded|pglite|postgres`
const [name, ...rest] = process.argv.slice(2);
if (name !== 'daily') {
  console.error('bench: daily is the one there is');
  process.exit(2);
}
process.argv = [process.argv[0], process.argv[1], ...rest];
await import('../dist/src/boot/bench/daily.js');
