select to_regclass('dunwell.agency') is null;
