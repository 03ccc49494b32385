package dev.signalbox.dashboard.page;

import dev.signalbox.db.view.AlertSummary;
import java.util.List;

/**
 * {@code /alerts}: every alert.
 *
 * @param alerts unresolved ones first, then newest first
 */
public record AlertsPage(Frame frame, List<AlertSummary> alerts) implements Page {
  public AlertsPage {
    alerts = List.copyOf(alerts);
  }

  @Override
  public String template() {
    return "alerts.jte";
  }

  public List<AlertSummary> unresolved() {
    return alerts.stream().filter(alert -> !alert.isResolved()).toList();
  }

  public List<AlertSummary> resolved() {
    return alerts.stream().filter(AlertSummary::isResolved).toList();
  }
}
