#!/usr/bin/env node
// `npm run bench:daily`, `bench:gate`, `bench:peers`, `bench:growth`, `bench:sms`, `bench:workers`: docs/operating/benchmarks.md says what each takes.
const [name, ...rest] = process.argv.slice(2);
const NAMES = ['daily', 'gate', 'growth', 'peers', 'sms', 'workers'];
if (!NAMES.includes(name)) {
  console.error(`bench: ${NAMES.join(', ')} are those there are`);
  process.exit(2);
}
process.argv = [process.argv[0], process.argv[1], ...rest];
await import(`../dist/src/boot/bench/${name}.js`);
