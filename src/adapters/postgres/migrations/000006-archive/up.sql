-- What is left in the database of an archived month: where its chains stood, and what history, law and portal still read.
alter table dunwell.archived_month add column figures jsonb not null default '{}';

create table dunwell.archived_chain (
  slot smallint not null,
  month bigint not null,
  first_seq bigint not null,
  last_seq bigint not null,
  -- Hex; empty before the first block.
  previous_digest text not null,
  digest text not null,
  primary key (slot, month)
);

-- Contacts of archived months, without texts and without reasons.
create table dunwell.contact_past (
  slot smallint not null,
  case_id bigint not null,
  id bigint not null,
  month bigint not null,
  queued_at bigint not null,
  sent_at bigint,
  -- Of its last attempt, where it has no sent_at.
  begun_at bigint,
  person_id bigint not null,
  channel text not null,
  step text not null,
  state text not null,
  outcome text,
  verify_code text,
  primary key (slot, case_id, id),
  foreign key (slot, case_id) references dunwell.collection_case (slot, id)
);
create index contact_past_code on dunwell.contact_past (slot, verify_code) where verify_code is not null;

-- Entries whose month was archived. A ledger is never taken apart while its debt is here: a reversal may come years later.
create table dunwell.ledger_entry_kept partition of dunwell.ledger_entry for values from (minvalue) to (1);
