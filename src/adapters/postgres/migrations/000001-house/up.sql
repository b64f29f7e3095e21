-- The house: who, what they owe, what was decided, what was sent, what came back.
-- Every table about a person leads with `slot`: the unit of sharding, of a worker's lease and of the decision chain.
-- Instants are epoch milliseconds passed as parameters; no statement reads the server's clock.
create schema if not exists dunwell;

-- Reference tables (small, everywhere) ------------------------------------------------------------------------------

create table dunwell.creditor (
  id text primary key,
  name_en text not null,
  name_zh text not null,
  jurisdiction text not null,
  phone text not null,
  mapping jsonb,
  mapping_saved_at bigint
);

create table dunwell.staff (
  id text primary key,
  email text not null unique,
  name text not null,
  role text not null check (role in ('analyst', 'head', 'collector', 'auditor')),
  password_hash text not null,
  created_at bigint not null
);

create table dunwell.staff_session (
  token_digest text primary key,
  staff_id text not null references dunwell.staff (id),
  csrf text not null,
  created_at bigint not null,
  expires_at bigint not null
);

create table dunwell.plan_version (
  plan text not null,
  version integer not null check (version > 0),
  yaml text not null,
  digest text not null,
  state text not null check (state in ('draft', 'approved', 'released', 'retired')),
  drafted_by text not null,
  drafted_at bigint not null,
  approved_by text,
  approved_at bigint,
  released_at bigint,
  primary key (plan, version),
  -- Four eyes: the database says it too.
  check (approved_by is null or approved_by <> drafted_by),
  check (state not in ('approved', 'released') or approved_by is not null)
);
create unique index plan_version_one_released on dunwell.plan_version ((true)) where state = 'released';

create table dunwell.import (
  id text primary key,
  creditor_id text not null references dunwell.creditor (id),
  digest text not null,
  mapping_digest text not null,
  file_name text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  started_at bigint not null,
  finished_at bigint,
  failure text,
  rows integer not null default 0,
  accepted integer not null default 0,
  rejected integer not null default 0,
  unchanged integer not null default 0,
  updated integer not null default 0,
  flagged integer not null default 0,
  in_collection integer not null default 0,
  nothing_owed integer not null default 0,
  not_overdue integer not null default 0,
  unique (creditor_id, digest, mapping_digest),
  -- Nothing is dropped.
  check (state <> 'done' or rows = accepted + rejected)
);

create table dunwell.import_row (
  import_id text not null references dunwell.import (id),
  line integer not null,
  state text not null check (state in ('accepted', 'unchanged', 'updated', 'flagged', 'rejected')),
  row_digest text not null,
  outcome text,
  slot smallint,
  debt_id bigint,
  errors jsonb,
  -- A rejected row is kept whole, sealed under the operator's key.
  content_sealed bytea,
  primary key (import_id, line),
  check (state <> 'rejected' or (errors is not null and content_sealed is not null))
);
create index import_row_rejected on dunwell.import_row (import_id, line) where state = 'rejected';

create table dunwell.placement (
  creditor_id text not null references dunwell.creditor (id),
  external_ref text not null,
  slot smallint not null,
  debt_id bigint not null,
  row_digest text not null,
  outcome text not null check (outcome in ('in_collection', 'nothing_owed', 'not_overdue')),
  import_id text not null,
  line integer not null,
  primary key (creditor_id, external_ref)
);
create index placement_outcome on dunwell.placement (outcome);

create table dunwell.idempotency (
  surface text not null,
  key text not null,
  request_digest text not null,
  response jsonb not null,
  created_at bigint not null,
  primary key (surface, key)
);

create table dunwell.access_record (
  id bigint generated always as identity primary key,
  at bigint not null,
  staff_id text not null,
  action text not null,
  subject text not null,
  reason text not null
);

create table dunwell.portal_session (
  token_digest text primary key,
  slot smallint not null,
  person_id bigint not null,
  case_id bigint not null,
  expires_at bigint not null
);

create table dunwell.rate_limit (
  bucket text primary key,
  window_start bigint not null,
  count integer not null
);

-- Slots ---------------------------------------------------------------------------------------------------------------

create table dunwell.slot (
  slot smallint primary key check (slot between 0 and 255),
  next_id bigint not null default 1,
  -- A worker that was given up for dead holds an old epoch and cannot write.
  epoch bigint not null default 0,
  owner text,
  lease_until bigint not null default 0,
  chain_seq bigint not null default 0,
  chain_digest text not null default ''
) with (fillfactor = 50);
insert into dunwell.slot (slot) select g from generate_series(0, 255) as g;

-- People ------------------------------------------------------------------------------------------------------------

create table dunwell.person (
  slot smallint not null,
  id bigint not null,
  -- HMAC of the lender's identifying fields; the person is found again by it, never by a name.
  match_key text not null,
  key_wrapped bytea not null,
  name_sealed bytea,
  id_number_sealed bytea,
  id_index text,
  id_tail_index text,
  country text,
  state text,
  city text,
  language text not null check (language in ('zh', 'en')),
  time_zone text,
  created_at bigint not null,
  primary key (slot, id),
  unique (slot, match_key)
);
create index person_id_index on dunwell.person (id_index) where id_index is not null;

create table dunwell.person_point (
  slot smallint not null,
  id bigint not null,
  person_id bigint not null,
  kind text not null check (kind in ('phone', 'email', 'address')),
  label text not null,
  source text not null,
  sealed bytea not null,
  blind text not null,
  -- Zone told by the number itself (area code), where it tells one.
  time_zone text,
  line text,
  usable boolean not null default true,
  position smallint not null,
  recorded_at bigint not null,
  primary key (slot, id),
  unique (slot, person_id, kind, blind),
  foreign key (slot, person_id) references dunwell.person (slot, id)
);
create index person_point_blind on dunwell.person_point (blind, kind);

create table dunwell.person_event (
  slot smallint not null,
  id bigint not null,
  person_id bigint not null,
  at bigint not null,
  type text not null,
  -- The closed event of law/facts.ts, without ids of people or text that a person wrote.
  data jsonb not null,
  recorded_at bigint not null,
  source_key text not null,
  primary key (slot, id),
  unique (slot, person_id, source_key),
  foreign key (slot, person_id) references dunwell.person (slot, id)
);

-- Debts -------------------------------------------------------------------------------------------------------------

create table dunwell.debt (
  slot smallint not null,
  id bigint not null,
  creditor_id text not null references dunwell.creditor (id),
  external_ref text not null,
  person_id bigint not null,
  case_id bigint,
  product text not null,
  currency text not null,
  outcome text not null check (outcome in ('in_collection', 'nothing_owed', 'not_overdue')),
  lender_months_late integer,
  statement_on date,
  time_barred boolean,
  flags text[] not null default '{}',
  placed_at bigint not null,
  primary key (slot, id),
  unique (slot, creditor_id, external_ref),
  foreign key (slot, person_id) references dunwell.person (slot, id)
);
create index debt_person on dunwell.debt (slot, person_id);
create index debt_case on dunwell.debt (slot, case_id) where case_id is not null;

create table dunwell.debt_party (
  slot smallint not null,
  debt_id bigint not null,
  role text not null check (role in ('co_borrower', 'guarantor')),
  party_slot smallint not null,
  party_id bigint not null,
  primary key (slot, debt_id, party_slot, party_id, role),
  foreign key (slot, debt_id) references dunwell.debt (slot, id)
);

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
  primary key (slot, debt_id, seq),
  unique (slot, debt_id, source_key),
  check (kind <> 'charge' or (amount_minor > 0 and due_on is not null)),
  check (kind <> 'payment' or amount_minor < 0),
  foreign key (slot, debt_id) references dunwell.debt (slot, id)
);

create table dunwell.pause (
  slot smallint not null,
  debt_id bigint not null,
  id bigint not null,
  -- Half-open: from_on counts, to_on does not; null runs on.
  from_on date not null,
  to_on date,
  reason text not null,
  recorded_at bigint not null,
  primary key (slot, id),
  check (to_on is null or to_on > from_on),
  foreign key (slot, debt_id) references dunwell.debt (slot, id)
);
create index pause_debt on dunwell.pause (slot, debt_id);

-- Cases -------------------------------------------------------------------------------------------------------------

create table dunwell.collection_case (
  slot smallint not null,
  id bigint not null,
  person_id bigint not null,
  creditor_id text not null references dunwell.creditor (id),
  state text not null check (state in ('open', 'promised', 'disputed', 'hardship', 'stopped', 'human', 'closed')),
  contactable boolean not null generated always as (state = 'open') stored,
  opened_at bigint not null,
  closed_at bigint,
  next_review_at bigint,
  review_no integer not null default 0,
  -- Projections of ledger and events, for lists only; recomputed, never patched.
  currency text not null,
  balance_minor bigint not null,
  oldest_due_on date,
  paused_days integer not null default 0,
  debts smallint not null default 0,
  flagged boolean not null default false,
  last_contact_at bigint,
  -- New facts have arrived that the state does not reflect yet; settle takes it up, review and dispatch leave it alone.
  unsettled boolean not null default false,
  primary key (slot, id),
  unique (slot, person_id, creditor_id),
  unique (slot, id, contactable),
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'closed' or next_review_at is null),
  foreign key (slot, person_id) references dunwell.person (slot, id)
) with (fillfactor = 70);
create index collection_case_unsettled on dunwell.collection_case (slot) where unsettled;
create index collection_case_due on dunwell.collection_case (slot, next_review_at) where next_review_at is not null;

-- Decisions -----------------------------------------------------------------------------------------------------------

create table dunwell.decision (
  slot smallint not null,
  seq bigint not null,
  at bigint not null,
  stage text not null check (stage in ('review', 'dispatch')),
  case_id bigint not null,
  person_id bigint not null,
  choice text not null check (choice in ('contact', 'task', 'defer', 'none', 'send', 'refuse')),
  permits boolean not null generated always as (choice in ('contact', 'task')) stored,
  outcome text not null,
  -- Rules that denied, for figures; the record has all.
  denied_by text[] not null default '{}',
  -- JSON of everything that decided; `digest` = SHA-256 of previous_digest, a line feed, and this text.
  record text not null,
  digest text not null,
  previous_digest text not null,
  primary key (slot, seq),
  unique (slot, seq, permits)
  -- Records of two to four kilobytes stay in the row as they are: compressing each would cost more than writing it.
) with (toast_tuple_target = 8160);
create index decision_case on dunwell.decision (slot, case_id, seq);

create table dunwell.chain_checkpoint (
  slot smallint not null,
  seq bigint not null,
  digest text not null,
  at bigint not null,
  key_id text not null,
  signature bytea not null,
  primary key (slot, seq)
);

-- Contacts --------------------------------------------------------------------------------------------------------------

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
  queued_at bigint not null,
  not_before bigint not null,
  not_after bigint not null,
  -- A contact needs a decision that permits one.
  decision_seq bigint not null,
  decision_permits boolean not null default true check (decision_permits),
  verify_code text,
  text_sealed bytea,
  text_digest text,
  sent_at bigint,
  -- What a person told of a call or visit.
  outcome text,
  attempts smallint not null default 0,
  primary key (slot, id),
  foreign key (slot, case_id, live) references dunwell.collection_case (slot, id, contactable),
  foreign key (slot, case_id) references dunwell.collection_case (slot, id),
  foreign key (slot, decision_seq, decision_permits) references dunwell.decision (slot, seq, permits)
) with (fillfactor = 70);
create index contact_case on dunwell.contact (slot, case_id);
create index contact_queued on dunwell.contact (slot, not_before) where state = 'queued';
create index contact_tasks on dunwell.contact (slot, not_before) where state = 'waiting_for_person';
create unique index contact_code on dunwell.contact (slot, verify_code) where verify_code is not null;

create table dunwell.attempt (
  slot smallint not null,
  contact_id bigint not null,
  no smallint not null,
  person_id bigint not null,
  state text not null check (state in ('reserved', 'sent', 'refused', 'unknown')),
  reserved_at bigint not null,
  finished_at bigint,
  provider text not null,
  provider_ref text,
  decision_seq bigint not null,
  primary key (slot, contact_id, no),
  foreign key (slot, contact_id) references dunwell.contact (slot, id),
  foreign key (slot, decision_seq) references dunwell.decision (slot, seq)
);
-- A second open attempt for one contact is refused.
create unique index attempt_one_open on dunwell.attempt (slot, contact_id) where state = 'reserved';

-- What comes back ---------------------------------------------------------------------------------------------------------

create table dunwell.inbound (
  slot smallint not null,
  id bigint not null,
  kind text not null check (kind in ('sms_reply', 'sms_receipt', 'payment', 'portal')),
  provider text not null,
  provider_event_id text not null,
  body_digest text not null,
  -- Null: nobody known by that number; kept for a person to look at.
  person_id bigint,
  contact_id bigint,
  body_sealed bytea not null,
  received_at bigint not null,
  read_at bigint,
  meaning jsonb,
  primary key (slot, id),
  unique nulls not distinct (slot, kind, provider, provider_event_id, person_id)
);
create index inbound_unread on dunwell.inbound (slot, person_id) where read_at is null;

-- The sandbox operator: what its made-up phones received. Never written outside the sandbox. ------------------------------

create table dunwell.sandbox_text (
  provider_key text primary key,
  number text not null,
  direction text not null check (direction in ('out', 'in')),
  body text not null,
  at bigint not null,
  state text not null check (state in ('accepted', 'delivered', 'failed'))
);
create index sandbox_text_number on dunwell.sandbox_text (number, at);
