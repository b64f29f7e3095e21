-- What a person made of a message instead of its reader. The message and its first reading stay as they are; `number` counts from 1.
create table dunwell.reading_correction (
  slot smallint not null,
  inbound_id bigint not null,
  number integer not null,
  at bigint not null,
  staff_id text not null,
  -- A person's own words, and they may be about a person.
  reason_sealed bytea not null,
  before jsonb not null,
  after jsonb not null,
  primary key (slot, inbound_id, number),
  foreign key (slot, inbound_id) references dunwell.inbound (slot, id),
  check (number >= 1)
);
