package dev.signalbox.router;

import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One call from question to answer: what was decided, what was tried, and what came of it. One row
 * in the call log.
 *
 * @param id UUID version 7, so that it carries its time
 * @param table the routing table that decided
 * @param catalog the version of the catalogue that it decided with
 * @param streamed whether the answer was to come in pieces
 */
public record RoutedCall(
    UUID id,
    Origin origin,
    String task,
    TableVersion table,
    String catalog,
    boolean streamed,
    Instant startedAt,
    Duration took,
    ChatRequest request,
    Decision decision,
    List<Attempt> attempts,
    Result result) {
  public RoutedCall {
    attempts = List.copyOf(attempts);
  }

  /** What the caller gets. */
  public sealed interface Result {

    /**
     * An answer.
     *
     * @param target who gave it, or its end
     * @param joined whether another target had begun it, and its answer broke off
     */
    record Answered(Target target, Reply reply, boolean joined) implements Result {}

    /** The request itself was at fault, or filtered, as {@code target} says. */
    record Rejected(Target target, int status, String reason) implements Result {}

    /**
     * A streamed answer broke off after the caller had seen its beginning.
     *
     * @param seen that beginning
     */
    record Cut(Reply seen, String reason) implements Result {}

    /** Nobody could answer. */
    record Failed(String reason) implements Result {}
  }

  /** The same call, whose answer its caller does not get: it could not be logged, and had to be. */
  RoutedCall withheld() {
    String reason = "calls of this task have to be logged, and this one could not be";
    Result instead =
        switch (result) {
          case Result.Answered(_, Reply reply, _) when streamed -> new Result.Cut(reply, reason);
          case Result.Answered _, Result.Rejected _ -> new Result.Failed(reason);
          case Result.Cut _, Result.Failed _ -> result;
        };
    return new RoutedCall(
        id, origin, task, table, catalog, streamed, startedAt, took, request, decision, attempts,
        instead);
  }

  /** What all attempts cost together, as far as prices are known. */
  public BigDecimal costUsd() {
    return attempts.stream()
        .flatMap(attempt -> attempt.cost().stream())
        .map(cost -> cost.usd())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
