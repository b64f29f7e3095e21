#!/usr/bin/env node
// `npm run bench:daily -- --cases N --db embedded|pglite|postgres`, `npm run bench:gate -- [--quick]`
const [name, ...rest] = process.argv.slice(2);
if (name !== 'daily' && name !== 'gate') {
  console.error('bench: daily and gate are the two there are');
  process.exit(2);
}
process.argv = [process.argv[0], process.argv[1], ...rest];
await import(`../dist/src/boot/bench/${name}.js`);
