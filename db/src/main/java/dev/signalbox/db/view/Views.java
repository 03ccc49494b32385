package dev.signalbox.db.view;

import org.jdbi.v3.core.Jdbi;

/** All read models over one database. Thread-safe. */
public record Views(OverviewView overview, TaskView tasks, AlertView alerts, CallView calls) {

  public static Views over(Jdbi jdbi) {
    Snapshot snapshot = new Snapshot(jdbi);
    return new Views(
        new OverviewView(snapshot),
        new TaskView(snapshot),
        new AlertView(snapshot),
        new CallView(snapshot));
  }
}
