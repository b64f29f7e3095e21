import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAccounts } from '../../src/boot/sms/read-accounts.js';
import { forEachDatabase } from '../conformance/databases.js';
import { capability, named } from '../channels/real-peers.js';
import { perlOperator, sandboxOperator, SYSTEM, type Operator } from '../fixtures/operators.js';
import { csv, openTown, shanghai, type Town } from '../fixtures/town.js';

const SENDER = '10690001';

/** As an operator of the house would write it down. */
function accountsFile(port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-accounts-'));
  const path = join(folder, 'accounts.yaml');
  writeFileSync(path, `format: 1
accounts:
  smsc: { kind: smpp, countries: [CN], connection: { host: 127.0.0.1, port: ${port}, system_id: ${SYSTEM.id}, password: "env:SMSC_PASSWORD", source: { address: "${SENDER}" } } }
routes:
  - { country: CN, accounts: [smsc] }
`);
  const accounts = readAccounts(path, { SMSC_PASSWORD: SYSTEM.password });
  rmSync(folder, { recursive: true });
  return accounts;
}

/** Waits for what a connection hands in by itself, never for a time: the operator's receipts are kept when they are counted. */
async function kept(town: Town, kind: string, count: number): Promise<void> {
  for (;;) {
    const [row] = await town.house.database.query<{ n: number }>('select count(*)::int as n from dunwell.inbound where kind = $1', [kind]);
    if ((row?.n ?? 0) >= count) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function journey(town: Town, operator: Operator): Promise<void> {
  const { database } = town.house;
  const at = async (local: string) => {
    town.clock.set(shanghai(local));
    await town.house.api.tick();
  };
  const contacts = async () => (await database.query<{ state: string }>('select state from dunwell.contact order by queued_at, id')).map((row) => row.state);
  const words = () => operator.taken.map((part) => part.text).join('');
  town.house.sms?.start();
  await town.import(csv([{ ref: 'J-1', owed: '1000.00' }, { ref: 'J-2', owed: '1000.00' }]), 'journey.csv');
  const [keeper, breaker] = [await town.numberOf('J-1'), await town.numberOf('J-2')];

  while (town.house.sms?.available() !== true) await new Promise((resolve) => setImmediate(resolve));

  // The text leaves in parts, whole, and each part's receipt finds it.
  await at('2026-12-10T10:00:00');
  expect(words()).toContain('【小镇银行】');
  expect([...new Set(operator.taken.map((part) => part.to))].sort()).toEqual([keeper, breaker].sort());
  await kept(town, 'sms_receipt', operator.taken.length);
  await at('2026-12-10T10:01:00');
  expect(await contacts()).toEqual(['delivered', 'delivered']);

  // Both promise; the sum and the day are held, and nothing but the answer goes out.
  for (const number of [keeper, breaker]) await operator.reply(number, SENDER, '我15号发工资就还500');
  await at('2026-12-10T10:02:00');
  for (const ref of ['J-1', 'J-2']) expect((await town.caseOf(ref)).state).toBe('promised');
  const meanings = await database.query<{ meaning: { promise?: unknown } }>(`select meaning from dunwell.inbound where kind = 'sms_reply'`);
  for (const { meaning } of meanings) expect(JSON.stringify(meaning)).toMatch(/2026-12-15.*50000|50000.*2026-12-15/);
  const answered = operator.taken.length;
  for (const day of ['11', '12', '13', '14', '15', '16']) await at(`2026-12-${day}T10:00:00`);
  expect(operator.taken).toHaveLength(answered);

  // One pays what was promised, the other nothing: the first stays quiet a while, the second hears of it again.
  expect((await town.pay('J-1', 50_000, 'journey-pay')).status).toBe(200);
  await at('2026-12-16T11:00:00');
  await at('2026-12-21T10:00:00');
  const broken = async (ref: string) => (await town.house.api.reading.caseFile((await town.caseOf(ref)).id, town.clock.now()))?.row.balanceMinor;
  expect([await broken('J-1'), await broken('J-2')]).toEqual([50_000, 100_000]);
  const later = operator.taken.slice(answered);
  expect(later.map((part) => part.to)).toContain(breaker);
  expect((await town.caseOf('J-2')).state).toBe('open');
  const reasons = (await database.query<{ reasons: readonly string[] }>(`select c.reasons from dunwell.contact c where c.case_id = $1 order by c.queued_at desc limit 1`, [(await town.caseOf('J-2')).id]))[0]?.reasons;
  expect(reasons).toContain('broken_promise');
  expect(await town.house.api.verifyChains()).toMatchObject({ firstBad: null });
}

forEachDatabase('from a lender\'s file over SMPP to a promise kept or broken', (open) => {
  const play = async (operator: Operator) => {
    const town = await openTown(await open(), { smsAccounts: accountsFile(operator.port), now: shanghai('2026-12-10T09:00:00') });
    try {
      await journey(town, operator);
    } finally {
      await town.house.sms?.close();
      await operator.close();
      town.leave();
    }
  };
  it('with the operator of the sandbox', async () => play(await sandboxOperator()));
  it.runIf(capability.netSmpp)(named('with an operator on Net::SMPP', 'netSmpp'), async () => play(await perlOperator()));
});
