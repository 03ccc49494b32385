-- What an answer held beside its text, such as tool calls, reasoning and citations; null when it
-- was all text.
alter table call add column reply jsonb;

-- The part of cache_write_tokens that is kept for an hour, and the web searches that are billed.
alter table attempt add column cache_write_hour_tokens bigint;
alter table attempt add column searches bigint;
