package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.diff.Comparison;
import dev.signalbox.db.view.AlertDetail;
import dev.signalbox.db.view.AlertSummary;
import java.util.List;

/**
 * {@code /alerts/{id}}: one alert with the cases that flipped.
 *
 * @param charts of the stream around the change, on one time axis; none when its runs are gone
 */
public record AlertPage(Frame frame, AlertDetail alert, List<ChartBox> charts) implements Page {
  public AlertPage {
    charts = List.copyOf(charts);
  }

  @Override
  public String template() {
    return "alert.jte";
  }

  public AlertSummary summary() {
    return alert.summary();
  }

  public Comparison comparison(AlertDetail.Case flipped) {
    return Comparison.of(flipped.expected(), flipped.lastGood(), flipped.firstBad());
  }
}
