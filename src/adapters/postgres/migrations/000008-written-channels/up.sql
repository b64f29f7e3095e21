-- A long text leaves in parts, each with a name of its own at the provider, by which its receipt comes. The row lies in the slot of the
-- name's digest, not of the person: a receipt tells nothing else, and one slot can be asked.
create table dunwell.text_part (
  slot smallint not null,
  provider text not null,
  ref text not null,
  contact_id bigint not null,
  attempt_no smallint not null,
  part smallint not null,
  parts smallint not null,
  kept_at bigint not null,
  primary key (slot, provider, ref, contact_id),
  check (part between 1 and parts and parts <= 60)
);
create index text_part_kept on dunwell.text_part (slot, kept_at);

-- Which parts have arrived, bit by bit, the first part lowest.
alter table dunwell.contact add column parts_told bigint not null default 0;

alter table dunwell.inbound drop constraint inbound_kind_check;
alter table dunwell.inbound add constraint inbound_kind_check check (kind in ('sms_reply', 'sms_receipt', 'email_reply', 'email_receipt', 'letter_receipt', 'unsubscribe', 'payment', 'portal'));
