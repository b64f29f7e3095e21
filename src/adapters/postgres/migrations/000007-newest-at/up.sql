-- The newest instant at which anything of the slot was decided or recorded. A worker whose clock is behind it would not see what lies ahead
-- of its clock, and a cap could be broken: it decides and begins nothing there until its clock has caught up.
alter table dunwell.slot add column newest_at bigint not null default 0;
update dunwell.slot s set newest_at = greatest(
    coalesce((select max(b.at) from dunwell.decision_block b where b.slot = s.slot), 0),
    coalesce((select max(e.recorded_at) from dunwell.person_event e where e.slot = s.slot), 0));
