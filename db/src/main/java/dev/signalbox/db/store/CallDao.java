package dev.signalbox.db.store;

import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;

/** Writing the call log; what is there already stays as it is. */
interface CallDao {

  @SqlBatch(
      """
      insert into call (id, origin, task, table_version, table_hash, started_at, took_ms, request,
        decision, result, reason, response, reply, finish, provider, model, revision, simulated,
        attempts, cost_usd)
      values (:id, :origin, :task, :tableVersion, :tableHash, :startedAt, :tookMs,
        cast(:request as jsonb), cast(:decision as jsonb), :result, :reason, :response,
        cast(:reply as jsonb), :finish, :provider, :model, :revision, :simulated, :attempts,
        :costUsd)
      on conflict do nothing
      """)
  void insertCalls(@BindMethods Iterable<CallRow> calls);

  @SqlBatch(
      """
      insert into attempt (call_id, ordinal, provider, model, simulated, started_at, limit_ms,
        took_ms, outcome, fault, detail, status, request_id, revision, input_tokens,
        cache_read_tokens, cache_write_tokens, cache_write_hour_tokens, output_tokens,
        reasoning_tokens, searches, cost_usd, price_version, move)
      values (:callId, :ordinal, :provider, :model, :simulated, :startedAt, :limitMs,
        :tookMs, :outcome, :fault, :detail, :status, :requestId, :revision, :inputTokens,
        :cacheReadTokens, :cacheWriteTokens, :cacheWriteHourTokens, :outputTokens,
        :reasoningTokens, :searches, :costUsd, :priceVersion, :move)
      on conflict do nothing
      """)
  void insertAttempts(@BindMethods Iterable<AttemptRow> attempts);
}
