import { Auditor, type Breach } from './auditor/audit.js';
import { readLine, type ContactLine } from './auditor/log.js';
import { openPglite } from '../src/adapters/postgres/pglite.js';
import { migrate } from '../src/adapters/postgres/migrate.js';
import { contactLog } from '../src/adapters/postgres/views/contact-log.js';
import { examine } from '../src/adapters/postgres/views/examine.js';
import { verifyChains } from '../src/engine/audit/verify-chain.js';
import { replay } from '../src/engine/audit/replay.js';
import type { Database } from '../src/engine/ports/database.js';
import type { Reading } from '../src/engine/ports/reading.js';
import { sha256, type SimHouse } from './world/house.js';
import { World, type Counts, type WorldOptions } from './world/world.js';

export interface SimReport {
  readonly seed: number;
  readonly days: number;
  readonly persons: number;
  readonly faults: readonly string[];
  /** Everything that must not be; empty when the run is good. */
  readonly findings: readonly string[];
  /** Contacts that others made without asking and that broke a rule: theirs, and how many there are shows that the auditor looks. */
  readonly others: number;
  readonly contacts: number;
  readonly decisions: number;
  readonly counts: Counts;
  readonly seconds: number;
}

const PLAN = 'sim/plan.yaml';

/** A database that many runs may use one after another. */
export async function openSimDatabase(): Promise<Database> {
  const database = await openPglite();
  await migrate(database, { appliedAt: 0 });
  return database;
}

/** As new, whatever lived in it. */
async function empty(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'dunwell' and tablename not in ('migration', 'slot')`);
  await database.execute(`truncate ${tables.map((t) => `dunwell.${t.name}`).join(', ')}`);
  const [before] = await database.query<{ columns: string }>(`select string_agg(quote_ident(column_name) || ' = default', ', ') as columns from information_schema.columns where table_schema = 'dunwell' and table_name = 'slot' and column_name <> 'slot'`);
  await database.execute(`update dunwell.slot set ${before?.columns ?? ''}`);
}

const words = (b: Breach): string => `${b.sentence}: ${b.words} (${b.channel} at ${b.at} to person ${b.person}) [${b.law}]`;

/** The log as the auditor gets it, and once more with each text at the instant at which the provider says it left. */
async function auditBoth(database: Database, world: World): Promise<{ readonly breaches: readonly Breach[]; readonly findings: readonly string[]; readonly contacts: number }> {
  const left = new Map(world.book.map((text) => [text.key, text]));
  const auditor = new Auditor();
  const byProvider = new Auditor();
  const findings: string[] = [];
  const seen = new Set<string>();
  for await (const line of contactLog(database)) {
    const read = readLine(JSON.stringify(line));
    auditor.take(read);
    byProvider.take(read.line === 'contact' ? asCarried(read, left, seen, findings) : read);
  }
  for (const [key, text] of left) if (!seen.has(key)) findings.push(`the provider carried ${key} at ${new Date(text.at).toISOString()}, and the log knows nothing of it`);
  const [first, second] = [auditor.report(), byProvider.report()];
  const known = new Set(first.breaches.map((b) => `${b.contact} ${b.sentence}`));
  const late = second.breaches.filter((b) => !known.has(`${b.contact} ${b.sentence}`) && b.sentence.endsWith('hours'));
  findings.push(...first.faults, ...late.filter((b) => b.by === 'house').map((b) => `when it left, ${words(b)}`));
  return { breaches: first.breaches, findings, contacts: first.contacts };
}

function asCarried(contact: ContactLine, left: ReadonlyMap<string, { readonly at: number }>, seen: Set<string>, findings: string[]): ContactLine {
  const key = `c${contact.contact ?? ''}-${String((contact as { readonly attempt?: number }).attempt ?? '')}`;
  const text = left.get(key);
  if (text === undefined) return contact;
  seen.add(key);
  if (contact.state === 'refused') findings.push(`the provider carried ${key}, and the log says that it never left`);
  return { ...contact, at: new Date(text.at).toISOString() };
}

/** Every decision again, from its record, page by page. */
async function replayAll(house: SimHouse, findings: string[]): Promise<number> {
  let decisions = 0;
  for (const end of await house.reading.chainEnds()) {
    let from = 1;
    while (from <= end.seq) {
      const blocks = await house.reading.chain(end.slot, from, 16);
      if (blocks.length === 0) break;
      for (const block of blocks) {
        for (const [i, record] of (block.records ?? []).entries()) {
          const seq = block.firstSeq + i;
          decisions += 1;
          const one = { ...house.reading, decision: async () => ({ ...block, seq, record }) } as unknown as Reading;
          const { same, difference } = await replay(one, async () => house.plan, end.slot, seq);
          if (!same) findings.push(`decision ${end.slot}-${seq} replays otherwise ${difference ?? ''}`);
        }
        from = block.firstSeq + block.count;
      }
    }
  }
  return decisions;
}

/** One world from its beginning to its end, and everything that may be said against how it went. */
export async function simulate(database: Database, options: WorldOptions, meddle: (world: World) => Promise<void> = async () => undefined): Promise<SimReport> {
  const started = performance.now();
  await empty(database);
  const world = new World(database, options, PLAN);
  await world.live();
  await meddle(world);
  const { breaches, findings: audited, contacts } = await auditBoth(database, world);
  const findings = [...audited, ...breaches.filter((b) => b.by === 'house').map(words)];
  const chains = await verifyChains(world.house.reading, sha256);
  if (chains.firstBad !== null) findings.push(`decision ${chains.firstBad.slot}-${chains.firstBad.seq}: ${chains.firstBad.problem}`);
  const decisions = await replayAll(world.house, findings);
  findings.push(...(await examine(database)).filter((f) => !f.ok).map((f) => `doctor: ${f.check}: ${f.detail}`));
  findings.push(...world.counts.unexpected.map((what) => `unexpected: ${what}`));
  if (world.counts.failures > 0) findings.push(`${world.counts.failures} slots or cases failed in a turn that nobody killed`);
  return {
    seed: options.seed, days: options.days, persons: options.persons, faults: [...options.faults], findings, others: breaches.filter((b) => b.by === 'other').length, contacts, decisions, counts: world.counts,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}
