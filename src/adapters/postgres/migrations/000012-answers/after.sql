select not exists (select from dunwell.inbound where answer_at is not null or answered_by is not null);
