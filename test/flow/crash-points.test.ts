import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { slotOfKey } from '../../src/domain/id/slot-id.js';
import type { Database } from '../../src/engine/ports/database.js';
import { embeddedServer, openFolder, type Server } from '../conformance/databases.js';
import { csv, KEY, openTown, type Town } from '../fixtures/town.js';

// A process is killed (SIGKILL) between every two steps of dispatch and of inbound, each by its name. Whatever the point: nothing
// is lost, nothing is sent or booked twice, and the next worker goes on.

const MINUTE = 60_000;
const SLOT = 77;
const BORROWERS = 4;
const OWED = 123_456;

/** Dispatch, in order: where it dies; how many attempts then stand open; whether texts of them had left. */
const DISPATCH: readonly (readonly [string, string, number, 'none' | 'some' | 'all'])[] = [
  ['the slot is claimed', 'claim:after', 0, 'none'],
  ['what is queued is read', 'dispatch:queuedContacts:after', 0, 'none'],
  ['the persons are locked', 'dispatch:lockPersons:after', 0, 'none'],
  ['the facts are read again', 'dispatch:dossier:after', 0, 'none'],
  ['all are judged', 'dispatch:commitDispatch:before', 0, 'none'],
  ['the attempts are written, not committed', 'dispatch:commit:before', 0, 'none'],
  ['the attempts are committed', 'dispatch:commit:after', BORROWERS, 'none'],
  ['the first is about to be sent', 'send:before', BORROWERS, 'none'],
  ['the first is sent', 'send:after', BORROWERS, 'some'],
  ['all are sent', 'record:recordResults:before', BORROWERS, 'all'],
  ['the answers are written, not committed', 'record:commit:before', BORROWERS, 'all'],
  ['the answers are recorded', 'record:commit:after', 0, 'all'],
  ['the slot is given back', 'release:after', 0, 'all'],
];

/** Inbound, in order: where it dies; whether the stop and the payment are kept by then, and read. */
const INBOUND: readonly (readonly [string, string, readonly [boolean, boolean], boolean])[] = [
  ['a reply has come and is not kept', 'keep:before', [false, false], false],
  ['it is kept and not answered', 'keep:after', [true, false], false],
  ['it is answered', 'answered:after', [true, false], false],
  ['the slot is claimed', 'claim:after', [true, true], false],
  ['what is unread is read', 'inbound:unreadInbound:after', [true, true], false],
  ['the persons are locked', 'inbound:lockPersons:after', [true, true], false],
  ['its meaning is about to be written', 'inbound:commitInbound:before', [true, true], false],
  ['its meaning is written, not committed', 'inbound:commit:before', [true, true], false],
  ['its meaning is committed', 'inbound:commit:after', [true, true], true],
  ['the cases are settled, not committed', 'settle:commit:before', [true, true], true],
  ['the cases are settled', 'settle:commit:after', [true, true], true],
];

/** Loans whose persons all live in one slot, so that one batch holds them. */
const keys = keysFrom(Buffer.from(KEY, 'hex'));
let serial = 0;
function borrowers(name: string): readonly { readonly ref: string; readonly id: string }[] {
  const found: { ref: string; id: string }[] = [];
  for (; found.length < BORROWERS; serial += 1) {
    const id = `9900001980${20_000_000 + serial}`;
    if (slotOfKey(keys.blind('person-id', `CN|${id}`)) === SLOT) found.push({ ref: `${name}-${found.length}`, id });
  }
  return found;
}

describe('a process killed between two steps (durable)', () => {
  let server: Server;
  let url: string;
  let database: Database;
  let town: Town;
  const folder = openFolder();
  beforeAll(async () => {
    server = await embeddedServer();
    url = await server.fresh();
    database = openPool(url, { max: 4, backend: 'embedded' });
    town = await openTown(database);
  });
  afterAll(async () => {
    town.leave();
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const killedAt = (point: string, hooks: readonly { readonly path: string; readonly body: object }[] = []): void => {
    const run = spawnSync(process.execPath, ['test/fixtures/dying-at.mjs', JSON.stringify({ url, key: KEY, folder, now: town.clock.now(), slot: SLOT, point, hooks, turn: true })], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.signal, `the point ${point} was never reached`).toBe('SIGKILL');
  };
  const attempts = (state: string, refs: readonly string[]) =>
    database.query<{ ref: string; n: number }>(
      `select d.external_ref as ref, count(*)::int as n from dunwell.attempt a join dunwell.debt d on d.slot = a.slot and d.person_id = a.person_id where a.state = $1 and d.external_ref = any($2::text[]) group by 1 order by 1`, [state, refs],
    );
  const textsTo = async (refs: readonly string[]) => Promise.all(refs.map(async (ref) => (await town.texts(await town.numberOf(ref))).length));
  /** Longer than a lease, and than an attempt may stand open. */
  const nextWorker = async () => {
    town.clock.advance(2 * MINUTE);
    await town.house.api.tick();
    await town.house.api.tick();
  };

  it.each(DISPATCH)('dispatch: when %s (%s)', async (_, point, open, left) => {
    const loans = borrowers(`D${serial}`);
    const refs = loans.map((loan) => loan.ref);
    await town.import(csv(loans), `${refs[0] ?? ''}.csv`);
    killedAt(point);
    expect((await attempts('reserved', refs)).reduce((sum, one) => sum + one.n, 0)).toBe(open);
    const before = await textsTo(refs);
    const carried = before.filter((n) => n === 1).length;
    expect(left === 'none' ? carried === 0 : left === 'all' ? carried === BORROWERS : carried > 0).toBe(true);
    expect(Math.max(...before)).toBeLessThan(2);

    await nextWorker();
    const one = refs.map((ref) => ({ ref, n: 1 }));
    // What was reserved counts and is not sent again, whether it left or not; what was not is sent now. Nobody is forgotten.
    expect(await attempts('unknown', refs)).toEqual(open > 0 ? one : []);
    expect(await attempts('sent', refs)).toEqual(open > 0 ? [] : one);
    expect(await textsTo(refs)).toEqual(open > 0 ? before : refs.map(() => 1));
  });

  it.each(INBOUND)('inbound: when %s (%s)', async (_, point, kept, read) => {
    const loans = borrowers(`I${serial}`);
    const [stops, pays] = loans.map((loan) => loan.ref) as [string, string];
    await town.import(csv(loans.map((loan) => ({ ...loan, owed: (OWED / 100).toFixed(2) }))), `${stops}.csv`);
    const at = new Date(town.clock.now()).toISOString();
    const hooks = [
      { path: '/sms/sandbox/reply', body: { id: `m-${stops}`, from: await town.numberOf(stops), text: '退订', at } },
      { path: '/payments/sandbox', body: { id: `p-${pays}`, creditorId: 'bank', loanRef: pays, amountMinor: OWED, currency: 'CNY', paidOn: at.slice(0, 10) } },
    ];
    killedAt(point, hooks);
    const rows = () => database.query<{ id: string; read: boolean; events: number; entries: number }>(
      `select i.provider_event_id as id, i.read_at is not null as read,
              (select count(*)::int from dunwell.person_event e where e.slot = i.slot and e.source_key in ('inbound:' || i.id || ':said', 'inbound:' || i.id || ':hold')) as events,
              (select count(*)::int from dunwell.ledger_entry l where l.slot = i.slot and l.source_key like 'inbound:' || i.id || ':%') as entries
         from dunwell.inbound i where i.provider_event_id in ($1, $2) order by 1`, [`m-${stops}`, `p-${pays}`],
    );
    expect((await rows()).map(({ id, read: isRead }) => [id, isRead])).toEqual([[`m-${stops}`, read], [`p-${pays}`, read]].filter((__, i) => kept[i]));

    // The provider has no answer, or will not trust it: it sends both again.
    for (const [i, { path, body }] of hooks.entries()) {
      const answer = await town.hook(path, body);
      expect([answer.status, await answer.json()]).toEqual([200, { taken: true, repeated: kept[i] }]);
    }
    await nextWorker();
    expect(await rows()).toEqual([{ id: `m-${stops}`, read: true, events: 2, entries: 0 }, { id: `p-${pays}`, read: true, events: 1, entries: 1 }]);
    expect(await town.caseOf(stops)).toMatchObject({ state: 'stopped', balance: OWED });
    expect(await town.caseOf(pays)).toMatchObject({ state: 'closed', balance: 0 });
    // Who said stop or paid is not written to by anybody; the others are, once.
    expect(await textsTo(loans.map((loan) => loan.ref))).toEqual([0, 0, 1, 1]);
  });

  it('leaves a house in order, whatever died in it', async () => {
    expect((await town.house.api.verifyChains()).firstBad).toBeNull();
    expect((await examine(database)).filter((f) => !f.ok)).toEqual([]);
  });
});
