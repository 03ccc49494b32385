-- The routing table: immutable versions; the highest number is in force.
create table routing_table (
  version    bigint primary key,
  hash       text not null,
  canonical  text not null,
  source     text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  reason     text not null
);

-- One row a routed call.
create table call (
  id             uuid primary key,
  origin         text not null check (origin in ('traffic', 'eval')),
  task           text not null,
  table_version  bigint not null,
  table_hash     text not null,
  started_at     timestamptz not null,
  took_ms        double precision not null,
  request        jsonb not null,
  decision       jsonb not null,
  result         text not null check (result in ('answered', 'rejected', 'failed')),
  reason         text,
  response       text,
  finish         text,
  provider       text,
  model          text,
  revision       text,
  simulated      boolean not null,
  attempts       integer not null,
  cost_usd       numeric not null
);
create index call_by_time on call (started_at desc);
create index call_by_task on call (task, started_at desc);

-- One row an attempt: one HTTP exchange with one provider, or the reason why there was none.
create table attempt (
  call_id            uuid not null references call,
  ordinal            integer not null,
  provider           text not null,
  model              text not null,
  simulated          boolean not null,
  started_at         timestamptz not null,
  limit_ms           double precision not null,
  took_ms            double precision not null,
  outcome            text not null check (outcome in ('answered', 'rejected', 'failed', 'skipped')),
  fault              text,
  detail             text,
  status             integer,
  request_id         text,
  revision           text,
  input_tokens       bigint,
  cache_read_tokens  bigint,
  cache_write_tokens bigint,
  output_tokens      bigint,
  reasoning_tokens   bigint,
  cost_usd           numeric,
  price_version      text,
  move               text not null,
  primary key (call_id, ordinal)
);

-- Every version of a suite that was ever registered, with its cases.
create table suite (
  name           text not null,
  version        text not null,
  task           text not null,
  description    text not null,
  pass_mark      double precision not null,
  grader_version text not null,
  registered_at  timestamptz not null default now(),
  primary key (name, version)
);

create table suite_case (
  suite         text not null,
  suite_version text not null,
  ordinal       integer not null,
  case_id       text not null,
  case_hash     text not null,
  prompt        text not null,
  expected      jsonb not null,
  critical      boolean not null,
  tags          text[] not null,
  primary key (suite, suite_version, case_id),
  foreign key (suite, suite_version) references suite
);

-- What one detector watches. Runs before evidence_from are baseline at most: an alert on them was resolved.
create table stream (
  id             bigint generated always as identity primary key,
  task           text not null,
  provider       text not null,
  model          text not null,
  suite          text not null,
  grader_version text not null,
  evidence_from  integer not null default 0,
  unique (task, provider, model, suite, grader_version)
);

-- The sequence is the order of commitment within a stream, and so the order of evidence.
create table run (
  id            uuid primary key,
  sequence      bigint generated always as identity,
  stream_id     bigint not null references stream,
  suite_version text not null,
  simulated     boolean not null,
  table_version bigint not null,
  table_hash    text not null,
  scheduled_for timestamptz not null,
  started_at    timestamptz not null,
  finished_at   timestamptz not null,
  revision      text,
  cases         integer not null,
  scored        integer not null,
  passed        integer not null,
  unique (stream_id, scheduled_for)
);
create index run_by_stream on run (stream_id, sequence);

create table case_result (
  run_id        uuid not null references run,
  ordinal       integer not null,
  case_id       text not null,
  case_hash     text not null,
  call_id       uuid not null,
  missing       text,
  answer        text,
  revision      text,
  latency_ms    double precision,
  input_tokens  bigint,
  output_tokens bigint,
  cost_usd      numeric,
  score         double precision,
  passed        boolean,
  grades        jsonb,
  primary key (run_id, ordinal)
);
create index case_result_by_case on case_result (case_hash, run_id);

create table alert (
  id                uuid primary key,
  stream_id         bigint not null references stream,
  simulated         boolean not null,
  state             text not null check (state in ('open', 'acknowledged', 'resolved')),
  opened_at         timestamptz not null default now(),
  revision          text not null,
  revision_before   text,
  raised_at         timestamptz not null,
  raised_by_run     uuid not null references run,
  change_at         timestamptz not null,
  change_earliest   timestamptz not null,
  change_latest     timestamptz not null,
  runs_after_change integer not null,
  before            double precision not null,
  after             double precision not null,
  evidence          double precision not null,
  threshold         double precision not null
);
-- One alert per change: a stream has at most one that is not resolved.
create unique index alert_unresolved on alert (stream_id) where state <> 'resolved';

create table alert_case (
  alert_id  uuid not null references alert,
  ordinal   integer not null,
  case_id   text not null,
  case_hash text not null,
  before    double precision not null,
  after     double precision not null,
  expected  jsonb not null,
  last_good text,
  first_bad text,
  primary key (alert_id, ordinal)
);

create table alert_change (
  alert_id   uuid not null references alert,
  changed_at timestamptz not null default now(),
  state      text not null,
  who        text not null,
  why        text not null
);
