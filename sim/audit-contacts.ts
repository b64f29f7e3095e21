// `npm run audit:contacts -- log.ndjson`: reads a contact log (docs/operating/contact-log.md; `-` is standard input) and
// names every contact that broke a rule. Exit 0: none. 1: some. 2: the log is none, or was cut short; nothing is proven.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Auditor } from './auditor/audit.js';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('audit:contacts: name the log, or - for standard input: npx dunwell export contacts --format ndjson | npm run -s audit:contacts -- -\n');
  process.exit(2);
}
const auditor = new Auditor();
let line = 0;
try {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    auditor.read(text);
  }
} catch (error) {
  process.stderr.write(`audit:contacts: ${file}, line ${line}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
const report = auditor.report();
for (const fault of report.faults) process.stdout.write(`LOG     ${fault}\n`);
for (const b of report.breaches) process.stdout.write(`BREACH  ${b.at}  person ${b.person}  ${b.channel}  ${b.by}  ${b.sentence}: ${b.words} [${b.law}]\n`);
process.stdout.write(`${report.contacts} contacts with ${report.persons} persons: ${report.breaches.length} breaches${report.faults.length > 0 ? ', and the log itself is at fault' : ''}\n`);
process.exit(report.faults.length > 0 ? 2 : report.breaches.length > 0 ? 1 : 0);
