-- Nobody who migrates is held.
select count(*) = 0 from dunwell.sending_hold;
