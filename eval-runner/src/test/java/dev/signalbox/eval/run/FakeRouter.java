package dev.signalbox.eval.run;

import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.Router;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiFunction;

/** Answers each prompt as it is told to, over no network. */
public final class FakeRouter implements Router {
  public static final TableVersion TABLE = new TableVersion(3, "abc123");

  private final BiFunction<Target, String, RoutedCall.Result> answering;

  /** {@code answering} gets the target and the prompt's text. */
  public FakeRouter(BiFunction<Target, String, RoutedCall.Result> answering) {
    this.answering = answering;
  }

  public static RoutedCall.Result says(Target target, String text) {
    Revision served = new Revision(target.model() + "-2026", Optional.empty());
    Usage usage = new Usage(90, 0, 0, 10, 0);
    return new RoutedCall.Result.Answered(target, Reply.of(text, usage, served));
  }

  @Override
  public RoutedCall call(String task, ChatRequest request) {
    throw new AssertionError("an eval run must not fall back");
  }

  @Override
  public RoutedCall ask(String task, Target target, ChatRequest request) {
    RoutedCall.Result result = answering.apply(target, request.messages().getLast().text());
    return new RoutedCall(
        UUID.randomUUID(),
        Origin.EVAL,
        task,
        TABLE,
        Instant.EPOCH,
        Duration.ofSeconds(5),
        request,
        new Decision(List.of(target), List.of()),
        result instanceof RoutedCall.Result.Answered answered
            ? List.of(attempt(target, answered.reply()))
            : List.of(),
        result);
  }

  private static Attempt attempt(Target target, Reply reply) {
    return new Attempt(
        1,
        target,
        true,
        Instant.EPOCH,
        Duration.ofSeconds(20),
        Duration.ofMillis(800),
        new Outcome.Answered(reply),
        OptionalInt.of(200),
        Optional.empty(),
        Optional.of(new Cost(new BigDecimal("0.0021"), "2026-01-01")),
        new Move.Stop("answered"));
  }
}
