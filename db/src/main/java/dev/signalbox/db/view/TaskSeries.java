package dev.signalbox.db.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One task's results over a stretch of calendar time.
 *
 * @param from calendar time of the first run in it
 * @param to calendar time of the newest run
 * @param targets in route order, then those off the route
 * @param alerts raised in it, resolved or not, by time of change
 */
public record TaskSeries(
    Optional<Instant> from,
    Optional<Instant> to,
    List<TargetSeries> targets,
    List<AlertSummary> alerts) {
  public TaskSeries {
    targets = List.copyOf(targets);
    alerts = List.copyOf(alerts);
  }

  /** The results of one target, oldest first. */
  public record TargetSeries(
      String provider, String model, boolean simulated, List<RunPoint> runs) {
    public TargetSeries {
      runs = List.copyOf(runs);
    }

    /** {@code provider/model}. */
    public String name() {
      return provider + "/" + model;
    }
  }
}
