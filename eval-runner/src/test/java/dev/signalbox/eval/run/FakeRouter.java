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
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.provider.PieceSink;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiFunction;

/** Answers each prompt as it is told to, over no network. */
public final class FakeRouter implements Router {
  public static final TableVersion TABLE = new TableVersion(3, "abc123");

  private static final Decision NO_DECISION =
      new Decision(
          List.of(),
          List.of(),
          false,
          new Situation(LocalDate.EPOCH, List.of(), List.of(), OptionalInt.empty(), 0));

  private final BiFunction<Target, String, RoutedCall.Result> answering;

  /** {@code answering} gets the target and the prompt's text. */
  public FakeRouter(BiFunction<Target, String, RoutedCall.Result> answering) {
    this.answering = answering;
  }

  public static RoutedCall.Result says(Target target, String text) {
    Revision served = new Revision(target.model() + "-2026", Optional.empty());
    Usage usage = new Usage(90, 0, 0, 10, 0);
    return new RoutedCall.Result.Answered(target, Reply.of(text, usage, served), false);
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
        "shipped",
        false,
        Instant.EPOCH,
        Duration.ofSeconds(5),
        request,
        NO_DECISION,
        result instanceof RoutedCall.Result.Answered answered
            ? List.of(attempt(target, answered.reply()))
            : List.of(),
        result);
  }

  @Override
  public RoutedCall stream(String task, ChatRequest request, PieceSink sink) {
    throw new AssertionError("an eval run must not fall back");
  }

  @Override
  public Decision decide(String task, ChatRequest request) {
    return NO_DECISION;
  }

  private static Attempt attempt(Target target, Reply reply) {
    return new Attempt(
        1,
        Attempt.Kind.ORDINARY,
        target,
        true,
        Instant.EPOCH,
        Duration.ZERO,
        Limits.of(Duration.ofSeconds(20)),
        Duration.ofMillis(800),
        Exchange.unanswered(new Outcome.Answered(reply)),
        Optional.empty(),
        Optional.of(new Cost(new BigDecimal("0.0021"), "2026-01-01", false)),
        new Move.Stop("answered"));
  }
}
