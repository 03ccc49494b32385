package dev.signalbox.router;

import dev.signalbox.router.attempt.AttemptStep;
import dev.signalbox.router.attempt.BreakerStep;
import dev.signalbox.router.attempt.BudgetStep;
import dev.signalbox.router.attempt.DeadlineStep;
import dev.signalbox.router.attempt.ExchangeStep;
import dev.signalbox.router.attempt.GateStep;
import dev.signalbox.router.attempt.LatencyStep;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.decision.Decider;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.decision.TargetState;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.provider.PieceSink;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.CostRule;
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
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The router: decides once, then attempts and moves until a target answered, the request proved to
 * be at fault, or no target or time is left.
 */
public final class FailoverRouter implements Router {
  private static final String NO_ROOM =
      "calls of this task have to be logged, and the call log has no room";

  private final Parts parts;
  private final Decider decider;
  private final AttemptStep.Next attempt;
  private final Affinity affinity = new Affinity();
  private final HedgeCredit hedges = new HedgeCredit();

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
      Latencies latencies,
      BudgetLedger ledger,
      Demotions demotions,
      CallLog log,
      InstantSource clock,
      Ticker ticker,
      Sleeper sleeper,
      RandomGenerator random) {}

  public FailoverRouter(Parts parts) {
    this.parts = parts;
    this.decider = new Decider(parts.catalog(), parts.providers().facts());
    this.attempt =
        AttemptStep.chain(
            List.of(
                new DeadlineStep(),
                new BreakerStep(parts.breakers()),
                new BudgetStep(parts.ledger()),
                new LatencyStep(parts.latencies(), parts.ticker()),
                new GateStep()),
            new ExchangeStep(parts.providers()));
  }

  @Override
  public RoutedCall call(String task, ChatRequest request) {
    return route(Origin.TRAFFIC, task, Optional.empty(), request, Optional.empty());
  }

  @Override
  public RoutedCall stream(String task, ChatRequest request, PieceSink sink) {
    return route(Origin.TRAFFIC, task, Optional.empty(), request, Optional.of(sink));
  }

  @Override
  public RoutedCall ask(String task, Target target, ChatRequest request) {
    return route(Origin.EVAL, task, Optional.of(target), request, Optional.empty());
  }

  @Override
  public Decision decide(String task, ChatRequest request) {
    Task known = find(task, parts.tables().get());
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), ZoneOffset.UTC);
    Situation situation =
        situation(known, request, budgets(known), today, known.latency().deadline());
    return decider.decide(known, request, false, situation);
  }

  private static Task find(String task, ActiveTable active) {
    return active
        .table()
        .task(task)
        .orElseThrow(() -> new UnknownTaskException(task, active.table().tasks().keySet()));
  }

  private RoutedCall route(
      Origin origin,
      String taskName,
      Optional<Target> only,
      ChatRequest request,
      Optional<PieceSink> sink) {
    Instant startedAt = parts.clock().instant();
    long startedNanos = parts.ticker().nanos();
    ActiveTable active = parts.tables().get();
    Task found = find(taskName, active);
    Task task = only.map(target -> found.change().route(List.of(target)).build()).orElse(found);
    Deadline deadline = Deadline.in(task.latency().deadline(), parts.ticker());
    LocalDate today = LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
    List<Budget> budgets = origin == Origin.EVAL ? List.of() : budgets(task);
    Situation situation = situation(task, request, budgets, today, deadline.left());
    Decision decision = decider.decide(task, request, sink.isPresent(), situation);
    RunningCall running =
        new RunningCall(
            parts, attempt, hedges, new Call(task, request, decision, deadline, budgets, sink));
    RoutedCall.Result result =
        task.log().required() && !parts.log().hasRoom()
            ? new RoutedCall.Result.Failed(NO_ROOM)
            : running.run();
    RoutedCall routed =
        new RoutedCall(
            TimeOrderedUuid.at(startedAt, parts.random()),
            origin,
            task.name(),
            active.version(),
            parts.catalog().version(),
            sink.isPresent(),
            startedAt,
            Duration.ofNanos(parts.ticker().nanos() - startedNanos),
            request,
            decision,
            running.attempts(),
            result);
    boolean isSafe = parts.log().append(routed, task.log()) || !task.log().required();
    remember(task, request, result);
    return isSafe ? routed : routed.withheld();
  }

  /** A call as it is about to be made. */
  record Call(
      Task task,
      ChatRequest request,
      Decision decision,
      Deadline deadline,
      List<Budget> budgets,
      Optional<PieceSink> sink) {}

  private static List<Budget> budgets(Task task) {
    CostRule cost = task.cost();
    if (!cost.hasBudget()) {
      return List.of();
    }
    String scope = "task/" + task.name();
    List<Budget> budgets = new ArrayList<>();
    cost.perDay().ifPresent(usd -> budgets.add(new Budget(scope, Budget.Period.DAY, usd)));
    cost.perMonth().ifPresent(usd -> budgets.add(new Budget(scope, Budget.Period.MONTH, usd)));
    return budgets;
  }

  private Situation situation(
      Task task, ChatRequest request, List<Budget> budgets, LocalDate today, Duration left) {
    List<TargetState> states = new ArrayList<>(task.route().size());
    for (Target target : task.route()) {
      states.add(
          new TargetState(
              parts.providers().hasKey(target),
              parts.breakers().access(target),
              parts.latencies().p95Nanos(target),
              parts.demotions().isDemoted(task.name(), target)));
    }
    return new Situation(
        today,
        states,
        budgets.isEmpty() ? List.of() : parts.ledger().standing(budgets, today),
        usual(task, request),
        left.toNanos());
  }

  private OptionalInt usual(Task task, ChatRequest request) {
    if (!task.affinity() || request.conversation().isEmpty()) {
      return OptionalInt.empty();
    }
    int place =
        affinity
            .of(task.name(), request.conversation().get())
            .map(task.route()::indexOf)
            .orElse(-1);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  private void remember(Task task, ChatRequest request, RoutedCall.Result result) {
    if (task.affinity()
        && request.conversation().isPresent()
        && result instanceof RoutedCall.Result.Answered answered) {
      affinity.answered(task.name(), request.conversation().get(), answered.target());
    }
  }
}
