-- Two tasks at three targets each: 90 hourly runs of 60 cases, an outage of openai at the hours 41
-- to 46, a new revision of google's at hour 30, and from hour 80 on eight cases of extract-invoice
-- that anthropic gets wrong, with an open alert. The calls are in SampleTraffic.

create function pg_temp.chance(seed text) returns double precision
  language sql immutable as $$ select (hashtext(seed)::bigint + 2147483648) / 4294967296.0 $$;

insert into routing_table (version, hash, canonical, source, created_by, reason)
values (1, repeat('3fa9c1', 11), '{}', 'sample', 'test', 'sample');

insert into suite (name, version, task, description, pass_mark, grader_version)
values ('invoices', 'v1', 'extract-invoice', 'Invoices of known truth', 1, 'field_match/1'),
       ('tickets', 'v1', 'triage-ticket', 'Tickets of known truth', 1, 'field_match/1');

insert into suite_case (suite, suite_version, ordinal, case_id, case_hash, prompt, expected, critical,
                        tags)
select 'invoices', 'v1', n, 'case-' || lpad(n::text, 3, '0'), md5('case-' || lpad(n::text, 3, '0')),
       'Read this invoice.' || E'\n\n' || 'Nordlicht Logistik GmbH, invoice INV-2026-0' || n || ', total '
         || (1280 + n) || '.50 EUR, due 2026-04-0' || n % 10, '{}', false, '{}'
from generate_series(1, 60) n;

insert into stream (task, provider, model, suite, grader_version)
select task, provider, model, suite, 'field_match/1'
from (values ('extract-invoice', 'invoices'), ('triage-ticket', 'tickets')) t (task, suite),
     (values ('openai', 'gpt-4o-mini'), ('anthropic', 'claude-haiku-4-5'),
             ('google', 'gemini-2.5-flash')) m (provider, model);

create temporary table plan as
select s.*, hour, gen_random_uuid() as run_id,
       timestamptz '2026-03-02 00:00:00+00' + hour * interval '1 hour' as scheduled_for,
       now() - interval '100 seconds' + hour * interval '1 second' as started_at,
       s.provider = 'openai' and hour between 41 and 46 as down,
       case s.provider
         when 'openai' then 'gpt-4o-mini-2024-07-18'
         when 'anthropic' then 'claude-haiku-4-5-20251001'
         else case when hour < 30 then 'gemini-2.5-flash-001' else 'gemini-2.5-flash-002' end
       end as revision
from stream s, generate_series(0, 89) hour;

create temporary table result as
select p.*, n as ordinal, 'case-' || lpad(n::text, 3, '0') as case_id,
       not p.down or n % 10 = 0 as answered,
       case
         when p.task = 'extract-invoice' and p.provider = 'anthropic' and p.hour >= 80 and n <= 8
           then pg_temp.chance('bad' || n || p.hour) > 0.9
         when n > 57 then pg_temp.chance(p.id || 'flaky' || n || p.hour) > 0.45
         else pg_temp.chance(p.id || 'fine' || n || p.hour) > 0.006
       end as good,
       (case p.provider when 'openai' then 620 when 'anthropic' then 840 else 480 end)
         * exp(1.1 * (pg_temp.chance('slow' || p.id || n || p.hour) - 0.5)) as latency_ms,
       (case p.provider when 'openai' then 0.00031 when 'anthropic' then 0.00164 else 0.00052 end)
         * (0.8 + 0.4 * pg_temp.chance('cost' || p.id || n || p.hour)) as cost_usd
from plan p, generate_series(1, 60) n;

insert into run (id, stream_id, suite_version, simulated, table_version, table_hash, scheduled_for,
                 started_at, finished_at, revision, cases, scored, passed)
select run_id, id, 'v1', true, 1, repeat('3fa9c1', 11), scheduled_for, started_at,
       started_at + interval '1 second', revision, 60, count(*) filter (where answered),
       count(*) filter (where answered and good)
from result
group by run_id, id, scheduled_for, started_at, revision
order by scheduled_for;

insert into case_result (run_id, ordinal, case_id, case_hash, call_id, missing, answer, revision,
                         latency_ms, input_tokens, output_tokens, cost_usd, score, passed, grades)
select run_id, ordinal, case_id, md5(case_id), gen_random_uuid(),
       case when not answered then 'unreachable' end,
       case when answered then '{"total": "1.00"}' end,
       case when answered then revision end,
       case when answered then latency_ms end, 420, 80,
       case when answered then cost_usd end,
       case when answered then good::int::double precision end,
       case when answered then good end, '{}'
from result;

insert into alert (id, stream_id, simulated, state, revision, raised_at, raised_by_run, change_at,
                   change_earliest, change_latest, runs_after_change, before, after, evidence,
                   threshold)
select '0197a3c0-0000-7000-8000-000000000001', id, true, 'open', revision, scheduled_for, run_id,
       scheduled_for - interval '2 hours', scheduled_for - interval '3 hours',
       scheduled_for - interval '1 hour', 3, 0.973, 0.858, 18214.7, 5000
from plan
where task = 'extract-invoice' and provider = 'anthropic' and hour = 82;

insert into alert_case (alert_id, ordinal, case_id, case_hash, before, after, expected, last_good,
                        first_bad)
select '0197a3c0-0000-7000-8000-000000000001', n, 'case-' || lpad(n::text, 3, '0'),
       md5('case-' || lpad(n::text, 3, '0')), 1 - n * 0.004, 0.02 * n,
       jsonb_build_object('invoice_number', 'INV-2026-0' || n, 'vendor', 'Nordlicht Logistik GmbH',
         'total', (1280 + n)::text || '.50', 'currency', 'EUR', 'due', '2026-04-0' || n),
       jsonb_build_object('invoice_number', 'INV-2026-0' || n, 'vendor', 'Nordlicht Logistik GmbH',
         'total', (1280 + n)::text || '.50', 'currency', 'EUR', 'due', '2026-04-0' || n)::text,
       case when n = 4
         then 'I''m sorry, but <b>I cannot</b> find a total on this invoice; the amount due seems to be 1284.50 EUR.'
         else jsonb_build_object('invoice_number', 'INV-2026-0' || n, 'vendor', 'Nordlicht Logistik',
           'total', '1.' || (280 + n)::text || ',50', 'currency', 'EUR')::text end
from generate_series(1, 8) n;
