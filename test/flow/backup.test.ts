import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import tar from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { readArchive, writeArchive } from '../../src/adapters/postgres/backup/archive-file.js';
import { sealOf, type Manifest } from '../../src/adapters/postgres/backup/manifest.js';
import { verifyBackup } from '../../src/adapters/postgres/backup/read-backup.js';
import { restoreBackup, type RestoreOptions } from '../../src/adapters/postgres/backup/restore.js';
import { writeBackup } from '../../src/adapters/postgres/backup/write-backup.js';
import { describeSchema } from '../../src/adapters/postgres/dump.js';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { liftSendingHold } from '../../src/adapters/postgres/sending-hold.js';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import type { Database } from '../../src/engine/ports/database.js';
import { embeddedServer, openFolder, type Server } from '../conformance/databases.js';
import { csv, KEY, openTown, TEN, type Town } from '../fixtures/town.js';

const keys = keysFrom(Buffer.from(KEY, 'hex'));

describe('a backup (several sessions)', () => {
  let server: Server;
  let folder: string;
  let url: string;
  let file: string;
  let manifest: Manifest;
  let town: Town;
  let untouched: string | undefined;
  const opened: Database[] = [];
  const open = (at: string) => {
    const database = openPool(at, { max: 4, backend: 'embedded' });
    opened.push(database);
    return database;
  };
  const backup = (path: string) => writeBackup({ url, backend: 'embedded', path, at: town.clock.now(), dunwell: '0.0.0', keys, archiveFolder: join(folder, 'archive') });
  const restore = async (path: string, more: Partial<RestoreOptions> & { readonly url: string }) =>
    restoreBackup({ path, at: TEN + MS_PER_DAY, by: 'test', keys, archiveFolder: join(folder, 'archive-restored'), ...more });
  const schemaOf = async (at: string) => (await open(at).query<{ there: boolean }>(`select to_regnamespace('dunwell') is not null as there`))[0]?.there;

  beforeAll(async () => {
    server = await embeddedServer();
    folder = openFolder();
    url = await server.fresh();
    town = await openTown(open(url));
    await town.import(csv(Array.from({ length: 30 }, (_, i) => ({ ref: `B-${i}`, name: i === 0 ? '反斜\\线\t"引号"' : '张三' }))));
    await town.house.api.tick();
    town.clock.advance(60_000);
    await town.house.api.tick();
    await town.reply(await town.numberOf('B-1'), '退订');
    await town.house.api.tick();
    await town.house.api.desk.recordAccess({ at: town.clock.now(), staffId: 'head', action: 'look', subject: 'case', reason: 'asked' });
    mkdirSync(join(folder, 'archive/2026'), { recursive: true });
    writeFileSync(join(folder, 'archive/2026/ledger.parquet'), 'PAR1 a closed month PAR1');
    // A month of its own, as its partition would be made later.
    await open(url).query(`create table dunwell.ledger_entry_far partition of dunwell.ledger_entry for values from ('4102444800000') to ('4105123200000')`);
    file = join(folder, 'whole.tar');
    // Taken while another file comes in.
    const coming = town.import(csv(Array.from({ length: 400 }, (_, i) => ({ ref: `C-${i}` }))), 'second.csv');
    manifest = await backup(file);
    await coming;
  });
  afterAll(async () => {
    town.leave();
    for (const database of opened) await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is one file for its owner alone, which reads whole and holds no key and no name', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
    expect(await verifyBackup(file, keys)).toEqual(manifest);
    expect(manifest.tables.find(({ name }) => name === 'person')?.rows).toBeGreaterThanOrEqual(30);
    expect(manifest.chains).toHaveLength(256);
    let clear = '';
    await readArchive(file, { small: (_, content) => void (clear += content.toString()), async long(name, content) { if (name !== 'tables/sandbox_text') for await (const chunk of content) clear += String(chunk); } });
    expect(clear).toContain('"tables"');
    expect(clear).not.toMatch(new RegExp(`张三|引号|${KEY}|${(await town.numberOf('B-1')).slice(-8)}`));
  });

  it('restores into an empty database, digest for digest, and is in order there', async () => {
    const to = await server.fresh();
    const restored = await restore(file, { url: to });
    expect(restored.applied).toEqual([]);
    expect(readFileSync(join(folder, 'archive-restored/2026/ledger.parquet'), 'utf8')).toBe('PAR1 a closed month PAR1');
    const database = open(to);
    expect(await describeSchema(database)).toBe(await describeSchema(open(url)));
    expect((await examine(database)).filter(({ ok }) => !ok)).toEqual([]);
    const [before] = await open(url).query('select last_value as n from dunwell.access_record_id_seq');
    expect(await database.query('select last_value as n from dunwell.access_record_id_seq')).toEqual([before]);
    const again = await openTown(database, { now: TEN + MS_PER_DAY });
    expect((await again.house.api.verifyChains()).firstBad).toBeNull();
    const [person] = await database.query<{ key: Uint8Array; name: Uint8Array }>(
      `select o.key_wrapped as key, o.name_sealed as name from dunwell.placement p join dunwell.debt d on d.slot = p.slot and d.id = p.debt_id join dunwell.person o on o.slot = d.slot and o.id = d.person_id where p.external_ref = 'B-0'`,
    );
    expect(keys.open(person?.key as Uint8Array, person?.name as Uint8Array)).toContain('反斜');
    // A backup of what was restored is the same but for the hold and the sessions that were ended.
    const second = await writeBackup({ url: to, backend: 'embedded', path: join(folder, 'second.tar'), at: TEN, dunwell: '0.0.0', keys, archiveFolder: join(folder, 'nothing') });
    const digests = (of: Manifest) => of.tables.filter(({ name }) => !['sending_hold', 'staff_session', 'portal_session', 'plan_version'].includes(name)).map(({ name, sha256 }) => `${name} ${sha256}`);
    expect(digests(second)).toEqual(digests(manifest));
    again.leave();
  });

  it('leaves sending held: what comes in is read, nothing is decided, begun or sent, until a person says why it may', async () => {
    const to = await server.fresh();
    await restore(file, { url: to });
    const database = open(to);
    const again = await openTown(database, { now: TEN + MS_PER_DAY });
    const sent = async () => (await again.texts()).length;
    const before = await sent();
    const number = await again.numberOf('B-2');
    expect((await again.reply(number, '退订')).status).toBe(200);
    expect(await again.house.api.tick()).toMatchObject({ inbound: 1, reviewed: 0, dispatched: 0, failures: 0 });
    expect((await again.caseOf('B-2')).state).toBe('stopped');
    // Even what stands in the queue, and whoever would begin it.
    await again.import(csv([{ ref: 'D-0' }]), 'third.csv');
    await again.queueText('B-3');
    expect(await again.house.api.tick()).toMatchObject({ reviewed: 0, dispatched: 0 });
    const [task] = await database.query<{ id: number }>(`update dunwell.contact set state = 'waiting_for_person', channel = 'call' where state = 'queued' returning id`);
    await expect(again.house.api.startTask(task?.id as number, 'collector')).rejects.toMatchObject({ code: 'sending_held' });
    expect(await sent()).toBe(before);

    const lift = (gap: 'told' | 'waited', at: number) => database.transaction((session) => liftSendingHold(session, { at, by: 'cli:ops', gap, reason: 'provider list told' }));
    await expect(lift('waited', TEN + 31 * MS_PER_DAY)).rejects.toMatchObject({ code: 'too_early' });
    expect(await lift('told', again.clock.now())).toMatchObject({ backupAt: manifest.at, restoredAt: TEN + MS_PER_DAY });
    await expect(lift('told', again.clock.now())).rejects.toMatchObject({ code: 'not_held' });
    expect(await database.query(`select staff_id, action, reason from dunwell.access_record where action = 'resume_sending'`)).toEqual([{ staff_id: 'cli:ops', action: 'resume_sending', reason: 'told: provider list told' }]);
    await again.house.api.tick();
    again.clock.advance(60_000);
    await again.house.api.tick();
    expect(await sent()).toBeGreaterThan(before);
    again.leave();
  });

  it('restored half leaves nothing: the database is as empty as it was, and the next try succeeds', async () => {
    const to = await server.fresh();
    const admin = open(url);
    await expect(restore(file, {
      url: to,
      pauseAt: async () => void (await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [to.slice(to.lastIndexOf('/') + 1)])),
    })).rejects.toThrow();
    expect(await schemaOf(to)).toBe(false);
    await restore(file, { url: to });
    expect(await schemaOf(to)).toBe(true);
  });

  it('is neither written over a file nor restored over a schema', async () => {
    const bytes = readFileSync(file);
    await expect(backup(file)).rejects.toThrow(/^config: .*whole\.tar is there already/);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    writeFileSync(join(folder, 'other.tar.partial'), '');
    await expect(backup(join(folder, 'other.tar'))).rejects.toThrow(/^config: .*partial is there: another backup/);
    await expect(backup(join(folder, 'nowhere/b.tar'))).rejects.toThrow(/^config: .*cannot be written \(ENOENT\)/);
    await expect(restore(file, { url })).rejects.toThrow(/^config: there is a schema "dunwell" in this database already/);
    await expect(writeBackup({ url: await server.fresh(), backend: 'embedded', path: join(folder, 'none.tar'), at: TEN, dunwell: '0', keys, archiveFolder: folder })).rejects.toThrow(/nothing to back up/);
    expect(existsSync(join(folder, 'none.tar'))).toBe(false);
  });

  interface Entry { readonly name: string; content: Buffer }
  async function entriesOf(path: string): Promise<Entry[]> {
    const extract = tar.extract();
    extract.end(readFileSync(path));
    const entries: Entry[] = [];
    for await (const entry of extract) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk);
      entries.push({ name: entry.header.name, content: Buffer.concat(chunks) });
    }
    return entries;
  }
  /** The archive again, with something done to its entries. */
  async function altered(name: string, change: (entries: Entry[]) => Entry[] | undefined): Promise<string> {
    const path = join(folder, name);
    const entries = await entriesOf(file);
    const kept = change(entries) ?? entries;
    await writeArchive(path, new Date(0), async (archive) => {
      for (const entry of kept) await archive.add(entry.name, entry.content);
    });
    return path;
  }
  const find = (entries: readonly Entry[], name: string): Entry => entries.find((one) => one.name.startsWith(name)) as Entry;
  /** A manifest of another's making; its digest fits, its HMAC is under the given key. */
  const forge = (change: (read: Omit<Manifest, 'format'> & { format: number }) => void, under = keys) => (entries: Entry[]) => {
    const entry = find(entries, 'manifest.json');
    const read = JSON.parse(entry.content.toString()) as Omit<Manifest, 'format'> & { format: number };
    change(read);
    entry.content = Buffer.from(JSON.stringify(read));
    find(entries, 'manifest.seal').content = Buffer.from(JSON.stringify(sealOf(entry.content, under)));
    return entries;
  };
  const stranger = keysFrom(new Uint8Array(32).fill(9));

  it.each<[string, (path: string) => Promise<string>, RegExp]>([
    ['cut short', async (path) => { copyFileSync(file, path); truncateSync(path, Math.floor(statSync(file).size / 2)); return path; }, /is damaged or no backup|no sealed manifest/],
    ['cut at its end', async (path) => { copyFileSync(file, path); truncateSync(path, statSync(file).size - 3 * 1024); return path; }, /is damaged or no backup|no sealed manifest/],
    ['something else', async (path) => { writeFileSync(path, 'a shopping list'.repeat(100)); return path; }, /is damaged or no backup/],
    ['empty', async (path) => { writeFileSync(path, ''); return path; }, /damaged or no backup|no sealed manifest/],
    ['not there', async (path) => path, /is not there/],
    ['one bit off in a table', () => altered('bit.tar', (entries) => { const { content } = find(entries, 'tables/person/'); const at = Math.floor(content.length / 2); content[at] = (content[at] as number) ^ 1; return undefined; }), /damaged/],
    ['without a table', () => altered('less.tar', (entries) => entries.filter(({ name }) => !name.startsWith('tables/attempt/'))), /tables\/attempt is missing/],
    ['with a table more', () => altered('more.tar', (entries) => [...entries, { name: 'tables/other/000001.gz', content: find(entries, 'tables/pause/').content }]), /tables\/other is in it/],
    ['with another table\'s rows', () => altered('swapped.tar', (entries) => { find(entries, 'tables/person/').content = find(entries, 'tables/slot/').content; return undefined; }), /tables\/person is not what was written/],
    ['with an altered manifest', () => altered('manifest.tar', (entries) => { const entry = find(entries, 'manifest.json'); entry.content = Buffer.from(entry.content.toString().replace('"at":', '"at": ')); return undefined; }), /does not fit its seal/],
    ['forged', () => altered('forged.tar', forge((read) => void (read.at -= 1), stranger)), /not sealed with this operator's key/],
    ['of another format', () => altered('format.tar', forge((read) => void (read.format = 2))), /its format is 2, and this Dunwell reads 1/],
    ['of a newer version', () => altered('newer.tar', forge((read) => void read.schema.migrations.push({ number: 999, name: '000999-later', digest: createHash('sha256').digest('hex') }))), /Restore it with that version or a newer one/],
    ['of a changed migration', () => altered('changed.tar', forge((read) => void ((read.schema.migrations[0] as { digest: string }).digest = 'x'))), /another migration 000001-house/],
    ['with a bound that is no bound', () => altered('bound.tar', forge((read) => void read.partitions.push({ name: 'evil', of: 'contact', bound: 'default; drop schema public', options: [] }))), /bounds of partition "evil"/],
    ['with a name that is no name', () => altered('name.tar', forge((read) => void read.partitions.push({ name: 'x; drop', of: 'contact', bound: 'DEFAULT', options: [] }))), /no name of a table/],
  ])('that is %s is refused in words, and nothing is restored', async (name, make, said) => {
    const path = await make(join(folder, `${name.replaceAll(/\W/g, '-')}.tar`));
    const to = (untouched ??= await server.fresh());
    await expect(restore(path, { url: to })).rejects.toThrow(said);
    expect(await schemaOf(to)).toBe(false);
  });

  it('of an older schema is brought to the present one', async () => {
    const old = await server.fresh();
    await migrate(open(old), { appliedAt: TEN, upTo: 2 });
    await open(old).execute(`insert into dunwell.creditor (id, name_en, name_zh, jurisdiction, phone) values ('old', 'Old', '旧', 'CN', '1')`);
    const path = join(folder, 'old.tar');
    await writeBackup({ url: old, backend: 'embedded', path, at: TEN, dunwell: '0', keys, archiveFolder: join(folder, 'nothing') });
    const to = await server.fresh();
    const restored = await restore(path, { url: to });
    expect(restored.manifest.schema.version).toBe(2);
    expect(restored.applied.length).toBe(restored.version - 2);
    expect(await open(to).query('select id from dunwell.creditor')).toEqual([{ id: 'old' }]);
    expect(await describeSchema(open(to))).toContain('sending_hold');
  });
});
