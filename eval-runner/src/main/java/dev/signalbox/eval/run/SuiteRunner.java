package dev.signalbox.eval.run;

import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.Router;
import dev.signalbox.router.UnknownTaskException;
import dev.signalbox.router.table.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs a suite against one target: asks every case, with no fallback, and grades the answers. A
 * case that nobody could answer is asked once more after all others, when a brief fault may have
 * passed; if that fails too, its result is missing.
 *
 * <p>Thread-safe; each run uses its own threads and ends them.
 */
public final class SuiteRunner {
  private final Router router;
  private final Predicate<Target> simulated;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final int inFlight;

  /**
   * @param simulated whether a target only pretends; asked here, for a target that was skipped left
   *     no attempt that would tell
   * @param clock real time, for when a run started and finished
   * @param ids of the runs
   * @param inFlight the most calls that one run has under way at once, at least 1
   */
  public SuiteRunner(
      Router router,
      Predicate<Target> simulated,
      InstantSource clock,
      Supplier<UUID> ids,
      int inFlight) {
    if (inFlight < 1) {
      throw new IllegalArgumentException("a run needs at least one call in flight");
    }
    this.router = router;
    this.simulated = simulated;
    this.clock = clock;
    this.ids = ids;
    this.inFlight = inFlight;
  }

  /**
   * Runs {@code suite} against {@code target}.
   *
   * @param scheduledFor the calendar time this run stands for
   * @throws UnknownTaskException if the table in force does not have the suite's task
   * @throws InterruptedException if interrupted; the calls under way are interrupted too
   */
  public EvalRun run(GoldenSuite suite, Target target, Instant scheduledFor)
      throws InterruptedException {
    Instant startedAt = clock.instant();
    List<RoutedCall> calls = askAll(suite, target);
    return new EvalRun(
        ids.get(),
        new StreamKey(
            suite.task(), target.provider(), target.model(), suite.name(), suite.graderVersion()),
        suite.version(),
        simulated.test(target),
        calls.getFirst().table(),
        scheduledFor,
        startedAt,
        clock.instant(),
        grade(suite, calls));
  }

  /** One call a case, in the order of the suite. */
  private List<RoutedCall> askAll(GoldenSuite suite, Target target) throws InterruptedException {
    List<RoutedCall> calls = new ArrayList<>(ask(suite.cases(), suite.task(), target));
    List<Integer> failed = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).result() instanceof RoutedCall.Result.Failed) {
        failed.add(i);
      }
    }
    List<RoutedCall> again =
        ask(failed.stream().map(suite.cases()::get).toList(), suite.task(), target);
    for (int i = 0; i < again.size(); i++) {
      calls.set(failed.get(i), again.get(i));
    }
    return calls;
  }

  private List<RoutedCall> ask(List<GoldenCase> cases, String task, Target target)
      throws InterruptedException {
    return InParallel.map(cases, inFlight, golden -> router.ask(task, target, golden.request()));
  }

  private static List<CaseResult> grade(GoldenSuite suite, List<RoutedCall> calls) {
    Marking marking = new Marking(suite);
    List<CaseResult> results = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      results.add(marking.result(suite.cases().get(i), calls.get(i)));
    }
    return results;
  }
}
