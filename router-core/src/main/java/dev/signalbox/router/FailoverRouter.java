package dev.signalbox.router;

import dev.signalbox.router.attempt.Ask;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.attempt.AttemptStep;
import dev.signalbox.router.attempt.BreakerStep;
import dev.signalbox.router.attempt.DeadlineStep;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.decision.Decider;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.move.MoveRule;
import dev.signalbox.router.move.Progress;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.provider.Question;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.time.Deadline;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The router: decides once, then attempts and moves until a target answered, the request proved to
 * be at fault, or no target or time is left. Blocks the calling thread, which should be a virtual
 * one. Thread-safe.
 */
public final class FailoverRouter implements Router {
  private final Parts parts;
  private final AttemptStep.Next attempt;

  /**
   * What a router is made of.
   *
   * @param tables gives the table in force; read once a call
   * @param clock wall clock, for records and prices
   * @param ticker for deadlines
   * @param sleeper waits between attempts
   * @param random for ids and jitter; must be thread-safe
   */
  public record Parts(
      Supplier<ActiveTable> tables,
      Catalog catalog,
      Providers providers,
      Breakers breakers,
      MoveRule moves,
      CallLog log,
      InstantSource clock,
      Ticker ticker,
      Sleeper sleeper,
      RandomGenerator random) {}

  public FailoverRouter(Parts parts) {
    this.parts = parts;
    this.attempt =
        AttemptStep.chain(
            List.of(new DeadlineStep(), new BreakerStep(parts.breakers())),
            ask ->
                parts
                    .providers()
                    .of(ask.target())
                    .ask(
                        new Question(
                            ask.target(),
                            ask.request(),
                            Limits.of(ask.limit()),
                            Optional.empty())));
  }

  @Override
  public RoutedCall call(String task, ChatRequest request) {
    ActiveTable active = parts.tables().get();
    return route(new Call(Origin.TRAFFIC, active, find(task, active), request));
  }

  @Override
  public RoutedCall ask(String task, Target target, ChatRequest request) {
    ActiveTable active = parts.tables().get();
    Task alone = find(task, active).change().route(List.of(target)).build();
    return route(new Call(Origin.EVAL, active, alone, request));
  }

  private static Task find(String task, ActiveTable active) {
    return active
        .table()
        .task(task)
        .orElseThrow(() -> new UnknownTaskException(task, active.table().tasks().keySet()));
  }

  /** A call as it came in. */
  private record Call(Origin origin, ActiveTable active, Task task, ChatRequest request) {}

  private RoutedCall route(Call call) {
    Instant startedAt = parts.clock().instant();
    long startedNanos = parts.ticker().nanos();
    Deadline deadline = Deadline.in(call.task().latency().deadline(), parts.ticker());
    Decision decision = Decider.decide(call.task(), call.request(), situation(startedAt));
    List<Attempt> attempts = attempts(decision, call.request(), deadline);
    RoutedCall routed =
        new RoutedCall(
            TimeOrderedUuid.at(startedAt, parts.random()),
            call.origin(),
            call.task().name(),
            call.active().version(),
            startedAt,
            Duration.ofNanos(parts.ticker().nanos() - startedNanos),
            call.request(),
            decision,
            attempts,
            Results.of(decision, attempts));
    parts.log().append(routed);
    return routed;
  }

  private Situation situation(Instant now) {
    return new Situation(
        parts.catalog(),
        parts.providers().keyed(),
        parts.breakers().snapshot(),
        LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  private List<Attempt> attempts(Decision decision, ChatRequest request, Deadline deadline) {
    List<Attempt> attempts = new ArrayList<>();
    Optional<Progress> progress =
        decision.candidates().isEmpty()
            ? Optional.empty()
            : Optional.of(Progress.startingWith(decision.candidates()));
    while (progress.isPresent()) {
      Progress here = progress.get();
      Attempt made = attempt(attempts.size() + 1, here, request, deadline);
      attempts.add(made);
      progress = pause(made.move()) ? here.follow(made.move()) : Optional.empty();
    }
    return attempts;
  }

  private Attempt attempt(int ordinal, Progress here, ChatRequest request, Deadline deadline) {
    Instant startedAt = parts.clock().instant();
    long startedNanos = parts.ticker().nanos();
    // Every target that is left gets the same share, so that none can use up its fallbacks' time.
    Duration limit = deadline.left().dividedBy(here.targetsLeft());
    Target target = here.target();
    Exchange exchange = attempt.proceed(new Ask(target, request, limit, deadline));
    Move move = parts.moves().after(here, exchange.outcome(), deadline.left());
    return new Attempt(
        ordinal,
        target,
        provider(target).simulated(),
        startedAt,
        limit,
        Duration.ofNanos(parts.ticker().nanos() - startedNanos),
        exchange.outcome(),
        exchange.status(),
        exchange.requestId(),
        cost(target, exchange.outcome(), startedAt),
        move);
  }

  private Provider provider(Target target) {
    return parts.providers().of(target);
  }

  private Optional<Cost> cost(Target target, Outcome outcome, Instant at) {
    return outcome instanceof Outcome.Answered(var reply)
        ? parts
            .catalog()
            .cost(
                target.provider(),
                target.model(),
                reply.usage(),
                LocalDate.ofInstant(at, ZoneOffset.UTC))
        : Optional.empty();
  }

  /** Waits as the move says; false when the caller went away meanwhile. */
  private boolean pause(Move move) {
    if (!(move instanceof Move.AgainHere(Duration atLeast, Duration jitter))) {
      return true;
    }
    long drawn = (long) (parts.random().nextDouble() * jitter.toNanos());
    try {
      parts.sleeper().sleep(atLeast.plusNanos(drawn));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
