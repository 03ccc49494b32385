package dev.signalbox.dashboard.page;

import dev.signalbox.db.view.Overview;
import dev.signalbox.db.view.Overview.TaskState;
import java.util.List;

/**
 * {@code /}: how every task is doing at every target.
 *
 * @param baselineRuns how many runs a stream needs before its first verdict
 */
public record OverviewPage(Frame frame, Overview overview, int baselineRuns) implements Page {

  @Override
  public String template() {
    return "overview.jte";
  }

  public List<TargetRow> rows(TaskState task) {
    return TargetRow.of(task, baselineRuns);
  }

  public long calls() {
    return overview.tasks().stream().mapToLong(task -> task.traffic().calls()).sum();
  }

  public long failed() {
    return overview.tasks().stream().mapToLong(task -> task.traffic().failed()).sum();
  }

  public long answeredByFallback() {
    return overview.tasks().stream().mapToLong(task -> task.traffic().answeredByFallback()).sum();
  }
}
