import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchiveFolder } from '../../src/adapters/parquet/archive-folder.js';
import { readFile } from '../../src/adapters/parquet/read-file.js';
import { writeFile } from '../../src/adapters/parquet/write-file.js';
import { makeMonths } from '../../src/adapters/postgres/months.js';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { exportRows, type Exported } from '../../src/adapters/postgres/views/export-rows.js';
import { openReading } from '../../src/adapters/postgres/views/reading.js';
import { archiveDoor } from '../../src/boot/archive-door.js';
import { monthBounds, monthOf, monthsAfter } from '../../src/domain/time/month.js';
import { archiveBefore, type ArchivePoint } from '../../src/engine/archive/archive-months.js';
import type { Database, SqlRow } from '../../src/engine/ports/database.js';
import { forEachDatabase } from '../conformance/databases.js';
import { auditDatabase } from '../fixtures/audit-log.js';
import { csv, openTown, shanghai, type Town } from '../fixtures/town.js';

const DAY = 86_400_000;
const EXPORTS: readonly Exported[] = ['decisions', 'queue', 'contacts', 'ledger', 'cases', 'placements'];
const START = shanghai('2025-01-07T10:00:00');

/** Everything that leaves on an export, line by line. */
async function exportsOf(town: Town): Promise<Readonly<Record<string, readonly string[]>>> {
  const all: Record<string, readonly string[]> = {};
  for (const what of EXPORTS) {
    const lines: string[] = [];
    for await (const row of exportRows(town.house.database, what, town.house.archive)) lines.push(JSON.stringify(row));
    all[what] = lines;
  }
  return all;
}

/** Six loans over three months: some pay, one stops, an agency leaves calls whose end is never told. */
async function quarter(town: Town): Promise<void> {
  const { house, clock } = town;
  await town.import(csv(Array.from({ length: 6 }, (_, i) => ({ ref: `Q-${i}`, since: '2024-12-20', phone: `+861540000100${i}` }))));
  await house.api.agencies.add({ id: 'swift', nameEn: 'Swift', nameZh: '迅捷', kind: 'agency', creditorId: null, listed: true }, house.api.digest('swift-token-0123456789'), clock.now());
  for (let day = 0; day < 80; day += 5) {
    await house.api.tick();
    if (day === 10) await town.pay('Q-1', 123_456, 'PAY-1');
    if (day === 20) await town.reply('+8615400001002', 'TD', 'R-1');
    if (day === 25) await town.pay('Q-3', 5_000, 'PAY-3');
    if (day === 30) await unknownCalls(town, ['Q-4', 'Q-5']);
    clock.advance(5 * DAY);
  }
}

/** Calls that an agency asked for and never told the end of: after a day they count as made, for good (law 4). */
async function unknownCalls(town: Town, refs: readonly string[]): Promise<void> {
  const { api } = town.house;
  const agency = await api.agencies.agency('swift');
  if (agency === null) throw new Error('no agency');
  for (const ref of refs) {
    const { id, slot } = await town.caseOf(ref);
    for (const act of ['place', 'notice'] as const) await api.placeCase({ caseId: id, agencyId: 'swift', act, by: 'head', reason: 'test' });
    await api.settleNow(slot);
  }
  town.clock.advance(DAY);
  for (const ref of refs) {
    const { id } = await town.caseOf(ref);
    const contact = { channel: 'call', pointId: null, collector: null, voice: 'human', staff: null, place: 'mobile', template: null } as const;
    const asked = await api.reserveContact(agency, { about: { caseId: id }, contact }, `key-${ref}-long-enough`);
    if (!asked.allowed) throw new Error(`the call about ${ref} was not allowed: ${JSON.stringify(asked)}`);
  }
  town.clock.advance(DAY);
}

const archive = (town: Town, before: string, options: { readonly out?: string; readonly dryRun?: boolean; readonly pauseAt?: (point: ArchivePoint) => Promise<void> } = {}) =>
  archiveDoor(town.house, options.pauseAt).archive({ before, out: options.out, dryRun: options.dryRun === true }, () => undefined);

const count = async (database: Database, table: string): Promise<number> => (await database.query<{ n: number }>(`select count(*)::int as n from dunwell.${table}`))[0]?.n ?? 0;

const dieAt = (point: ArchivePoint) => async (at: ArchivePoint): Promise<void> => {
  if (at === point) throw new Error('killed');
};

/** Slot and verify code of every text that was sent. */
const codesOf = async (database: Database): Promise<readonly (readonly [number, string])[]> =>
  (await database.query<{ slot: number; code: string }>('select slot, verify_code as code from dunwell.contact where verify_code is not null order by slot, id')).map((r) => [r.slot, r.code]);

/** What anybody could be told about the town: everything but where it is kept. */
async function pictureOf(town: Town, codes: readonly (readonly [number, string])[]) {
  const { database, api } = town.house;
  const cases = await database.query<{ slot: number; id: number; person_id: number }>('select slot, id, person_id from dunwell.collection_case order by slot, id');
  const pages = [];
  const facts = [];
  for (const { slot, id, person_id } of cases) {
    const page = await api.reading.caseFile(id, town.clock.now());
    pages.push({ decisions: page?.decisions, contacts: page?.contacts, debts: page?.debts });
    facts.push(await api.store.inSlot(slot, null, async (transaction) => {
      const { events, contacts, debts } = await transaction.dossier(await transaction.cases([id]));
      return [events.get(person_id), contacts.get(id), debts.get(id)];
    }));
  }
  const decisions = [];
  for (const { slot, seq } of await api.reading.chainEnds()) for (let n = 1; n <= seq; n += 1) decisions.push(await api.reading.decision(slot, n));
  const portal = await Promise.all(codes.map(([slot, code]) => api.reading.caseByCode(slot, code)));
  const replayed = (await Promise.all(decisions.slice(0, 12).map((d) => api.replay(d?.slot ?? 0, d?.seq ?? 0)))).map((r) => r.same);
  expect(portal.length).toBeGreaterThan(10);
  expect([portal.includes(null), replayed.includes(false)]).toEqual([false, false]);
  const { choices, recovered } = await api.reading.dashboard(town.clock.now());
  return { exports: await exportsOf(town), pages, facts, decisions, portal, choices, recovered, chains: await api.verifyChains(), agency: await api.agencies.figures('swift') };
}

type Forge = (town: Town, path: string) => Promise<void>;
const BLOCKS = '2025-02/decision_block.parquet';

/** The file with other blocks, the database's digest of it made to fit. */
function rewritten(change: (blocks: readonly SqlRow[]) => readonly SqlRow[]): Forge {
  return async (town, path) => {
    const rows: SqlRow[] = [];
    for await (const page of readFile(path, 'decision_block', null)) rows.push(...page);
    rmSync(path);
    const pages = async function* () { yield change(rows); };
    const { digest } = await writeFile(path, 'decision_block', pages());
    await town.house.database.execute('update dunwell.archived_month set digest = $2 where file = $1', [BLOCKS, digest]);
  };
}

const FORGED = '{"v":1,"forged":true}';
const forgedBlock = (block: SqlRow): SqlRow => ({ ...block, count: 1, encoding: 'plain', content: new TextEncoder().encode(FORGED) });
const fitting = (block: SqlRow): SqlRow => ({ ...block, digest: createHash('sha256').update(`${Buffer.from(block['previous'] as Uint8Array).toString('hex')}\n${FORGED}`).digest() });

/** What is done to the files of February, what is found, and which file is named. */
const forgeries: readonly (readonly [string, Forge, string, string | undefined])[] = [
  ['a file that is missing', async (_, path) => rmSync(path), 'archive_missing', BLOCKS],
  ['a byte that was changed', async (_, path) => writeFileSync(path, readFileSync(path).map((byte, i) => (i === 100 ? byte ^ 1 : byte))), 'archive_changed', BLOCKS],
  ['the file of another month', async (_, path) => copyFileSync(path.replace('2025-02', '2025-01'), path), 'archive_changed', BLOCKS],
  ['a file of contacts that grew', async (_, path) => appendFileSync(path.replace('decision_block', 'contact'), 'x'), 'archive_changed', '2025-02/contact.parquet'],
  ['a forged block, with the digest of the file made to fit', rewritten((blocks) => blocks.map((b, i) => (i === 3 ? forgedBlock(b) : b))), 'altered', undefined],
  ['a block left out, with the digest of the file made to fit', rewritten((blocks) => blocks.filter((_, i) => i !== 3)), 'missing', undefined],
  ['a forged block with a digest of its own, and that of the file made to fit', rewritten((blocks) => blocks.map((b, i) => (i === 3 ? fitting(forgedBlock(b)) : b))), 'out_of_order', undefined],
];

const TABLES = ['attempt', 'contact', 'contact_past', 'decision', 'decision_block', 'ledger_entry', 'person_event', 'archived_month', 'archived_chain'] as const;
const countsOf = async (town: Town) => Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await count(town.house.database, table)] as const)));

forEachDatabase('archived months', (open) => {
  let town: Town;
  let twin: Town;

  beforeAll(async () => {
    [town, twin] = [await openTown(await open(), { now: START }), await openTown(await open(), { now: START })];
    // One of the two has its months made, the other keeps everything in the default partitions.
    await makeMonths(town.house.database, START);
    await quarter(town);
    await quarter(twin);
  });
  afterAll(() => {
    town.leave();
    twin.leave();
  });

  it('are listed by a dry run, and nothing changes', async () => {
    expect(await town.house.api.reading.chainEnds()).toEqual(await twin.house.api.reading.chainEnds());
    const before = await countsOf(town);
    const { kept, months } = await archive(town, '2025-03', { dryRun: true });
    expect(kept).toBeNull();
    expect(months.map((m) => m.month)).toEqual(['2025-01', '2025-02']);
    for (const month of months) for (const table of ['contact', 'attempt', 'decision', 'decision_block'] as const) expect(month.rows[table], `${month.month} ${table}`).toBeGreaterThan(0);
    expect(await countsOf(town)).toEqual(before);
  });

  it('stay, with all that follow, while something in them is not at its end', async () => {
    const { database } = town.house;
    await database.execute(`update dunwell.attempt set state = 'reserved' where (slot, contact_id) = (select slot, contact_id from dunwell.attempt where state = 'unknown' limit 1)`);
    const { kept, months } = await archive(town, '2025-03', { dryRun: true });
    expect([kept, months.map((m) => m.month)]).toEqual([{ month: '2025-02', why: ['1 attempts whose outcome may still be told'] }, ['2025-01']]);
    await database.execute(`update dunwell.attempt set state = 'unknown' where state = 'reserved'`);
  });

  it.each(['2025-13', '25-01', '2025-1', '2099-01'])('are not asked for as %s', (month) => {
    expect(() => archiveBefore(month, town.clock.now())).toThrow(/month/);
  });

  it.each(['written', 'verified', 'placed'] as const)('are whole in the database when the archiving dies at "%s"', async (point) => {
    const before = await countsOf(town);
    await expect(archive(town, '2025-03', { pauseAt: dieAt(point) })).rejects.toThrow('killed');
    expect(before['archived_month']).toBe(0);
    expect(await countsOf(town)).toEqual(before);
  });

  it('answer as before once they are gone: exports byte for byte, law, history, pages, portal, figures, replay', async () => {
    const codes = await codesOf(town.house.database);
    const before = await pictureOf(town, codes);
    const events = await count(town.house.database, 'person_event');
    // Dies once with a month gone; run again, it goes on with the next.
    await expect(archive(town, '2025-03', { pauseAt: dieAt('released') })).rejects.toThrow('killed');
    expect(await count(town.house.database, 'archived_month')).toBe(5);
    expect((await archive(town, '2025-03')).months.map((m) => m.month)).toEqual(['2025-02']);
    expect((await archive(town, '2025-03')).months).toEqual([]);
    const { database } = town.house;
    for (const [table, by] of [['decision', 'at'], ['decision_block', 'at'], ['contact', 'queued_at'], ['attempt', 'queued_at']] as const) {
      expect(await database.query(`select 1 as one from dunwell.${table} where ${by} < $1`, [Date.parse('2025-03-01T00:00:00Z')]), table).toEqual([]);
    }
    expect(await pictureOf(town, codes)).toEqual(before);
    // Two calls whose end nobody told are events now, and count as they did.
    expect(await count(database, 'person_event')).toBe(events + 2);
    expect((await examine(database)).filter((f) => !f.ok)).toEqual([]);
    expect((await auditDatabase(database, town.house.archive)).breaches).toEqual([]);
    expect(readdirSync(town.house.archiveFolder).sort()).toEqual(['2025-01', '2025-02']);
  });

  it('go on as if nothing had been archived: the chains of twins stay equal, and a reversal opens a closed case again', async () => {
    for (const one of [town, twin]) {
      for (let day = 0; day < 20; day += 5) {
        await one.house.api.tick();
        if (day === 5) await one.pay('Q-1', -123_456, 'BACK-1');
        one.clock.advance(5 * DAY);
      }
    }
    expect(await town.caseOf('Q-1')).toMatchObject({ balance: 123_456, state: 'open' });
    expect(await town.caseOf('Q-1')).toEqual(await twin.caseOf('Q-1'));
    expect(await town.house.api.reading.chainEnds()).toEqual(await twin.house.api.reading.chainEnds());
    expect((await archive(town, '2025-04')).kept).toBeNull();
    expect(await exportsOf(town)).toEqual(await exportsOf(twin));
    expect(await town.house.api.verifyChains()).toEqual(await twin.house.api.verifyChains());
  });

  it.each(forgeries)('show %s', async (_, forge, problem, file) => {
    const home = town.house.archiveFolder;
    const kept = mkdtempSync(join(tmpdir(), 'dunwell-kept-'));
    cpSync(home, kept, { recursive: true });
    const [digest] = await town.house.database.query<{ digest: string }>(`select digest from dunwell.archived_month where file = $1`, [BLOCKS]);
    try {
      await forge(town, join(home, BLOCKS));
      const { firstBad } = await town.house.api.verifyChains();
      expect(firstBad?.problem).toBe(problem);
      expect(firstBad?.file).toBe(file);
    } finally {
      rmSync(home, { recursive: true });
      cpSync(kept, home, { recursive: true });
      rmSync(kept, { recursive: true });
      await town.house.database.execute('update dunwell.archived_month set digest = $2 where file = $1', [BLOCKS, digest?.digest ?? '']);
    }
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
  });

  it('are an error that names the file where it is not, never fewer rows', async () => {
    const [first] = await town.house.database.query<{ slot: number; seq: number }>('select slot, first_seq as seq from dunwell.archived_chain order by month, slot limit 1');
    const elsewhere = openReading(town.house.database, town.house.api.keys, openArchiveFolder('/nowhere/at/all'));
    await expect(elsewhere.decision(first?.slot ?? 0, first?.seq ?? 0)).rejects.toThrow('/nowhere/at/all/2025-01/decision.parquet is not here');
    for (const what of ['decisions', 'queue', 'contacts'] as const) {
      const rows = exportRows(town.house.database, what, openArchiveFolder('/nowhere/at/all'));
      await expect((async () => { for await (const _ of rows); })(), what).rejects.toThrow('is not here');
    }
  });

  it('are read by DuckDB as what they are', async () => {
    const duck = await (await DuckDBInstance.create()).connect();
    const ask = async (sql: string) => (await duck.runAndReadAll(sql)).getRowsJson();
    const file = (table: string) => `read_parquet('${town.house.archiveFolder}/*/${table}.parquet')`;
    const rows = await town.house.database.query<{ table_name: string; n: number }>('select table_name, sum(rows)::int as n from dunwell.archived_month group by table_name order by table_name');
    for (const { table_name, n } of rows) expect(await ask(`select count(*) from ${file(table_name)}`), table_name).toEqual([[String(n)]]);
    // The link of the chain, restated in another language from the bytes in the file.
    const blocks = await ask(`select slot, first_seq, lower(hex(digest)), lower(hex(previous)), lag(lower(hex(digest))) over (partition by slot order by first_seq) from ${file('decision_block')} order by slot, first_seq`);
    expect(blocks.length).toBeGreaterThan(50);
    for (const [slot, first, , previous, before] of blocks) if (before !== null) expect(previous, `${String(slot)}-${String(first)}`).toBe(before);
    const queue: string[] = [];
    for await (const row of exportRows(town.house.database, 'queue', town.house.archive)) queue.push(JSON.stringify(row));
    const sent = await ask(`select id, step, channel, queued_at, sent_at, reasons from ${file('contact')} where sent_at is not null order by slot, id`);
    expect(sent.length).toBeGreaterThan(10);
    const ours = queue.map((line) => JSON.parse(line) as Record<string, unknown>).filter((row) => row['sent_at'] !== null && (row['queued_at'] as number) < Date.parse('2025-04-01T00:00:00Z'));
    expect(sent).toEqual(ours.map((r) => [String(r['id']), r['step'], r['channel'], String(r['queued_at']), String(r['sent_at']), JSON.stringify(r['reasons'])]));
    duck.closeSync();
  });
});

describe('the month of an instant', () => {
  it.each([[0, '1970-01'], [Date.parse('2025-01-31T23:59:59.999Z'), '2025-01'], [Date.parse('2025-02-01T00:00:00Z'), '2025-02'], [Date.parse('2024-12-31T23:59:59.999Z'), '2024-12']])('%d is %s', (at, month) => {
    expect(monthOf(at)).toBe(month);
    const [from, to] = monthBounds(month);
    expect(from <= at && at < to).toBe(true);
    expect([monthOf(from), monthOf(to - 1), monthOf(to)]).toEqual([month, month, monthsAfter(month, 1)]);
  });
});
