package dev.signalbox.db.store;

import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;

/** Writing the call log; what is there already stays as it is. */
interface CallDao {

  @SqlBatch(
      """
      insert into call (id, origin, task, table_version, table_hash, catalog, streamed, started_at,
        took_ms, request, decision, result, reason, response, reply, joined, finish, provider,
        model, revision, simulated, attempts, cost_usd)
      values (:id, :origin, :task, :tableVersion, :tableHash, :catalog, :streamed, :startedAt,
        :tookMs, cast(:request as jsonb), cast(:decision as jsonb), :result, :reason, :response,
        cast(:reply as jsonb), :joined, :finish, :provider, :model, :revision, :simulated,
        :attempts, :costUsd)
      on conflict do nothing
      """)
  void insertCalls(@BindMethods Iterable<CallRow> calls);

  @SqlBatch(
      """
      insert into attempt (call_id, ordinal, kind, provider, model, simulated, started_at,
        waited_ms, limit_ms, connect_limit_ms, first_content_limit_ms, idle_limit_ms, took_ms,
        connect_ms, first_content_ms, outcome, fault, detail, status, request_id, partial, shown,
        revision, input_tokens, cache_read_tokens, cache_write_tokens, cache_write_hour_tokens,
        output_tokens, reasoning_tokens, searches, reserved_usd, cost_usd, price_version,
        cost_estimated,
        requests_left, tokens_left, limits_reset_ms, move)
      values (:callId, :ordinal, :kind, :provider, :model, :simulated, :startedAt,
        :waitedMs, :limitMs, :connectLimitMs, :firstContentLimitMs, :idleLimitMs, :tookMs,
        :connectMs, :firstContentMs, :outcome, :fault, :detail, :status, :requestId, :partial,
        :shown, :revision, :inputTokens, :cacheReadTokens, :cacheWriteTokens,
        :cacheWriteHourTokens, :outputTokens, :reasoningTokens, :searches, :reservedUsd, :costUsd,
        :priceVersion, :costEstimated, :requestsLeft, :tokensLeft, :limitsResetMs, :move)
      on conflict do nothing
      """)
  void insertAttempts(@BindMethods Iterable<AttemptRow> attempts);
}
