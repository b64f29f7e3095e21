-- What grows for years is kept by the month: decisions, contacts, attempts, ledger entries. A closed month can be archived and dropped whole.
-- The bounds are epoch milliseconds of UTC months; the months themselves are made by src/adapters/postgres/months.ts. Rows of a month
-- that nobody made lie in the default partition: a forgotten month stops nothing.
create schema dunwell_before;
alter table dunwell.attempt set schema dunwell_before;
alter table dunwell.contact set schema dunwell_before;
alter table dunwell.decision set schema dunwell_before;
alter table dunwell.ledger_entry set schema dunwell_before;

-- Decisions: the evidence is in blocks, the row is what is looked up, counted and referred to.
create table dunwell.decision_block (
  at bigint not null,
  first_seq bigint not null,
  slot smallint not null,
  -- Records first_seq … first_seq + count - 1, each one line.
  count integer not null check (count > 0),
  encoding text not null check (encoding in ('plain', 'deflate')),
  -- SHA-256 of previous in hex, a line feed, and the lines joined by line feeds.
  digest bytea not null check (octet_length(digest) = 32),
  -- Empty before the first block.
  previous bytea not null,
  content bytea not null,
  primary key (slot, first_seq, at)
) partition by range (at);
create table dunwell.decision_block_other partition of dunwell.decision_block default;
-- Compressed already.
alter table dunwell.decision_block alter column content set storage external;
alter table dunwell.decision_block_other alter column content set storage external;

create table dunwell.decision (
  at bigint not null,
  case_id bigint not null,
  seq bigint not null,
  slot smallint not null,
  -- A contact or an attempt may stand on it.
  permits boolean not null generated always as (choice in ('contact', 'task', 'send')) stored,
  stage text not null check (stage in ('review', 'dispatch')),
  choice text not null check (choice in ('contact', 'task', 'defer', 'none', 'send', 'refuse')),
  outcome text not null,
  -- Rules that denied, for figures; the record has all.
  denied_by text[] not null default '{}',
  unique (case_id, seq, at, slot, permits)
) partition by range (at);
create table dunwell.decision_other partition of dunwell.decision default;

create table dunwell.contact (
  slot smallint not null,
  id bigint not null,
  case_id bigint not null,
  person_id bigint not null,
  point_id bigint,
  channel text not null check (channel in ('sms', 'call', 'visit', 'email', 'mail')),
  step text not null,
  template text not null,
  reasons text[] not null,
  state text not null check (state in
    ('queued', 'waiting_for_person', 'attempting', 'sent', 'delivered', 'failed', 'unknown', 'refused', 'cancelled', 'expired', 'done')),
  -- Law 11: only a contactable case may have a live contact; the foreign key below says so.
  live boolean generated always as (case when state in ('queued', 'waiting_for_person') then true end) stored,
  -- The instant of the decision it stands on; the month it is kept in.
  queued_at bigint not null,
  not_before bigint not null,
  not_after bigint not null,
  decision_seq bigint not null,
  decision_permits boolean not null default true check (decision_permits),
  verify_code text,
  text_sealed bytea,
  text_digest text,
  sent_at bigint,
  -- What a person told of a call or visit.
  outcome text,
  attempts smallint not null default 0,
  primary key (slot, id, queued_at),
  foreign key (slot, case_id, live) references dunwell.collection_case (slot, id, contactable),
  foreign key (slot, case_id) references dunwell.collection_case (slot, id),
  -- A contact needs a decision about its own case, of its own instant, that permits one.
  foreign key (case_id, decision_seq, queued_at, slot, decision_permits) references dunwell.decision (case_id, seq, at, slot, permits)
) partition by range (queued_at);
create index contact_case on dunwell.contact (slot, case_id);
create index contact_queued on dunwell.contact (slot, not_before) where state = 'queued';
create index contact_tasks on dunwell.contact (slot, not_before) where state = 'waiting_for_person';
create unique index contact_code on dunwell.contact (slot, verify_code, queued_at) where verify_code is not null;
create table dunwell.contact_other partition of dunwell.contact default with (fillfactor = 70);

create table dunwell.attempt (
  slot smallint not null,
  contact_id bigint not null,
  no smallint not null,
  -- Of the contact: both are kept in one month.
  queued_at bigint not null,
  person_id bigint not null,
  case_id bigint not null,
  state text not null check (state in ('reserved', 'sent', 'refused', 'unknown')),
  reserved_at bigint not null,
  finished_at bigint,
  provider text not null,
  provider_ref text,
  decision_seq bigint not null,
  -- The instant of that decision.
  decided_at bigint not null,
  decision_permits boolean not null default true check (decision_permits),
  -- The law's event of an attempt whose outcome is not known yet or never will be; null where it was written when it was reserved (a text of the house).
  made jsonb,
  primary key (slot, contact_id, no, queued_at),
  foreign key (slot, contact_id, queued_at) references dunwell.contact (slot, id, queued_at),
  foreign key (case_id, decision_seq, decided_at, slot, decision_permits) references dunwell.decision (case_id, seq, at, slot, permits)
) partition by range (queued_at);
-- A second open attempt for one contact is refused.
create unique index attempt_one_open on dunwell.attempt (slot, contact_id, queued_at) where state = 'reserved';
create index attempt_unended on dunwell.attempt (slot, person_id) where state in ('reserved', 'unknown') and made is not null;
create table dunwell.attempt_other partition of dunwell.attempt default with (fillfactor = 70);

create table dunwell.ledger_entry (
  slot smallint not null,
  debt_id bigint not null,
  seq integer not null,
  kind text not null check (kind in ('charge', 'payment', 'reversal', 'adjustment')),
  amount_minor bigint not null,
  due_on date,
  effective_on date not null,
  recorded_at bigint not null,
  source text not null,
  source_key text not null,
  -- The month it is kept in: that of its recording, until that month is archived while the debt still runs; then a later one.
  kept_at bigint not null,
  primary key (slot, debt_id, seq, kept_at),
  -- Over months it is the slot's lock that keeps a source key from being booked twice.
  unique (slot, debt_id, source_key, kept_at),
  check (kind <> 'charge' or (amount_minor > 0 and due_on is not null)),
  check (kind <> 'payment' or amount_minor < 0),
  foreign key (slot, debt_id) references dunwell.debt (slot, id)
) partition by range (kept_at);
create table dunwell.ledger_entry_other partition of dunwell.ledger_entry default;

-- What there was ------------------------------------------------------------------------------------------------------

insert into dunwell.decision_block (at, first_seq, slot, count, encoding, digest, previous, content)
  select at, seq, slot, 1, 'plain', decode(digest, 'hex'), decode(previous_digest, 'hex'), convert_to(record, 'UTF8') from dunwell_before.decision;
insert into dunwell.decision (at, case_id, seq, slot, stage, choice, outcome, denied_by)
  select at, case_id, seq, slot, stage, choice, outcome, denied_by from dunwell_before.decision;
insert into dunwell.contact (slot, id, case_id, person_id, point_id, channel, step, template, reasons, state, queued_at, not_before, not_after, decision_seq,
    verify_code, text_sealed, text_digest, sent_at, outcome, attempts)
  select c.slot, c.id, c.case_id, c.person_id, c.point_id, c.channel, c.step, c.template, c.reasons, c.state, d.at, c.not_before, c.not_after, c.decision_seq,
    c.verify_code, c.text_sealed, c.text_digest, c.sent_at, c.outcome, c.attempts
    from dunwell_before.contact c join dunwell_before.decision d on d.slot = c.slot and d.seq = c.decision_seq;
insert into dunwell.attempt (slot, contact_id, no, queued_at, person_id, case_id, state, reserved_at, finished_at, provider, provider_ref, decision_seq, decided_at, made)
  select a.slot, a.contact_id, a.no, k.at, a.person_id, c.case_id, a.state, a.reserved_at, a.finished_at, a.provider, a.provider_ref, a.decision_seq, d.at, a.made
    from dunwell_before.attempt a
    join dunwell_before.contact c on c.slot = a.slot and c.id = a.contact_id
    join dunwell_before.decision k on k.slot = c.slot and k.seq = c.decision_seq
    join dunwell_before.decision d on d.slot = a.slot and d.seq = a.decision_seq;
insert into dunwell.ledger_entry (slot, debt_id, seq, kind, amount_minor, due_on, effective_on, recorded_at, source, source_key, kept_at)
  select slot, debt_id, seq, kind, amount_minor, due_on, effective_on, recorded_at, source, source_key, recorded_at from dunwell_before.ledger_entry;

-- A month that was archived and dropped: where its rows are now.
create table dunwell.archived_month (
  table_name text not null check (table_name in ('decision', 'decision_block', 'contact', 'attempt', 'ledger_entry')),
  -- First millisecond of the month, UTC.
  month bigint not null,
  file text not null,
  digest text not null,
  rows bigint not null,
  archived_at bigint not null,
  primary key (table_name, month)
);
