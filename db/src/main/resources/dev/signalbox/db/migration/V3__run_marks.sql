-- What a detector reads of a run, in one short row: a mark for each case of a list, in order.
-- 1 passed, 0 failed, - has no verdict. Runs share their lists, which are named by their hash.
create table case_list (
  hash        text primary key,
  case_hashes text[] not null,
  case_ids    text[] not null
);

create table run_marks (
  run_id    uuid primary key references run,
  case_list text not null references case_list,
  marks     text not null
);
