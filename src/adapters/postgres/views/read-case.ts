import type { ContactChannel, ContactState } from '../../../domain/contact/contact.js';
import { slotOf } from '../../../domain/id/slot-id.js';
import { maskAddress, maskEmail, maskPhone } from '../../../domain/party/mask.js';
import type { SqlSession } from '../../../engine/ports/database.js';
import type { Keys } from '../../../engine/ports/keys.js';
import type { CaseFile, LedgerReading, PartyReading } from '../../../engine/ports/reading.js';
import type { ArchivedRows } from '../../../engine/ports/archive.js';
import { decisionsOfCase } from '../archive/archived-blocks.js';
import { pastContactsOfCase } from '../archive/archived-contacts.js';
import { grouped } from '../sql/grouped.js';
import { CASE_COLUMNS, CASE_FROM, caseReading, maskedName, type CaseRow } from './case-rows.js';

/** Each may lie in a block of its own, which is unpacked for it. */
const DECISIONS_SHOWN = 100;
const CONTACTS_SHOWN = 200;
const MESSAGES_SHOWN = 100;

const MASK = { phone: maskPhone, email: maskEmail, address: maskAddress } as const;

interface PersonRow {
  readonly slot: number;
  readonly id: number;
  readonly role: PartyReading['role'];
  readonly name_sealed: Uint8Array | null;
  readonly key_wrapped: Uint8Array;
  readonly language: string;
  readonly country: string | null;
  readonly state: string | null;
  readonly time_zone: string | null;
  readonly [column: string]: unknown;
}

interface PointRow {
  readonly id: number;
  readonly kind: 'phone' | 'email' | 'address';
  readonly label: string;
  readonly source: string;
  readonly sealed: Uint8Array;
  readonly usable: boolean;
  readonly blind: string;
  readonly time_zone: string | null;
  readonly [column: string]: unknown;
}

async function readParty(session: SqlSession, keys: Keys, row: PersonRow): Promise<PartyReading> {
  const points = await session.query<PointRow>(
    `select t.id, t.kind, t.label, t.source, t.sealed, t.blind, t.time_zone, t.usable and not exists (select from dunwell.person_event e
          where e.slot = t.slot and e.person_id = t.person_id and e.type = 'undeliverable_notice' and e.data ->> 'number' = t.id::text) as usable
       from dunwell.person_point t where t.slot = $1 and t.person_id = $2 order by t.position, t.id`, [row.slot, row.id],
  );
  // Over all slots, and so by itself: a cluster joins only what is on one slot.
  const others = await session.query<{ blind: string; kind: string }>(
    'select distinct blind, kind from dunwell.person_point where blind = any($3::text[]) and (slot <> $1 or person_id <> $2)', [row.slot, row.id, points.map((p) => p.blind)],
  );
  const shared = new Set(others.map((o) => `${o.kind} ${o.blind}`));
  const zones = [row.time_zone, ...points.map((p) => p.time_zone)].filter((z): z is string => z !== null);
  return {
    id: row.id, role: row.role, name: maskedName(keys, row), language: row.language, country: row.country, state: row.state, timeZones: [...new Set(zones)],
    points: points.map((p) => ({ id: p.id, kind: p.kind, masked: MASK[p.kind](keys.open(row.key_wrapped, p.sealed)), label: p.label, source: p.source, usable: p.usable, shared: shared.has(`${p.kind} ${p.blind}`) })),
  };
}

async function readParties(session: SqlSession, keys: Keys, slot: number, caseId: number, personId: number): Promise<readonly PartyReading[]> {
  const columns = 'p.slot, p.id, p.name_sealed, p.key_wrapped, p.language, p.country, p.state, p.time_zone';
  const own = await session.query<PersonRow>(`select ${columns}, 'debtor' as role from dunwell.person p where p.slot = $1 and p.id = $2`, [slot, personId]);
  const others = await session.query<{ party_slot: number; party_id: number; role: PartyReading['role'] }>(
    `select distinct q.party_slot, q.party_id, q.role from dunwell.debt_party q join dunwell.debt d on d.slot = q.slot and d.id = q.debt_id
      where q.slot = $1 and d.case_id = $2 order by q.role, q.party_id`,
    [slot, caseId],
  );
  const parties = own.map((row) => readParty(session, keys, row));
  for (const other of others) {
    const rows = await session.query<PersonRow>(`select ${columns}, $3 as role from dunwell.person p where p.slot = $1 and p.id = $2`, [other.party_slot, other.party_id, other.role]);
    parties.push(...rows.map((row) => readParty(session, keys, row)));
  }
  return Promise.all(parties);
}

async function readDebts(session: SqlSession, slot: number, caseId: number): Promise<CaseFile['debts']> {
  const debts = await session.query<{ id: number; external_ref: string; product: string; currency: string; flags: readonly string[] }>(
    'select id, external_ref, product, currency, flags from dunwell.debt where slot = $1 and case_id = $2 order by id',
    [slot, caseId],
  );
  const ids = debts.map((d) => d.id);
  const ledger = grouped(
    await session.query<{ debt_id: number; seq: number; kind: LedgerReading['kind']; amount_minor: number; due_on: string | null; effective_on: string; recorded_at: number; source: string }>(
      'select debt_id, seq, kind, amount_minor, due_on, effective_on, recorded_at, source from dunwell.ledger_entry where slot = $1 and debt_id = any($2::bigint[]) order by debt_id, seq',
      [slot, ids],
    ),
    (r) => r.debt_id,
    (r): LedgerReading => ({ seq: r.seq, kind: r.kind, amountMinor: r.amount_minor, dueOn: r.due_on, effectiveOn: r.effective_on, recordedAt: r.recorded_at, source: r.source }),
  );
  const pauses = grouped(
    await session.query<{ debt_id: number; from_on: string; to_on: string | null; reason: string }>(
      'select debt_id, from_on, to_on, reason from dunwell.pause where slot = $1 and debt_id = any($2::bigint[]) order by debt_id, id', [slot, ids],
    ),
    (r) => r.debt_id,
    (r) => ({ from: r.from_on, to: r.to_on, reason: r.reason }),
  );
  return debts.map((d) => ({ id: d.id, ref: d.external_ref, product: d.product, currency: d.currency, flags: d.flags, ledger: ledger.get(d.id) ?? [], pauses: pauses.get(d.id) ?? [] }));
}

interface ContactRow {
  readonly id: number;
  readonly channel: ContactChannel;
  readonly state: ContactState;
  readonly step: string;
  readonly template: string;
  readonly sealed: Uint8Array | null;
  readonly kind: 'phone' | 'email' | 'address' | null;
  readonly text_sealed: Uint8Array | null;
  readonly queued_at: number;
  readonly not_before: number;
  readonly sent_at: number | null;
  readonly decision_seq: number;
  readonly attempts: number;
  readonly [column: string]: unknown;
}

/** The point of an archived contact is in the database; points are kept. */
async function pastContacts(session: SqlSession, archive: ArchivedRows, slot: number, caseId: number, limit: number): Promise<readonly ContactRow[]> {
  const past = await pastContactsOfCase(session, archive, slot, caseId, limit);
  const points = await session.query<{ id: number; sealed: Uint8Array; kind: ContactRow['kind'] }>(
    'select id, sealed, kind from dunwell.person_point where slot = $1 and id = any($2::bigint[])', [slot, past.flatMap((c) => (c['point_id'] === null ? [] : [c['point_id'] as number]))],
  );
  const byId = new Map(points.map((p) => [p.id, p]));
  return past.map((c) => ({ ...c, sealed: byId.get(c['point_id'] as number)?.sealed ?? null, kind: byId.get(c['point_id'] as number)?.kind ?? null }) as unknown as ContactRow);
}

async function readContacts(session: SqlSession, keys: Keys, archive: ArchivedRows, slot: number, caseId: number, keyWrapped: Uint8Array): Promise<CaseFile['contacts']> {
  const here = await session.query<ContactRow>(
    `select c.id, c.channel, c.state, c.step, c.template, t.sealed, t.kind, c.text_sealed, c.queued_at, c.not_before, c.sent_at, c.decision_seq, c.attempts
       from dunwell.contact c left join dunwell.person_point t on t.slot = c.slot and t.id = c.point_id where c.slot = $1 and c.case_id = $2 order by c.queued_at desc, c.id desc limit ${CONTACTS_SHOWN}`,
    [slot, caseId],
  );
  const rows = [...here, ...(await pastContacts(session, archive, slot, caseId, CONTACTS_SHOWN - here.length))];
  return rows.map((r) => ({
    id: r.id, channel: r.channel, state: r.state, step: r.step, template: r.template,
    pointMasked: r.sealed === null || r.kind === null ? '—' : MASK[r.kind](keys.open(keyWrapped, r.sealed)),
    text: r.text_sealed === null ? null : keys.open(keyWrapped, r.text_sealed),
    queuedAt: r.queued_at, notBefore: r.not_before, sentAt: r.sent_at, decisionSeq: r.decision_seq, attempts: r.attempts,
  }));
}

interface MessageRow {
  readonly id: number;
  readonly kind: 'sms_reply' | 'email_reply';
  readonly received_at: number;
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly corrections: number;
  readonly [column: string]: unknown;
}

async function readMessages(session: SqlSession, slot: number, personId: number): Promise<CaseFile['readings']> {
  const rows = await session.query<MessageRow>(
    `select i.id, i.kind, i.received_at, coalesce(c.after, i.meaning) as meaning, coalesce(c.number, 0) as corrections
       from dunwell.inbound i left join dunwell.reading_correction c on c.slot = i.slot and c.inbound_id = i.id
        and c.number = (select max(n.number) from dunwell.reading_correction n where n.slot = i.slot and n.inbound_id = i.id)
      where i.slot = $1 and i.person_id = $2 and i.kind in ('sms_reply', 'email_reply') and i.read_at is not null order by i.received_at desc, i.id desc limit ${MESSAGES_SHOWN}`,
    [slot, personId],
  );
  return rows.map((r) => ({ id: r.id, kind: r.kind, receivedAt: r.received_at, meaning: r.meaning, corrections: r.corrections }));
}

/** One case on one page. */
export async function readCase(session: SqlSession, keys: Keys, archive: ArchivedRows, id: number, now: number): Promise<CaseFile | null> {
  const slot = slotOf(id);
  const rows = await session.query<CaseRow & { opened_at: number; closed_at: number | null; time_zone: string | null }>(
    `select ${CASE_COLUMNS}, c.opened_at, c.closed_at, p.time_zone from ${CASE_FROM} where c.slot = $2 and c.id = $3`, [now, slot, id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const events = await session.query<{ at: number; type: string; data: Readonly<Record<string, unknown>> }>(
    'select at, type, data from dunwell.person_event where slot = $1 and person_id = $2 order by at desc, id desc limit 200', [slot, row.person_id],
  );
  const decisions = await decisionsOfCase(session, archive, slot, id, DECISIONS_SHOWN, row.opened_at);
  return {
    row: caseReading(keys, row), openedAt: row.opened_at, closedAt: row.closed_at, timeZone: row.time_zone,
    parties: await readParties(session, keys, slot, id, row.person_id), debts: await readDebts(session, slot, id),
    contacts: await readContacts(session, keys, archive, slot, id, row.key_wrapped), readings: await readMessages(session, slot, row.person_id), events, decisions,
  };
}
