// npm run train:robot: trains the reader's model on src/domain/contact/reading/training/*.txt and writes src/domain/contact/reading/weights.ts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { storedModel } from '../dist/src/domain/contact/reading/model.js';
import { readPhrases, train } from '../dist/src/domain/contact/reading/train.js';

const folder = 'src/domain/contact/reading/training';
const phrases = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().flatMap((name) => readPhrases(readFileSync(`${folder}/${name}`, 'utf8')));
const stored = storedModel(train(phrases));
writeFileSync(
  'src/domain/contact/reading/weights.ts',
  `import type { StoredModel } from './model.js';\n\n/** Written by \`npm run train:robot\` from training/*.txt; not by hand. */\nexport const WEIGHTS: StoredModel = ${JSON.stringify(stored)};\n`,
);
console.log(`${phrases.length} phrases, temperature ${stored.temperature}, ${stored.data.length} bytes`);
