-- The call log, made for growth. It takes the place of call and attempt, which stay for nodes of the
-- version before; a later migration drops them.
--
-- Every table is partitioned by the day (UTC) on which a call started. Ids are UUIDs of version 7,
-- whose first 48 bits are that moment in milliseconds, so the id alone names the partition, and the
-- order of ids is the order of time.

-- The least id of a moment.
create function call_id_at(moment timestamptz) returns uuid
  language sql immutable strict parallel safe
  return (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- One row a call. Prompt and answer are payloads; decision is JSON, packed as payloads are.
create table call_log (
  id             uuid primary key,
  origin         text not null,
  task           text not null,
  table_version  bigint not null,
  catalog        text not null,
  kept           text not null,
  streamed       boolean not null,
  started_at     timestamptz not null,
  took_ms        double precision not null,
  result         text not null,
  reason         text,
  joined         boolean not null,
  finish         text,
  provider       text,
  model          text,
  revision       text,
  simulated      boolean not null,
  attempts       integer not null,
  cost_usd       numeric not null,
  api_key        text,
  user_id        text,
  prompt_version text,
  conversation   text,
  decision       bytea not null,
  request_key    uuid,
  reply_key      uuid
) partition by range (id);
create index call_log_by_task on call_log (task, id);
create index call_log_by_user on call_log (user_id, id) where user_id is not null;
create index call_log_by_key on call_log (api_key, id) where api_key is not null;
create index call_log_by_prompt on call_log (prompt_version, id) where prompt_version is not null;
-- Few, and the first that anyone looks for.
create index call_log_unanswered on call_log (id) where result <> 'answered';

create table call_tag (
  tag     text not null,
  call_id uuid not null,
  primary key (tag, call_id)
) partition by range (call_id);
create index call_tag_by_call on call_tag (call_id);

-- One row an attempt: one HTTP exchange with one provider, or the reason why there was none. What
-- had come of an answer that was not finished is a payload.
create table call_attempt (
  call_id                 uuid not null,
  ordinal                 integer not null,
  kind                    text not null,
  provider                text not null,
  model                   text not null,
  simulated               boolean not null,
  started_at              timestamptz not null,
  waited_ms               double precision not null,
  limit_ms                double precision not null,
  connect_limit_ms        double precision not null,
  first_content_limit_ms  double precision not null,
  idle_limit_ms           double precision not null,
  took_ms                 double precision not null,
  connect_ms              double precision,
  first_content_ms        double precision,
  outcome                 text not null,
  fault                   text,
  detail                  text,
  status                  integer,
  request_id              text,
  partial_key             uuid,
  shown                   boolean not null,
  revision                text,
  input_tokens            bigint,
  cache_read_tokens       bigint,
  cache_write_tokens      bigint,
  cache_write_hour_tokens bigint,
  output_tokens           bigint,
  reasoning_tokens        bigint,
  searches                bigint,
  reserved_usd            numeric,
  cost_usd                numeric,
  price_version           text,
  cost_estimated          boolean not null,
  requests_left           bigint,
  tokens_left             bigint,
  limits_reset_ms         double precision,
  move                    text not null,
  primary key (call_id, ordinal)
) partition by range (call_id);

-- Prompts, answers and partial answers. The key is a hash of whose it is and what it says, so that
-- what one owner sends or gets twice on a day is kept once, and no two owners share anything.
-- The first byte of a body says how it is packed: 0 as it is, 1 deflated (RFC 1951).
create table call_payload (
  day  date not null,
  key  uuid not null,
  body bytea not null,
  primary key (day, key)
) partition by range (day);
alter table call_payload alter column body set storage external;

-- The words of prompts and answers, of tasks that want to be searched. Kept as long as payloads.
create table call_text (
  call_id uuid primary key,
  words   tsvector not null
) partition by range (call_id);
create index call_text_words on call_text using gin (words);

-- What pages read: exact sums of the log, kept with it in one transaction; half of each page stays
-- free, so that updates stay on it and touch no index. Latency is a histogram:
-- see LatencyHistogram for its buckets. What is not known or does not apply is ''.
create table call_hour (
  hour      timestamptz not null,
  task      text not null,
  origin    text not null,
  provider  text not null,
  model     text not null,
  revision  text not null,
  result    text not null,
  simulated boolean not null,
  calls     bigint not null,
  cost_usd  numeric not null,
  latency   bigint[] not null,
  primary key (task, hour, origin, provider, model, revision, result, simulated)
) with (fillfactor = 50);
create index call_hour_by_hour on call_hour (hour);

create table attempt_hour (
  hour               timestamptz not null,
  task               text not null,
  origin             text not null,
  provider           text not null,
  model              text not null,
  revision           text not null,
  outcome            text not null,
  fault              text not null,
  simulated          boolean not null,
  attempts           bigint not null,
  input_tokens       bigint not null,
  cache_read_tokens  bigint not null,
  cache_write_tokens bigint not null,
  output_tokens      bigint not null,
  reasoning_tokens   bigint not null,
  cost_usd           numeric not null,
  latency            bigint[] not null,
  primary key (task, hour, origin, provider, model, revision, outcome, fault, simulated)
) with (fillfactor = 50);
create index attempt_hour_by_hour on attempt_hour (hour);

-- What the traffic of a day cost by API key, user, prompt version and tag, which call_hour does not
-- tell apart.
create table call_spend (
  day       date not null,
  dimension text not null check (dimension in ('key', 'user', 'prompt_version', 'tag')),
  name      text not null,
  calls     bigint not null,
  cost_usd  numeric not null,
  primary key (dimension, day, name)
) with (fillfactor = 50);
create index call_spend_by_name on call_spend (dimension, name, day);

create function bucket_sum(a bigint[], b bigint[]) returns bigint[]
  language sql immutable strict parallel safe
  return (select array_agg(coalesce(x, 0) + coalesce(y, 0) order by n)
          from unnest(a, b) with ordinality as both_of(x, y, n));

-- What people changed in the log. Erasures hold on for calls that arrive later, from a journal that
-- could not be delivered before: subject is a call's id, or the SHA-256 of a user's name, in hex.
create table call_log_change (
  id         bigint generated always as identity primary key,
  changed_at timestamptz not null default now(),
  action     text not null check (action in ('erase_call', 'erase_user', 'reprice')),
  subject    text not null,
  who        text not null,
  why        text not null,
  calls      bigint not null,
  detail     jsonb not null default '{}'
);
create index call_log_erased on call_log_change (subject) where action <> 'reprice';

-- Makes the partitions of a day, unless they are there. Attaching lets readers and writers go on.
create function make_call_log_day(wanted date) returns boolean
  language plpgsql as $$
declare
  suffix text := to_char(wanted, 'YYYYMMDD');
  first  timestamptz := wanted::timestamp at time zone 'UTC';
  lasts  timestamptz := (wanted + 1)::timestamp at time zone 'UTC';
  parent text;
begin
  if to_regclass('call_log_' || suffix) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('signalbox call log partitions'));
  if to_regclass('call_log_' || suffix) is not null then
    return false;
  end if;
  foreach parent in array array['call_tag', 'call_attempt', 'call_text', 'call_payload', 'call_log'] loop
    execute format('create table %I (like %I including all)', parent || '_' || suffix, parent);
    if parent = 'call_payload' then
      execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                     parent, parent || '_' || suffix, wanted, wanted + 1);
    else
      execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                     parent, parent || '_' || suffix, call_id_at(first), call_id_at(lasts));
    end if;
  end loop;
  return true;
end
$$;

create aggregate buckets(bigint[]) (
  sfunc = bucket_sum, stype = bigint[], combinefunc = bucket_sum, parallel = safe
);

-- Which programs can work with this schema: those that know this migration, or a later one. A
-- migration that takes away what a program needs says here which is the oldest that does not.
create table schema_support (
  oldest_program integer not null,
  single_row     boolean primary key default true check (single_row)
);
insert into schema_support (oldest_program) values (5);
