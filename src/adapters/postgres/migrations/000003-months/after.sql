select (select count(*) from dunwell.decision) = (select count(*) from dunwell_before.decision);
select (select count(*) from dunwell.decision_block) = (select count(*) from dunwell_before.decision);
select (select count(*) from dunwell.contact) = (select count(*) from dunwell_before.contact);
select (select count(*) from dunwell.attempt) = (select count(*) from dunwell_before.attempt);
select (select count(*) from dunwell.ledger_entry) = (select count(*) from dunwell_before.ledger_entry);
select coalesce((select sum(amount_minor) from dunwell.ledger_entry), 0) = coalesce((select sum(amount_minor) from dunwell_before.ledger_entry), 0);
select count(*) = 0 from dunwell.slot s left join lateral (select b.digest from dunwell.decision_block b where b.slot = s.slot order by b.first_seq desc limit 1) e on true
  where s.chain_digest <> coalesce(encode(e.digest, 'hex'), '');
