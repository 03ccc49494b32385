package dev.signalbox.db;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a program writes that knows the schema up to version 5, word for word in its SQL. */
final class VersionFive {
  private static final UUID RUN = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID ALERT = UUID.fromString("00000000-0000-7000-8000-000000000002");

  private VersionFive() {}

  /** A call with its one attempt. */
  static void call(Handle handle, long number) {
    UUID id = new UUID(0x7000, number);
    handle.execute(
        """
        insert into call (id, origin, task, table_version, table_hash, catalog, streamed, started_at,
          took_ms, request, decision, result, reason, response, reply, joined, finish, provider,
          model, revision, simulated, attempts, cost_usd)
        values (?, 'traffic', 'extract', 3, '0a1b2c', 'catalog-7', false, now(),
          12.5, cast('{}' as jsonb), cast('{}' as jsonb), 'answered', null, 'Paris',
          cast('{}' as jsonb), false, 'done', 'openai',
          'gpt-4o-mini', 'gpt-4o-mini-2024-07-18', true, 1, 0.000321)
        on conflict do nothing
        """,
        id);
    handle.execute(
        """
        insert into attempt (call_id, ordinal, kind, provider, model, simulated, started_at,
          waited_ms, limit_ms, connect_limit_ms, first_content_limit_ms, idle_limit_ms, took_ms,
          connect_ms, first_content_ms, outcome, fault, detail, status, request_id, partial, shown,
          revision, input_tokens, cache_read_tokens, cache_write_tokens, cache_write_hour_tokens,
          output_tokens, reasoning_tokens, searches, reserved_usd, cost_usd, price_version,
          cost_estimated,
          requests_left, tokens_left, limits_reset_ms, move)
        values (?, 1, 'ordinary', 'openai', 'gpt-4o-mini', true, now(),
          0, 8000, 1000, 4000, 3000, 12.5,
          1, 5, 'answered', null, null, 200, 'req_1', null, true,
          'gpt-4o-mini-2024-07-18', 10, 0, 0, 0,
          2, 0, 0, 0.001, 0.000321, 'p1',
          false,
          null, null, null, 'stop')
        on conflict do nothing
        """,
        id);
  }

  /** A run with its one result, and the stream it belongs to. */
  static void run(Handle handle) {
    handle.execute(
        """
        insert into stream (task, provider, model, suite, grader_version)
        values ('extract', 'openai', 'gpt-4o-mini', 'invoices', 'g1')
        """);
    handle.execute(
        """
        insert into run (id, stream_id, suite_version, simulated, table_version, table_hash,
          scheduled_for, started_at, finished_at, revision, cases, scored, passed)
        values (?, (select id from stream), 'v1', true, 3, '0a1b2c',
          now(), now(), now(), 'gpt-4o-mini-2024-07-18', 1, 1, 1)
        on conflict do nothing
        """,
        RUN);
    handle.execute(
        """
        insert into case_result (run_id, ordinal, case_id, case_hash, call_id, missing, answer,
          revision, latency_ms, input_tokens, output_tokens, cost_usd, score, passed, grades)
        values (?, 1, 'c1', 'h1', ?, null, 'Paris',
          'gpt-4o-mini-2024-07-18', 12.5, 10, 2, 0.000321, 1, true,
          cast('[]' as jsonb))
        """,
        RUN,
        RUN);
  }

  /** An alert with its one case, raised by the run. */
  static void alert(Handle handle) {
    handle.execute(
        """
        insert into alert (id, stream_id, simulated, state, revision, revision_before, raised_at,
          raised_by_run, change_at, change_earliest, change_latest, runs_after_change, before, after,
          evidence, threshold)
        values (?, (select id from stream), true, 'open', 'gpt-4o-mini-2024-07-18', null, now(),
          ?, now(), now(), now(), 3, 0.9, 0.5,
          120, 100)
        on conflict (stream_id) where state <> 'resolved' do nothing
        """,
        ALERT,
        RUN);
    handle.execute(
        """
        insert into alert_case (alert_id, ordinal, case_id, case_hash, before, after, expected,
          last_good, first_bad)
        values (?, 1, 'c1', 'h1', 1, 0, cast('{}' as jsonb),
          'Paris', 'Rome')
        """,
        ALERT);
  }
}
