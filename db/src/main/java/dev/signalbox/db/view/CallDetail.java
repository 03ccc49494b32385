package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
   * @param streamed whether the answer was to come in pieces
   * @param result {@code answered}, {@code rejected}, {@code cut} or {@code failed}
   * @param reason why it was not answered
   * @param response the answer's text, as far as the caller saw it
   * @param joined whether another target had begun the answer
   */
  public record Call(
      UUID id,
      String origin,
      String task,
      long tableVersion,
      String tableHash,
      boolean streamed,
      Instant startedAt,
      double tookMs,
      String result,
      Optional<String> reason,
      Optional<String> response,
      boolean joined,
      Optional<String> finish,
      Optional<String> provider,
      Optional<String> model,
      Optional<String> revision,
      boolean simulated,
      BigDecimal costUsd) {}

  /**
   * One attempt.
   *
   * @param kind an ordinary one, a {@code hedge}, or a {@code continuation}
   * @param waitedMs how long was waited for it
   * @param firstContentMs until a streamed answer began
   * @param partial what had come of an answer that was not finished
   * @param outcome {@code answered}, {@code rejected}, {@code failed} or {@code skipped}
   * @param fault what kind of failure it was
   * @param cacheWriteHourTokens the part of {@code cacheWriteTokens} that is kept for an hour
   * @param searches web searches that are billed apart
   * @param costEstimated whether {@code costUsd} is the most that it can be
   * @param move what followed
   */
  public record Attempt(
      int ordinal,
      String kind,
      String provider,
      String model,
      boolean simulated,
      Instant startedAt,
      double waitedMs,
      double limitMs,
      double tookMs,
      OptionalDouble firstContentMs,
      String outcome,
      Optional<String> fault,
      Optional<String> detail,
      OptionalInt status,
      Optional<String> requestId,
      Optional<String> partial,
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
      boolean costEstimated,
      String move) {

    /** {@code provider/model}. */
    public String target() {
      return provider + "/" + model;
    }
  }
}
