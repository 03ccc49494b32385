package dev.signalbox.db.view;

import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** A run with the task and target of its stream; latency and cost only where a query asks. */
record RunRow(
    String task,
    String provider,
    String model,
    UUID id,
    Instant scheduledFor,
    Optional<String> revision,
    boolean simulated,
    int cases,
    int scored,
    int passed,
    OptionalDouble p95Ms,
    Optional<BigDecimal> costPerCase) {

  boolean isOf(String wantedTask, Target target) {
    return task.equals(wantedTask)
        && provider.equals(target.provider())
        && model.equals(target.model());
  }

  RunPoint point() {
    return new RunPoint(id, scheduledFor, revision, cases, scored, passed, p95Ms, costPerCase);
  }
}
