package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One call with all that is known about it.
 *
 * @param reply what the answer held beside its text
 * @param attempts in the order in which they were made
 */
public record CallDetail(
    Call call,
    StoredRequest request,
    StoredDecision decision,
    StoredReply reply,
    List<Attempt> attempts) {
  public CallDetail {
    attempts = List.copyOf(attempts);
  }

  /**
   * The call.
   *
   * @param result {@code answered}, {@code rejected} or {@code failed}
   * @param reason why it was not answered
   * @param response the answer's text
   */
  public record Call(
      UUID id,
      String origin,
      String task,
      long tableVersion,
      String tableHash,
      Instant startedAt,
      double tookMs,
      String result,
      Optional<String> reason,
      Optional<String> response,
      Optional<String> finish,
      Optional<String> provider,
      Optional<String> model,
      Optional<String> revision,
      boolean simulated,
      BigDecimal costUsd) {}

  /**
   * One attempt.
   *
   * @param outcome {@code answered}, {@code rejected}, {@code failed} or {@code skipped}
   * @param fault what kind of failure it was
   * @param cacheWriteHourTokens the part of {@code cacheWriteTokens} that is kept for an hour
   * @param searches web searches that are billed apart
   * @param move what followed
   */
  public record Attempt(
      int ordinal,
      String provider,
      String model,
      boolean simulated,
      Instant startedAt,
      double limitMs,
      double tookMs,
      String outcome,
      Optional<String> fault,
      Optional<String> detail,
      OptionalInt status,
      Optional<String> requestId,
      Optional<String> revision,
      OptionalLong inputTokens,
      OptionalLong cacheReadTokens,
      OptionalLong cacheWriteTokens,
      OptionalLong cacheWriteHourTokens,
      OptionalLong outputTokens,
      OptionalLong reasoningTokens,
      OptionalLong searches,
      Optional<BigDecimal> costUsd,
      Optional<String> priceVersion,
      String move) {

    /** {@code provider/model}. */
    public String target() {
      return provider + "/" + model;
    }
  }
}
