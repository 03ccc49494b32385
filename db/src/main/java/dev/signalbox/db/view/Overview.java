package dev.signalbox.db.view;

import dev.signalbox.router.table.TableVersion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How every task is doing at every target.
 *
 * @param asOf real time of the reading
 * @param recent how far back the figures about calls reach
 * @param alerts unresolved ones, newest first
 */
public record Overview(
    Instant asOf,
    Duration recent,
    TableVersion table,
    List<AlertSummary> alerts,
    List<TaskState> tasks) {
  public Overview {
    alerts = List.copyOf(alerts);
    tasks = List.copyOf(tasks);
  }

  /**
   * One task.
   *
   * @param suite the golden suite that watches it
   * @param targets in route order, then those off the route that still have results
   * @param traffic what became of the recent calls of applications
   */
  public record TaskState(
      String name,
      String description,
      Duration deadline,
      Optional<String> suite,
      Traffic traffic,
      List<TargetState> targets) {
    public TaskState {
      targets = List.copyOf(targets);
    }
  }

  /**
   * The recent calls of applications for one task.
   *
   * @param answeredByFallback those that another target than the primary answered
   */
  public record Traffic(long calls, long answered, long failed, long answeredByFallback) {
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);
  }

  /**
   * One target of a task.
   *
   * @param position in the route, 1 is the primary; absent when the table no longer names it
   * @param revision the latest that was served
   * @param series its latest runs, oldest first
   * @param quality over the last {@value OverviewView#QUALITY_RUNS} runs; absent before the first
   * @param calls absent when it was not asked recently
   * @param alert its unresolved alert
   */
  public record TargetState(
      String provider,
      String model,
      OptionalInt position,
      boolean simulated,
      Optional<String> revision,
      List<RunPoint> series,
      Optional<Interval> quality,
      Optional<Calls> calls,
      Optional<AlertSummary> alert) {
    public TargetState {
      series = List.copyOf(series);
    }

    /** {@code provider/model}. */
    public String name() {
      return provider + "/" + model;
    }
  }

  /**
   * The recent attempts at one target, of applications and of eval runs.
   *
   * @param attempts those that were sent
   * @param failed those the provider let us down on
   * @param p50Ms median time to an answer
   * @param p95Ms 95th percentile of it
   * @param costPerThousand mean cost in USD of a thousand answers; absent when no price is known
   * @param trafficShare of the task's answered application calls, in [0, 1]; absent when there were
   *     none
   */
  public record Calls(
      long attempts,
      long failed,
      OptionalDouble p50Ms,
      OptionalDouble p95Ms,
      Optional<BigDecimal> costPerThousand,
      OptionalDouble trafficShare) {

    /** In [0, 1]. */
    public double errorShare() {
      return attempts == 0 ? 0 : (double) failed / attempts;
    }
  }
}
