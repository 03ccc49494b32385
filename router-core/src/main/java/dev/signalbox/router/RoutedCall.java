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
 */
public record RoutedCall(
    UUID id,
    Origin origin,
    String task,
    TableVersion table,
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

    record Answered(Target target, Reply reply) implements Result {}

    /** The request itself was at fault, as {@code target} says. */
    record Rejected(Target target, int status, String reason) implements Result {}

    /** Nobody could answer. */
    record Failed(String reason) implements Result {}
  }

  /** What all attempts cost together, as far as prices are known. */
  public BigDecimal costUsd() {
    return attempts.stream()
        .flatMap(attempt -> attempt.cost().stream())
        .map(cost -> cost.usd())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
