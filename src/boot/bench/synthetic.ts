import type { Database } from '../../engine/ports/database.js';
import type { Keys } from '../../engine/ports/keys.js';

/** Room of a slot in an id (see domain/id/slot-id.ts). */
const ROOM = 2 ** 40;

/** Ids that one case takes: a person, up to three points and three debts, a case, a consent, up to twenty past events. */
const IDS = 32;
const PERSON = 1;
const POINTS = 2;
const DEBTS = 5;
const CASE = 8;
const CONSENT = 9;
const EVENTS = 10;

/** Cases of one statement: what the server remembers of a statement's foreign keys stays small. */
const CHUNK = 50_000;

const id = (kind: number, further = '0') => `((g % 256)::bigint * ${ROOM} + ${IDS}::bigint * (g / 256) + ${kind} + ${further})`;
/** A whole number below `n`, always the same for a case and a question: the mix is seeded, not drawn. */
const roll = (question: number, n: number, of = 'g') => `((hashint8extended((${of})::bigint, ${question}) & 2147483647) % ${n})::int`;
const abroad = 'g % 5 = 0';

const COUNTRY = `case when ${abroad} then 'US' else 'CN' end`;
const STATE = `case when ${abroad} then (array['OH', 'OH', 'NY', 'TX', 'TX', 'WA'])[1 + ${roll(1, 6)}] end`;
const ZONE = `case when ${abroad} then (array['America/New_York', 'America/New_York', 'America/New_York', 'America/Chicago', 'America/Chicago', 'America/Los_Angeles'])[1 + ${roll(1, 6)}] else 'Asia/Shanghai' end`;
const CURRENCY = `case when ${abroad} then 'USD' else 'CNY' end`;

/** Of six people three have a number alone, two a second one, one an e-mail address beside both. */
const POINT_COUNT = `(array[1, 1, 1, 2, 2, 3])[1 + ${roll(2, 6)}]`;
/** One debt in most cases, two in one of seven, three in one of twenty. */
const DEBT_COUNT = `(case when ${roll(3, 20)} < 16 then 1 when ${roll(3, 20)} < 19 then 2 else 3 end)`;
/** A single charge in two thirds; else up to four months owed, and a part payment in one debt of five. */
const CHARGES = `(case when ${roll(4, 12, 'g * 3 + d')} < 8 then 1 else ${roll(4, 12, 'g * 3 + d')} - 6 end)`;
const PAID = `${roll(5, 5, 'g * 3 + d')} = 0`;
/** Days since the oldest charge fell due: half in the first month, a third in the next two, the rest later. */
const LATE = `(case when ${roll(6, 6)} < 3 then 4 + ${roll(7, 26)} when ${roll(6, 6)} < 5 then 31 + ${roll(7, 60)} else 91 + ${roll(7, 100)} end)`;
/** 0 to 20 past events: none for three in ten, one or two for as many, a dozen and more for the rest's rest. */
const EVENT_COUNT = `(case when ${roll(8, 20)} < 6 then 0 when ${roll(8, 20)} < 12 then 1 + ${roll(9, 2)} when ${roll(8, 20)} < 17 then 3 + ${roll(9, 5)} else 8 + ${roll(9, 13)} end)`;
const KINDS: readonly (readonly [type: string, channel: string, weight: number])[] = [
  ['attempted_call', 'call', 8], ['sms', 'sms', 5], ['push', 'push', 2], ['email', 'email', 2], ['conversation', 'call', 1], ['busy_signal', 'call', 1], ['letter', 'mail', 1],
];
const spread = (column: 0 | 1) => `(array[${KINDS.flatMap((kind) => Array<string>(kind[2]).fill(`'${kind[column]}'`)).join(', ')}])[1 + ${roll(10, 20, 'g * 20 + e')}]`;
/** Of the last hundred days, at an hour of the day when people may be called. */
const WHEN = `($3::bigint - ${roll(11, 100, 'g * 20 + e')} * 86400000::bigint - 86400000 - case when ${abroad} then 36000000 else 0 end + ${roll(12, 25_200_000, 'g * 20 + e')})`;
const AMOUNT = `(20000 + ${roll(13, 980_000, '(g * 3 + d) * 4 + c')})`;
const FROM = 'from generate_series($1::int, $2::int - 1) as g';

/** What each table gets for the cases $1 to $2 at the instant $3; $4 is what is named beside the statement. */
const STATEMENTS: readonly (readonly [text: string, further: 'wrapped' | 'sealed' | 'today' | null])[] = [
  [`insert into dunwell.person (slot, id, match_key, key_wrapped, country, state, language, time_zone, created_at)
    select (g % 256), ${id(PERSON)}, 'bench' || g, $4, ${COUNTRY}, ${STATE}, case when ${abroad} then 'en' else 'zh' end, ${ZONE}, $3 ${FROM}`, 'wrapped'],
  [`insert into dunwell.person_point (slot, id, person_id, kind, label, source, sealed, blind, time_zone, line, position, recorded_at)
    select (g % 256), ${id(POINTS, 'p')}, ${id(PERSON)}, case when p = 2 then 'email' else 'phone' end, (array['mobile', 'home', 'email'])[p + 1], 'contract', $4, 'bench' || g || '-' || p,
           case when ${abroad} and p < 2 then ${ZONE} end, (array['mobile', 'landline'])[p + 1], p, $3 ${FROM}, generate_series(0, ${POINT_COUNT} - 1) as p`, 'sealed'],
  [`insert into dunwell.debt (slot, id, creditor_id, external_ref, person_id, case_id, product, currency, outcome, placed_at)
    select (g % 256), ${id(DEBTS, 'd')}, 'bench', 'B' || g || '-' || d, ${id(PERSON)}, ${id(CASE)}, (array['credit_card', 'credit_card', 'consumer_loan', 'other'])[1 + ${roll(14, 4, 'g * 3 + d')}],
           ${CURRENCY}, 'in_collection', $3 ${FROM}, generate_series(0, ${DEBT_COUNT} - 1) as d`, null],
  [`insert into dunwell.ledger_entry (slot, debt_id, seq, kind, amount_minor, due_on, effective_on, recorded_at, kept_at, source, source_key)
    select (g % 256), ${id(DEBTS, 'd')}, c + 1, case when c = 9 then 'payment' else 'charge' end, case when c = 9 then -5000 - ${roll(15, 10_000, 'g * 3 + d')} else ${AMOUNT} end,
           case when c < 9 then $4::date - ${LATE} + 30 * c end, $4::date - ${LATE} + case when c = 9 then 3 else 30 * c end, $3, $3, case when c = 9 then 'lender' else 'placement' end, 'bench' || c
      ${FROM}, generate_series(0, ${DEBT_COUNT} - 1) as d, generate_series(0, 9) as c
     where case when c = 9 then ${PAID} else c < ${CHARGES} and 30 * c < ${LATE} end`, 'today'],
  [`insert into dunwell.collection_case (slot, id, person_id, creditor_id, state, opened_at, next_review_at, currency, balance_minor, oldest_due_on, debts)
    select (g % 256), ${id(CASE)}, ${id(PERSON)}, 'bench', 'open', $3::bigint - (1 + ${roll(16, 40)}) * 86400000::bigint, $3, ${CURRENCY},
           (select sum(case when c = 9 then case when ${PAID} then -5000 - ${roll(15, 10_000, 'g * 3 + d')} else 0 end when c < ${CHARGES} and 30 * c < ${LATE} then ${AMOUNT} else 0 end)
              from generate_series(0, ${DEBT_COUNT} - 1) as d, generate_series(0, 9) as c),
           $4::date - ${LATE}, ${DEBT_COUNT} ${FROM}`, 'today'],
  [`insert into dunwell.person_event (slot, id, person_id, at, type, data, recorded_at, source_key)
    select (g % 256), ${id(CONSENT)}, ${id(PERSON)}, $3::bigint - 86400000, 'tcpa_consent', '{"tz":"UTC","medium":"sms","channel":"sms"}', $3, 'bench' ${FROM} where ${abroad}`, null],
  [`insert into dunwell.person_event (slot, id, person_id, at, type, data, recorded_at, source_key)
    select (g % 256), ${id(EVENTS, 'e')}, ${id(PERSON)}, ${WHEN}, ${spread(0)}, jsonb_build_object('tz', ${ZONE}, 'channel', ${spread(1)}, 'debtIds', jsonb_build_array(${id(DEBTS)}::text)), $3, 'bench' || e
      ${FROM}, generate_series(0, ${EVENT_COUNT} - 1) as e`, null],
];

/**
 * N made-up cases written by the server itself, due now, the same for the same N: four in five in China, one in five in four states of
 * the United States with consent on file; one to three debts of several products with up to four charges and a payment, one to three
 * points, 0 to 20 past events. All share one wrapped key and one sealed number: what opens them opens each anew.
 */
export async function seedSynthetic(database: Database, keys: Keys, cases: number, now: number): Promise<void> {
  const wrapped = keys.newPersonKey();
  const further = { wrapped, sealed: keys.seal(wrapped, '+8610000000000'), today: new Date(now).toISOString().slice(0, 10) };
  await database.execute(`insert into dunwell.creditor (id, name_en, name_zh, jurisdiction, phone) values ('bench', 'Bench Bank', '基准银行', 'CN', '95500') on conflict do nothing`);
  for (let from = 0; from < cases; from += CHUNK) {
    const parameters = [from, Math.min(from + CHUNK, cases), now];
    for (const [text, name] of STATEMENTS) await database.execute(text, name === null ? parameters : [...parameters, further[name]]);
  }
  await database.execute(`update dunwell.slot set next_id = ${IDS} * ($1::bigint / 256 + 2)`, [cases]);
  for (const table of ['person', 'person_point', 'collection_case', 'debt', 'ledger_entry', 'person_event', 'slot']) await database.execute(`analyze dunwell.${table}`);
}
