package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.chart.EvidenceCurve;
import dev.signalbox.db.view.Views;
import dev.signalbox.eval.alert.AlertStore;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.table.ActiveTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the pages read from, and the one place they write to.
 *
 * @param alerts takes the changes of state that people make
 * @param table gives the routing table in force
 * @param clock real time
 * @param recent how far back figures about calls reach
 * @param baselineRuns how many runs a stream needs before its first verdict
 * @param evidence gives a stream's evidence curve, where its detector can tell one
 */
public record Sources(
    Views views,
    AlertStore alerts,
    Supplier<ActiveTable> table,
    InstantSource clock,
    Duration recent,
    int baselineRuns,
    Function<StreamKey, Optional<EvidenceCurve>> evidence) {

  /**
   * The frame of a page.
   *
   * @param refresh in seconds; 0 is never
   */
  Frame frame(String title, Frame.Section section, int refresh) {
    return new Frame(
        title,
        section,
        Optional.of(table.get().version()),
        clock.instant(),
        views.alerts().unresolved(),
        refresh);
  }

  /** The frame of a page that must not ask anything, for asking may be what failed. */
  Frame bareFrame(String title) {
    return new Frame(title, Frame.Section.NONE, Optional.empty(), clock.instant(), 0, 0);
  }
}
