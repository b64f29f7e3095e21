select not exists (select from dunwell.decision_block b join dunwell.slot s on s.slot = b.slot where b.at > s.newest_at);
select not exists (select from dunwell.person_event e join dunwell.slot s on s.slot = e.slot where e.recorded_at > s.newest_at);
