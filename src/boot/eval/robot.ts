import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OWN_SETS, readLabelledSet } from './labelled.js';
import { evaluationPage } from './page.js';

// `npm run eval:robot`: eval/robot/README.md says what it takes.
const { values } = parseArgs({ options: { set: { type: 'string', multiple: true }, write: { type: 'boolean', default: false } } });
try {
  const page = evaluationPage((values.set ?? OWN_SETS).map(readLabelledSet));
  process.stdout.write(`${page}\n`);
  if (values.write) {
    if (values.set !== undefined) throw new Error('the page is of the sets in the repository: leave --set or --write out');
    writeFileSync('docs/robot-evaluation.md', page);
  }
} catch (error) {
  process.stderr.write(`eval:robot: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
