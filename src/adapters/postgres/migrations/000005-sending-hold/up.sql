-- A restored database is older than the world: what left after its backup is not in it and would not be counted. So sending is held from
-- the moment it is restored until a person says what became of that gap.
create table dunwell.sending_hold (
  restored_at bigint primary key,
  -- The instant of the backup: the gap begins here.
  backup_at bigint not null,
  restored_by text not null,
  lifted_at bigint,
  lifted_by text,
  -- 'none': nothing left or came in after the backup. 'told': all of it has been told to the house since. 'waited': the longest window has passed.
  gap text check (gap in ('none', 'told', 'waited')),
  reason text,
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (gap is null) and (lifted_at is null) = (reason is null))
);
