import type { Database } from '../../engine/ports/database.js';
import type { Keys } from '../../engine/ports/keys.js';

/** Room of a slot in an id (see domain/id/slot-id.ts). */
const ROOM = 2 ** 40;

/**
 * N made-up cases written by the server itself: one person, one mobile number, one debt with one charge ten days past
 * due, one event of the past, one open case due now. Four in five live in China, one in five in the United States with
 * consent on file. All share one wrapped key: the daily run opens no name and no number.
 */
export async function seedSynthetic(database: Database, keys: Keys, cases: number, now: number): Promise<void> {
  const wrapped = keys.newPersonKey();
  const sealed = keys.seal(wrapped, '+8610000000000');
  const today = new Date(now).toISOString().slice(0, 10);
  const id = (kind: number) => `((g % 256)::bigint * ${ROOM} + 5 * (g / 256) + ${kind})`;
  const series = 'from generate_series(0, $1::int - 1) as g';
  await database.execute(`insert into dunwell.creditor (id, name_en, name_zh, jurisdiction, phone) values ('bench', 'Bench Bank', '基准银行', 'CN', '95500') on conflict do nothing`);
  await database.execute(
    `insert into dunwell.person (slot, id, match_key, key_wrapped, country, state, language, time_zone, created_at)
     select (g % 256), ${id(1)}, 'bench' || g, $2, case when g % 5 = 0 then 'US' else 'CN' end, case when g % 5 = 0 then 'OH' end, case when g % 5 = 0 then 'en' else 'zh' end,
            case when g % 5 = 0 then 'America/New_York' else 'Asia/Shanghai' end, $3 ${series}`, [cases, wrapped, now],
  );
  await database.execute(
    `insert into dunwell.person_point (slot, id, person_id, kind, label, source, sealed, blind, time_zone, line, position, recorded_at)
     select (g % 256), ${id(2)}, ${id(1)}, 'phone', 'mobile', 'contract', $2, 'bench' || g, case when g % 5 = 0 then 'America/New_York' end, 'mobile', 0, $3 ${series}`, [cases, sealed, now],
  );
  await database.execute(
    `insert into dunwell.collection_case (slot, id, person_id, creditor_id, state, opened_at, next_review_at, currency, balance_minor, oldest_due_on, debts)
     select (g % 256), ${id(4)}, ${id(1)}, 'bench', 'open', $2::bigint - 86400000, $2, 'CNY', 500000 + g % 1000, $3::date - 10, 1 ${series}`, [cases, now, today],
  );
  await database.execute(
    `insert into dunwell.debt (slot, id, creditor_id, external_ref, person_id, case_id, product, currency, outcome, placed_at)
     select (g % 256), ${id(3)}, 'bench', 'B' || g, ${id(1)}, ${id(4)}, 'credit_card', 'CNY', 'in_collection', $2 ${series}`, [cases, now],
  );
  await database.execute(
    `insert into dunwell.ledger_entry (slot, debt_id, seq, kind, amount_minor, due_on, effective_on, recorded_at, kept_at, source, source_key)
     select (g % 256), ${id(3)}, 1, 'charge', 500000 + g % 1000, $3::date - 10, $3::date - 10, $2, $2, 'placement', 'bench' ${series}`, [cases, now, today],
  );
  await database.execute(
    `insert into dunwell.person_event (slot, id, person_id, at, type, data, recorded_at, source_key)
     select (g % 256), ${id(5)}, ${id(1)}, $2::bigint - 86400000, 'tcpa_consent', '{"tz":"UTC","medium":"sms","channel":"sms"}', $2, 'bench' ${series}`, [cases, now],
  );
  await database.execute(`update dunwell.slot set next_id = 5 * ($1::bigint / 256 + 2) + 10`, [cases]);
  for (const table of ['person', 'person_point', 'collection_case', 'debt', 'ledger_entry', 'person_event', 'slot']) await database.execute(`analyze dunwell.${table}`);
}
