package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.diff.Comparison;
import dev.signalbox.db.view.AlertDetail;
import dev.signalbox.db.view.AlertSummary;
import java.util.Optional;

/**
 * {@code /alerts/{id}}: one alert with the cases that flipped.
 *
 * @param quality the stream's chart around the change; empty when its runs are gone
 */
public record AlertPage(Frame frame, AlertDetail alert, Optional<ChartBox> quality)
    implements Page {

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
