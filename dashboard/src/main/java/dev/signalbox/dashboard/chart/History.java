package dev.signalbox.dashboard.chart;

import dev.signalbox.db.view.AlertSummary;
import dev.signalbox.db.view.RunPoint;
import dev.signalbox.db.view.TaskSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened to a task's targets, told from their series. */
public final class History {
  private History() {}

  /** Something that happened, in calendar time. */
  public sealed interface Event {
    Instant at();

    /** {@code provider/model}. */
    String target();

    /** The target's place in the palette, from 0. */
    int slot();
  }

  public record QualityFell(int slot, AlertSummary alert) implements Event {
    @Override
    public Instant at() {
      return alert.changeAt();
    }

    @Override
    public String target() {
      return alert.target();
    }
  }

  /**
   * The provider served another revision from {@code at} on.
   *
   * @param before the label until then
   * @param after the label since
   */
  public record RevisionChanged(Instant at, String target, int slot, String before, String after)
      implements Event {}

  /**
   * Runs in a row without enough answers for a verdict.
   *
   * @param at the first of them
   * @param last the last of them
   * @param over the next run's time; absent while it goes on
   */
  public record AnswersMissing(
      Instant at, Instant last, Optional<Instant> over, String target, int slot, int runs)
      implements Event {}

  /** Everything that happened, oldest first. */
  public static List<Event> of(TaskSeries series) {
    List<Event> events = new ArrayList<>();
    for (int slot = 0; slot < series.targets().size(); slot++) {
      TaskSeries.TargetSeries target = series.targets().get(slot);
      events.addAll(revisions(target, slot));
      events.addAll(gaps(target, slot));
      for (AlertSummary alert : series.alerts()) {
        if (alert.target().equals(target.name())) {
          events.add(new QualityFell(slot, alert));
        }
      }
    }
    events.sort(Comparator.comparing(Event::at));
    return List.copyOf(events);
  }

  private static List<Event> revisions(TaskSeries.TargetSeries target, int slot) {
    List<Event> changes = new ArrayList<>();
    Optional<String> served = Optional.empty();
    for (RunPoint run : target.runs()) {
      if (run.revision().isPresent()) {
        String now = run.revision().get();
        served
            .filter(before -> !before.equals(now))
            .ifPresent(before ->
                changes.add(new RevisionChanged(run.at(), target.name(), slot, before, now)));
        served = run.revision();
      }
    }
    return changes;
  }

  private static List<Event> gaps(TaskSeries.TargetSeries target, int slot) {
    List<Event> gaps = new ArrayList<>();
    List<RunPoint> missing = new ArrayList<>();
    for (RunPoint run : target.runs()) {
      if (run.isGap()) {
        missing.add(run);
      } else if (!missing.isEmpty()) {
        gaps.add(gap(target, slot, missing, Optional.of(run.at())));
        missing.clear();
      }
    }
    if (!missing.isEmpty()) {
      gaps.add(gap(target, slot, missing, Optional.empty()));
    }
    return gaps;
  }

  private static AnswersMissing gap(
      TaskSeries.TargetSeries target, int slot, List<RunPoint> missing, Optional<Instant> over) {
    return new AnswersMissing(
        missing.getFirst().at(), missing.getLast().at(), over, target.name(), slot, missing.size());
  }

  /** How far apart a series' runs usually are: the median; an hour when there are under two. */
  static Duration spacing(List<RunPoint> runs) {
    List<Duration> steps = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      steps.add(Duration.between(runs.get(i - 1).at(), runs.get(i).at()));
    }
    steps.sort(Comparator.naturalOrder());
    return steps.isEmpty() ? Duration.ofHours(1) : steps.get(steps.size() / 2);
  }
}
