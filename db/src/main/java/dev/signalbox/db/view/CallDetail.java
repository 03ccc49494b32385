package dev.signalbox.db.view;

import dev.signalbox.db.calllog.Erasure;
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
 * @param request absent when it is not kept any more
 * @param reply what the caller got; absent when that was nothing, or is not kept any more
 * @param attempts in the order in which they were begun
 * @param tableChange how the routing table that decided differs from the one before, line by line;
 *     none for the first
 */
public record CallDetail(
    Call call,
    Optional<StoredRequest> request,
    StoredDecision decision,
    Optional<StoredReply> reply,
    List<Attempt> attempts,
    List<String> tableChange) {
  public CallDetail {
    attempts = List.copyOf(attempts);
    tableChange = List.copyOf(tableChange);
  }

  /** Whether the call had an answer of which the words are gone. */
  public boolean isReplyGone() {
    return reply.isEmpty() && (call.result().equals("answered") || call.result().equals("cut"));
  }

  /**
   * The call.
   *
   * @param tableHash absent when the database does not know that version
   * @param catalog the version of the catalogue that it was decided with
   * @param kept what is kept of its words: {@code full}, {@code redacted}, {@code hash} or {@code
   *     erased}
   * @param streamed whether the answer was to come in pieces
   * @param result {@code answered}, {@code rejected}, {@code cut} or {@code failed}
   * @param reason why it was not answered
   * @param joined whether another target had begun the answer
   */
  public record Call(
      UUID id,
      String origin,
      String task,
      long tableVersion,
      Optional<String> tableHash,
      String catalog,
      String kept,
      boolean streamed,
      Instant startedAt,
      double tookMs,
      String result,
      Optional<String> reason,
      boolean joined,
      Optional<String> finish,
      Optional<String> provider,
      Optional<String> model,
      Optional<String> revision,
      boolean simulated,
      BigDecimal costUsd,
      Optional<String> key,
      Optional<String> user,
      Optional<String> promptVersion,
      Optional<String> conversation,
      List<String> tags) {
    public Call {
      tags = List.copyOf(tags);
    }

    /** Whether its words were taken out for good, rather than by their age. */
    public boolean wasErased() {
      return kept.equals(Erasure.ERASED);
    }
  }

  /**
   * One attempt.
   *
   * @param kind an ordinary one, a {@code hedge}, or a {@code continuation}
   * @param waitedMs how long was waited for it
   * @param limitMs how long it could take; so with the other limits
   * @param firstContentMs until a streamed answer began
   * @param partial what had come of an answer that was not finished, while that is kept
   * @param outcome {@code answered}, {@code rejected}, {@code failed} or {@code skipped}
   * @param fault what kind of failure it was
   * @param cacheWriteHourTokens the part of {@code cacheWriteTokens} that is kept for an hour
   * @param searches web searches that are billed apart
   * @param reservedUsd what was set aside for it in the task's budgets
   * @param costEstimated whether {@code costUsd} is the most that it can be
   * @param costLines what {@code costUsd} is the sum of; none when that is not known any more
   * @param requestsLeft what the provider said is left of its rate limits; so with the next two
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
      double connectLimitMs,
      double firstContentLimitMs,
      double idleLimitMs,
      double tookMs,
      OptionalDouble connectMs,
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
      Optional<BigDecimal> reservedUsd,
      Optional<BigDecimal> costUsd,
      Optional<String> priceVersion,
      boolean costEstimated,
      List<CostLine> costLines,
      OptionalLong requestsLeft,
      OptionalLong tokensLeft,
      OptionalDouble limitsResetMs,
      String move) {
    public Attempt {
      costLines = List.copyOf(costLines);
    }

    /** {@code provider/model}. */
    public String target() {
      return provider + "/" + model;
    }
  }
}
