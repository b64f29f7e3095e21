-- Agencies and the lender's own systems: they ask the same gate and spend the same budget.
create table dunwell.agency (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name_en text not null,
  name_zh text not null,
  -- 'agency': another firm, sees the cases placed with it. 'system': the lender's own dialler and the like, sees its creditor's cases.
  kind text not null check (kind in ('agency', 'system')),
  creditor_id text references dunwell.creditor (id),
  -- On the lender's published list of agencies (CN-C14).
  listed boolean not null,
  -- SHA-256 of the token; the token itself is shown once and kept nowhere.
  token_digest text not null unique,
  created_at bigint not null,
  ended_at bigint,
  check ((kind = 'system') = (creditor_id is not null))
);

-- The law's event of an attempt whose outcome is not known yet or never will be: how, to which number, about which debts.
-- Null where the event was written when it was reserved (a text of the house).
alter table dunwell.attempt add column made jsonb;
update dunwell.attempt a set made = jsonb_build_object('tz', 'UTC', 'channel', c.channel, 'number', c.point_id::text, 'debtIds',
    (select coalesce(jsonb_agg(d.id::text order by d.id), '[]') from dunwell.debt d where d.slot = c.slot and d.case_id = c.case_id))
  from dunwell.contact c where c.slot = a.slot and c.id = a.contact_id and c.channel in ('call', 'visit');

-- A contact that is made outside ends its attempt here, or is told afterwards.
create index person_event_placed on dunwell.person_event ((data->>'agency'), slot, person_id) where type in ('agency_placed', 'agency_recalled');
create index person_event_unpermitted on dunwell.person_event (slot, id) where data->>'unpermitted' is not null;
