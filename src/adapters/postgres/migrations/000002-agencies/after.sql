select count(*) = 0 from dunwell.attempt a join dunwell.contact c on c.slot = a.slot and c.id = a.contact_id where c.channel in ('call', 'visit') and a.made is null;
