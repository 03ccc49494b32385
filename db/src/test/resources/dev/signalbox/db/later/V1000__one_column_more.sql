-- What a later version may bring: it needs a table that others are at work with.
alter table case_list add column note text;
