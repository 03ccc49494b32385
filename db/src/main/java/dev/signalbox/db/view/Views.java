package dev.signalbox.db.view;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.time.Ticker;
import org.jdbi.v3.core.Jdbi;

/** All read models over one database. Thread-safe. */
public record Views(
    OverviewView overview,
    TaskView tasks,
    AlertView alerts,
    CallView calls,
    RevisionView revisions,
    HourView hours,
    SpendView spend,
    CallExport export) {

  /**
   * @param catalog explains what calls cost
   */
  public static Views over(Jdbi jdbi, Catalog catalog) {
    Snapshot snapshot = new Snapshot(jdbi);
    return new Views(
        new OverviewView(snapshot),
        new TaskView(snapshot),
        new AlertView(snapshot),
        new CallView(snapshot, catalog, Ticker.REAL),
        new RevisionView(snapshot),
        new HourView(snapshot),
        new SpendView(snapshot),
        new CallExport(jdbi));
  }
}
