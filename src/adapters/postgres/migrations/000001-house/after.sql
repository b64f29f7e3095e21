select count(*) = 256 from dunwell.slot;
select count(*) = 0 from dunwell.decision;
