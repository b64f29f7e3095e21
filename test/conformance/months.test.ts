import { hash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { examine } from '../../src/adapters/postgres/views/examine.js';
import { openReading } from '../../src/adapters/postgres/views/reading.js';
import type { Database } from '../../src/engine/ports/database.js';
import { verifyChains } from '../../src/engine/audit/verify-chain.js';
import { forEachDatabase } from './databases.js';

const sha256 = (text: string): string => hash('sha256', text, 'hex');
const SHIPPED = 'src/adapters/postgres/migrations';

/** A database as it was before months: one person, two decisions of one instant each, a text that left and one that waits, a ledger. */
async function asBefore(database: Database): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-migrations-'));
  for (const name of ['000001-house', '000002-agencies']) cpSync(join(SHIPPED, name), join(folder, name), { recursive: true });
  await migrate(database, { appliedAt: 1, folder });
  rmSync(folder, { recursive: true });
  const records = [['review', 'contact'], ['dispatch', 'send'], ['review', 'contact']].map(([stage, choice], i) => ({ stage, choice, record: `{"v":1,"stage":"${stage}","n":"${i}","字":"原样"}` }));
  await database.query(`
    insert into dunwell.creditor (id, name_en, name_zh, jurisdiction, phone) values ('bank', 'Bank', '银行', 'CN', '95500');
    insert into dunwell.person (slot, id, match_key, key_wrapped, language, created_at) values (0, 1, 'm', '', 'zh', 1);
    insert into dunwell.collection_case (slot, id, person_id, creditor_id, state, opened_at, currency, balance_minor, debts) values (0, 2, 1, 'bank', 'open', 1, 'CNY', 700, 1);
    insert into dunwell.debt (slot, id, creditor_id, external_ref, person_id, case_id, product, currency, outcome, placed_at) values (0, 3, 'bank', 'A', 1, 2, 'credit_card', 'CNY', 'in_collection', 1);
    insert into dunwell.ledger_entry (slot, debt_id, seq, kind, amount_minor, due_on, effective_on, recorded_at, source, source_key)
      values (0, 3, 1, 'charge', 1000, '2026-01-01', '2026-01-01', 5, 'placement', 'a'), (0, 3, 2, 'payment', -300, null, '2026-02-01', 9, 'lender', 'b')`);
  let previous = '';
  for (const [i, { stage, choice, record }] of records.entries()) {
    const digest = sha256(`${previous}\n${record}`);
    await database.execute(
      `insert into dunwell.decision (slot, seq, at, stage, case_id, person_id, choice, outcome, record, digest, previous_digest) values (0, $1, $2, $3, 2, 1, $4, 'allowed', $5, $6, $7)`,
      [i + 1, 1_700_000_000_000 + i, stage as string, choice as string, record, digest, previous],
    );
    previous = digest;
  }
  await database.execute(`update dunwell.slot set chain_seq = 3, chain_digest = $1 where slot = 0`, [previous]);
  await database.query(`
    insert into dunwell.contact (slot, id, case_id, person_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq, sent_at, attempts)
      values (0, 10, 2, 1, 'sms', 's', 't', '{first_contact}', 'sent', 1700000000000, 1, 2, 1, 1700000000001, 1), (0, 11, 2, 1, 'sms', 's', 't', '{}', 'queued', 1700000000002, 1, 2, 3, null, 0);
    insert into dunwell.attempt (slot, contact_id, no, person_id, state, reserved_at, provider, decision_seq) values (0, 10, 1, 1, 'sent', 1700000000001, 'x', 2)`);
  return records.map((r) => r.record);
}

forEachDatabase('what was decided before months', (open) => {
  it('goes on: the chain unbroken, every record as it was, every sum as it was', async () => {
    const database = await open();
    const records = await asBefore(database);
    await migrate(database, { appliedAt: 2 });
    const reading = openReading(database, keysFrom(new Uint8Array(32)));
    expect(await verifyChains(reading, sha256)).toMatchObject({ records: 3, firstBad: null });
    expect((await Promise.all([1, 2, 3].map((seq) => reading.decision(0, seq)))).map((d) => d?.record)).toEqual(records);
    expect((await reading.caseFile(2, 1_800_000_000_000))?.decisions.map((d) => d.seq)).toEqual([3, 2, 1]);
    expect((await examine(database)).filter((f) => !f.ok)).toEqual([]);
    expect(await database.query('select id, state, queued_at from dunwell.contact order by id')).toEqual([{ id: 10, state: 'sent', queued_at: 1_700_000_000_000 }, { id: 11, state: 'queued', queued_at: 1_700_000_000_002 }]);
    expect(await database.query('select contact_id, case_id, queued_at, decided_at from dunwell.attempt')).toEqual([{ contact_id: 10, case_id: 2, queued_at: 1_700_000_000_000, decided_at: 1_700_000_000_001 }]);
    expect(await database.query('select seq, amount_minor, kept_at from dunwell.ledger_entry order by seq')).toEqual([{ seq: 1, amount_minor: 1000, kept_at: 5 }, { seq: 2, amount_minor: -300, kept_at: 9 }]);
  });
});
