-- What an answer held beside its text, such as tool calls, reasoning and citations (reply; null
-- when it was all text), with what it was decided, and whether it came in pieces. A streamed answer
-- that broke off once its caller had seen the beginning is neither answered nor failed.
alter table call add column reply jsonb;
alter table call add column catalog text;
alter table call add column streamed boolean not null default false;
alter table call add column joined boolean not null default false;
alter table call drop constraint call_result_check;
alter table call add constraint call_result_check
  check (result in ('answered', 'rejected', 'cut', 'failed'));

-- cache_write_hour_tokens is a part of cache_write_tokens; searches are billed apart; partial is
-- what had come of an answer that was not finished, whose cost can only be estimated.
alter table attempt add column kind text not null default 'ordinary'
  check (kind in ('ordinary', 'hedge', 'continuation'));
alter table attempt add column waited_ms double precision not null default 0;
alter table attempt add column connect_limit_ms double precision;
alter table attempt add column first_content_limit_ms double precision;
alter table attempt add column idle_limit_ms double precision;
alter table attempt add column connect_ms double precision;
alter table attempt add column first_content_ms double precision;
alter table attempt add column partial text;
alter table attempt add column shown boolean not null default false;
alter table attempt add column cache_write_hour_tokens bigint;
alter table attempt add column searches bigint;
alter table attempt add column reserved_usd numeric;
alter table attempt add column cost_estimated boolean not null default false;
alter table attempt add column requests_left bigint;
alter table attempt add column tokens_left bigint;
alter table attempt add column limits_reset_ms double precision;
