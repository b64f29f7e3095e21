-- Letters between the gate and the print house. The PDF holds a name and an address: sealed, and let go of once the print house has it.
create table dunwell.letter (
  slot smallint not null,
  contact_id bigint not null,
  attempt_no smallint not null,
  laid_at bigint not null,
  pages smallint not null,
  paper text not null,
  country text not null,
  digest text not null,
  state text not null default 'laid',
  batch_id text,
  pdf_sealed bytea,
  primary key (slot, contact_id, attempt_no),
  check (paper in ('a4', 'letter')),
  check (state in ('laid', 'batched', 'withheld')),
  check ((state = 'laid') = (batch_id is null)),
  check (state <> 'laid' or pdf_sealed is not null)
);
create index letter_laid on dunwell.letter (slot) where state = 'laid';
create index letter_batched on dunwell.letter (batch_id) where batch_id is not null;

create table dunwell.letter_batch (
  id text primary key,
  begun_at bigint not null,
  closed_at bigint,
  written_at bigint,
  confirmed_at bigint,
  check (written_at is null or closed_at is not null),
  check (confirmed_at is null or written_at is not null)
);
-- At most one is unfinished: two at a time could not be told apart after a crash.
create unique index letter_batch_unfinished on dunwell.letter_batch ((true)) where written_at is null;
