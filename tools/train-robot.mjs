// npm run train:robot: trains the reader's model on src/domain/contact/reading/training/ and writes src/domain/contact/reading/weights.ts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { storedModel } from '../dist/src/domain/contact/reading/model.js';
import { readLabelled, readPhrases, train } from '../dist/src/domain/contact/reading/train.js';

const folder = 'src/domain/contact/reading/training';
const files = readdirSync(folder).sort();
const read = (name) => readFileSync(`${folder}/${name}`, 'utf8');
const phrases = files.flatMap((name) => (name.endsWith('.txt') ? readPhrases(read(name)) : name.endsWith('.jsonl') ? readLabelled(read(name)) : []));
const stored = storedModel(train(phrases));
writeFileSync(
  'src/domain/contact/reading/weights.ts',
  `import type { StoredModel } from './model.js';\n\n/** Written by \`npm run train:robot\` from training/; not by hand. */\nexport const WEIGHTS: StoredModel = ${JSON.stringify(stored)};\n`,
);
console.log(`${phrases.length} phrases, said from ${JSON.stringify(Object.fromEntries(stored.labels.map((label, k) => [label, stored.from[k]])))}, ${stored.data.length} bytes`);
