-- What all nodes together have taken of a budget's day or month: the sum of its leases. It exceeds
-- the limit only by what was spent beyond a reservation.
create table budget_period (
  scope     text not null,
  period    text not null check (period in ('day', 'month')),
  begins_on date not null,
  limit_usd numeric not null,
  taken_usd numeric not null default 0,
  primary key (scope, period, begins_on)
);

-- A node's part of it. One that is still open when its period is over belongs to a node that was
-- killed, and counts in full.
create table budget_lease (
  id          uuid primary key,
  scope       text not null,
  period      text not null,
  begins_on   date not null,
  node        text not null,
  claim       bigint not null,
  granted_usd numeric not null,
  spent_usd   numeric not null,
  state       text not null check (state in ('open', 'closed')),
  opened_at   timestamptz not null default now(),
  claimed_at  timestamptz not null default now(),
  foreign key (scope, period, begins_on) references budget_period
);
create index budget_lease_by_period on budget_lease (scope, period, begins_on);
