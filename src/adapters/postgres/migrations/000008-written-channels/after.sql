select not exists (select from dunwell.contact where parts_told <> 0);
