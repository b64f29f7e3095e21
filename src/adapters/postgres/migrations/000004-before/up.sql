-- The old tables of 000003, compared there.
drop schema dunwell_before cascade;
