// `npm run sim -- --seed S --days D --persons P [--without RULE,…]`: docs/operating/simulation.md.
import { parseArgs } from 'node:util';
import { lawFolders, loadLaw, readLaw } from '../src/boot/law.js';
import { putInForce } from '../src/law/in-force.js';
import { openSimDatabase, simulate } from './run.js';
import { FAULTS, type Fault } from './world/faults.js';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, days: { type: 'string', default: '30' }, persons: { type: 'string', default: '200' }, faults: { type: 'string', default: FAULTS.join(',') }, without: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const faults = new Set(values.faults.split(',').filter((f): f is Fault => (FAULTS as readonly string[]).includes(f)));

// A law with holes, to see that the auditor finds what then goes wrong. Nothing but the simulation can do this.
if (values.without === undefined) loadLaw(undefined);
else {
  const law = readLaw(lawFolders(undefined));
  if (!law.ok) throw new Error(law.problems.join('\n'));
  const without = new Set(values.without.split(','));
  putInForce(law.packs.map((pack) => ({ ...pack, rules: pack.rules.filter((entry) => !without.has(entry.rule.id)) })));
}

const database = await openSimDatabase();
const report = await simulate(database, { seed: Number(values.seed), days: Number(values.days), persons: Number(values.persons), faults });
await database.close();
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report.counts)}\n${report.findings.map((f) => `FOUND  ${f}\n`).join('')}seed ${report.seed}: ${report.contacts} contacts, ${report.decisions} decisions, ${report.others} breaches by others, ${report.findings.length} findings, ${report.seconds} s\n`);
process.exit(report.findings.length > 0 ? 1 : 0);
