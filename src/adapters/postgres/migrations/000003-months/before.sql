select to_regclass('dunwell.decision_block') is null;
select count(*) = 0 from dunwell.contact c left join dunwell.decision d on d.slot = c.slot and d.seq = c.decision_seq where d.permits is not true;
select count(*) = 0 from dunwell.attempt a left join dunwell.decision d on d.slot = a.slot and d.seq = a.decision_seq where coalesce(d.choice in ('send', 'task'), false) is not true;
