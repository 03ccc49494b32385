package dev.signalbox.bench.budget;

import dev.signalbox.bench.Options;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.budget.InMemoryLeaseStore;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.budget.Reservation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Reserving from a day's and a month's budget and settling, beside the sums alone that this cannot
 * do without. Each is measured with one caller, and with two who get in each other's way.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerSpeed {
  private static final LocalDate DAY = LocalDate.of(2126, 1, 1);
  private static final BigDecimal LIMIT = new BigDecimal("1000000000");
  private static final List<Budget> BUDGETS =
      List.of(
          new Budget("task/a", Budget.Period.DAY, LIMIT),
          new Budget("task/a", Budget.Period.MONTH, LIMIT));
  private static final BigDecimal BOUND = new BigDecimal("0.0213");
  private static final BigDecimal COST = new BigDecimal("0.0000375");

  private final LeasedLedger ledger = LeasedLedger.on(new InMemoryLeaseStore(), "bench");
  private BigDecimal held = BigDecimal.ZERO;
  private BigDecimal spent = BigDecimal.ZERO;

  /** Runs it with JMH. */
  public static void run(Options options) {
    options.allow();
    try {
      new Runner(new OptionsBuilder().include(LedgerSpeed.class.getName()).build()).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH could not run the benchmark", e);
    }
  }

  @TearDown
  public void close() {
    ledger.close();
  }

  @Benchmark
  public void reserveAndSettle() {
    spend(ledger);
  }

  @Benchmark
  @Threads(2)
  public void reserveAndSettleTogether() {
    spend(ledger);
  }

  /** Two budgets' worth of adding up and comparing, without a lock. */
  @Benchmark
  public int sumsAlone() {
    int fits = 0;
    for (int budget = 0; budget < 2; budget++) {
      fits += spent.add(held).add(BOUND).compareTo(LIMIT);
      held = held.add(BOUND);
      held = held.subtract(BOUND);
      spent = spent.add(COST);
    }
    return fits;
  }

  private static void spend(BudgetLedger ledger) {
    switch (ledger.reserve(BUDGETS, DAY, BOUND)) {
      case Reservation.Granted(var hold) -> hold.settle(COST);
      case Reservation.Exhausted _, Reservation.LedgerDown _ ->
          throw new IllegalStateException("the benchmark is poor");
    }
  }
}
