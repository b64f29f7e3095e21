-- From which of the person's numbers it came, and whether others have that number too: 0 nobody, else the how manieth of them this person is.
alter table dunwell.inbound add column from_point bigint;
alter table dunwell.inbound add column sharer smallint not null default 0;
-- When it is to be answered; null once that is done, or where no answer is owed.
alter table dunwell.inbound add column answer_at bigint;
-- The contact that answers it.
alter table dunwell.inbound add column answered_by bigint;
create index inbound_answer on dunwell.inbound (slot, answer_at) where answer_at is not null;
create index inbound_person on dunwell.inbound (slot, person_id, received_at) where person_id is not null;

-- Somebody may be in danger. Told to whoever is named for it, again until it is taken; open until a trained person has looked.
create table dunwell.alert (
  slot smallint not null,
  id bigint not null,
  person_id bigint not null,
  inbound_id bigint not null,
  kinds text[] not null,
  raised_at bigint not null,
  told_at bigint,
  next_try_at bigint,
  tries smallint not null default 0,
  acknowledged_at bigint,
  acknowledged_by text,
  note_sealed bytea,
  primary key (slot, id),
  unique (slot, inbound_id),
  foreign key (slot, person_id) references dunwell.person (slot, id),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index alert_to_tell on dunwell.alert (slot, next_try_at) where next_try_at is not null;
create index alert_open on dunwell.alert (slot, raised_at) where acknowledged_at is null;
