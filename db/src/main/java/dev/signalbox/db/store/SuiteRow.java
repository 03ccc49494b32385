package dev.signalbox.db.store;

import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.golden.GoldenSuite;

/** A row of {@code suite}. */
public record SuiteRow(
    String name,
    String version,
    String task,
    String description,
    double passMark,
    String graderVersion) {

  static SuiteRow of(GoldenSuite suite) {
    return new SuiteRow(
        Storable.text(suite.name()),
        suite.version(),
        Storable.text(suite.task()),
        Storable.text(suite.description()),
        suite.passMark(),
        suite.graderVersion());
  }
}
