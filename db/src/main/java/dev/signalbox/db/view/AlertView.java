package dev.signalbox.db.view;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads alerts. Thread-safe. */
public final class AlertView {
  private static final int MOST_ALERTS = 200;
  private static final int MOST_CASES = 500;
  private static final int MOST_CHANGES = 100;

  private final Snapshot snapshot;

  AlertView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Unresolved ones first, then newest first; at most {@value #MOST_ALERTS}. */
  public List<AlertSummary> list() {
    return snapshot.read(AlertQueries.class, queries -> queries.alerts(MOST_ALERTS));
  }

  /** How many are not resolved, counted up to {@value #MOST_ALERTS}. */
  public int unresolved() {
    return snapshot.read(AlertQueries.class, queries -> queries.countUnresolved(MOST_ALERTS));
  }

  public Optional<AlertDetail> find(UUID id) {
    return snapshot.read(
        AlertQueries.class,
        queries ->
            queries
                .alert(id)
                .map(summary ->
                    new AlertDetail(
                        summary,
                        queries.cases(id, MOST_CASES),
                        queries.changes(id, MOST_CHANGES))));
  }
}
