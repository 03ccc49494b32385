package dev.signalbox.eval.schedule;

import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.run.InParallel;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.eval.run.SuiteRunner;
import dev.signalbox.router.table.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is due on the calendar clock and keeps the results. In one process a suite never runs
 * twice at once against the same target; between processes the store keeps the first run of a slot.
 *
 * <p>Thread-safe.
 */
public final class ScheduledEvals {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledEvals.class);

  private final Supplier<List<EvalSchedule>> schedules;
  private final RunStore store;
  private final SuiteRunner runner;
  private final AfterRun afterRun;
  private final InstantSource calendar;
  private final int atOnce;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  private record Watched(GoldenSuite suite, Target target, Duration every) {
    /** What there is at most one execution of at a time. */
    String name() {
      return suite.name() + " against " + target.name();
    }
  }

  /**
   * @param schedules asked anew each time, for the targets of a task may change
   * @param afterRun told of each run that was kept
   * @param calendar decides what is due; may run faster than real time
   * @param atOnce the most runs under way at once, at least 1
   */
  public ScheduledEvals(
      Supplier<List<EvalSchedule>> schedules,
      RunStore store,
      SuiteRunner runner,
      AfterRun afterRun,
      InstantSource calendar,
      int atOnce) {
    this.schedules = schedules;
    this.store = store;
    this.runner = runner;
    this.afterRun = afterRun;
    this.calendar = calendar;
    this.atOnce = atOnce;
  }

  /**
   * Runs what is due now, and returns when all of it has ended.
   *
   * @return what was due and what became of it; without what another thread is running
   * @throws InterruptedException if interrupted; runs under way are abandoned, and nothing of them
   *     is kept
   */
  public List<ScheduledRun> runDue() throws InterruptedException {
    List<Watched> all =
        schedules.get().stream()
            .flatMap(schedule ->
                schedule.targets().stream()
                    .map(target -> new Watched(schedule.suite(), target, schedule.every())))
            .toList();
    return InParallel.map(all, atOnce, this::runIfDue).stream().flatMap(Optional::stream).toList();
  }

  private Optional<ScheduledRun> runIfDue(Watched watched) throws InterruptedException {
    if (!running.add(watched.name())) {
      return Optional.empty();
    }
    try {
      // Asked only now that it is ours: else a run that another thread just ended would run again.
      Optional<DueSlot> slot =
          DueSlot.at(
              calendar.instant(),
              watched.every(),
              store.lastScheduled(watched.suite().name(), watched.target().name()));
      if (slot.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new ScheduledRun(
              watched.suite().name(), watched.target(), slot.get(), run(watched, slot.get())));
    } finally {
      running.remove(watched.name());
    }
  }

  private ScheduledRun.End run(Watched watched, DueSlot slot) throws InterruptedException {
    try {
      EvalRun run = runner.run(watched.suite(), watched.target(), slot.at());
      store.register(watched.suite());
      if (!store.save(run)) {
        return new ScheduledRun.KeptElsewhere();
      }
      tell(run);
      return new ScheduledRun.Kept(run);
    } catch (RuntimeException e) {
      LOG.error("{} for {} did not run", watched.name(), slot.at(), e);
      return new ScheduledRun.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** Whatever happens in there, the run is kept; the next one tells the whole series again. */
  private void tell(EvalRun run) {
    try {
      afterRun.kept(run);
    } catch (RuntimeException e) {
      LOG.error("run {} is kept, but what follows a run failed", run.id(), e);
    }
  }
}
