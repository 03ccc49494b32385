package dev.signalbox.bench.decision;

import dev.signalbox.bench.Measured;
import dev.signalbox.bench.Options;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger.Standing;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.decision.Decider;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.decision.TargetState;
import dev.signalbox.router.health.Access;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision between six targets, one of them out of order, with a ceiling and two budgets to
 * watch; beside finding the six in the catalogue, which no decision can do without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBench {
  private static final double NANOS_AT_MOST = 2_000;
  private static final double BYTES_AT_MOST = 1_024;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Map<String, ProviderFacts> PROVIDERS =
      Stream.of("anthropic", "openai", "google")
          .collect(Collectors.toMap(Function.identity(), ProviderFacts::of));

  private final Catalog catalog = Catalog.shipped().forProviders(PROVIDERS);
  private final Decider decider = new Decider(catalog, PROVIDERS);
  private final Task task = task();
  private final Situation situation = situation();
  private final ChatRequest request =
      ChatRequest.of(
              Message.system("You turn invoices into JSON."),
              Message.user("An invoice of a few lines. ".repeat(37)))
          .change()
          .maxOutputTokens(512)
          .build();

  /** Prints a table. */
  public static void run(Options options) {
    options.allow();
    System.out.println("measuring decisions; half a minute …");
    List<Measured> all = Measured.all(DecisionBench.class, Optional.empty());
    Measured decision = Measured.find(all, Optional.empty(), "decide");
    Measured lookUps = Measured.find(all, Optional.empty(), "lookUpsAlone");
    System.out.printf("%n%-24s%12s%12s%14s%8s%n", "", "decision", "at most", "look-ups", "ratio");
    print("time, ns", decision.nanos(), NANOS_AT_MOST, lookUps.nanos());
    print("garbage, bytes", decision.bytes(), BYTES_AT_MOST, lookUps.bytes());
  }

  private static void print(String what, double measured, double atMost, double lookUps) {
    System.out.printf(
        "%-24s%,12.0f%,12.0f%,14.0f%8s%n",
        what, measured, atMost, lookUps, lookUps < 1 ? "-" : "%.1f".formatted(measured / lookUps));
  }

  @Benchmark
  public Decision decide() {
    return decider.decide(task, request, false, situation);
  }

  @Benchmark
  public int lookUpsAlone() {
    int found = 0;
    for (Target target : task.route()) {
      found += catalog.model(target.provider(), target.model()).isPresent() ? 1 : 0;
    }
    return found;
  }

  private static Task task() {
    return Task.of(
            "extraction",
            "Turns invoices into JSON",
            Set.of(Capability.TEXT, Capability.JSON_SCHEMA),
            Latency.of(Duration.ofSeconds(20)),
            Target.of("openai", "gpt-4o-mini"),
            Target.of("anthropic", "claude-haiku-4-5"),
            Target.of("google", "gemini-2.5-flash"),
            Target.of("openai", "gpt-4.1-mini"),
            Target.of("anthropic", "claude-sonnet-4-6"),
            Target.of("google", "gemini-2.5-pro"))
        .change()
        .cost(
            new CostRule(
                Optional.of(new BigDecimal("0.05")),
                Optional.of(new BigDecimal("20")),
                Optional.of(new BigDecimal("400")),
                CostRule.NONE.thriftyFrom(),
                CostRule.NONE.atLimit(),
                CostRule.NONE.onLedgerDown()))
        .build();
  }

  private Situation situation() {
    TargetState healthy = new TargetState(true, Access.FREE, 800_000_000, false);
    TargetState broken = new TargetState(true, Access.BREAKER_OPEN, 800_000_000, false);
    String scope = "task/" + task.name();
    return new Situation(
        TODAY,
        List.of(healthy, broken, healthy, healthy, healthy, healthy),
        List.of(
            new Standing(
                new Budget(scope, Budget.Period.DAY, new BigDecimal("20")),
                new BigDecimal("3.1415")),
            new Standing(
                new Budget(scope, Budget.Period.MONTH, new BigDecimal("400")),
                new BigDecimal("31.415"))),
        OptionalInt.empty(),
        Duration.ofSeconds(20).toNanos());
  }
}
