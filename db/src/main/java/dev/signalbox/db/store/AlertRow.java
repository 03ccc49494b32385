package dev.signalbox.db.store;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.alert.Alert;
import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code alert}. */
public record AlertRow(
    UUID id,
    long streamId,
    boolean simulated,
    String state,
    String revision,
    @Nullable String revisionBefore,
    Instant raisedAt,
    UUID raisedByRun,
    Instant changeAt,
    Instant changeEarliest,
    Instant changeLatest,
    int runsAfterChange,
    double before,
    double after,
    double evidence,
    double threshold) {

  static AlertRow of(Alert alert, long stream) {
    return new AlertRow(
        alert.id(),
        stream,
        alert.simulated(),
        Code.of(alert.state()),
        Storable.text(alert.revision()),
        Storable.text(alert.revisionBefore()),
        alert.raisedAt(),
        UUID.fromString(alert.raisedByRun()),
        alert.changeAt(),
        alert.changeEarliest(),
        alert.changeLatest(),
        alert.runsAfterChange(),
        alert.before(),
        alert.after(),
        alert.evidence(),
        alert.threshold());
  }

  Alert alert(StreamKey stream, List<AlertCaseRow> cases) {
    return new Alert(
        id,
        stream,
        simulated,
        revision,
        Optional.ofNullable(revisionBefore),
        raisedAt,
        raisedByRun.toString(),
        changeAt,
        changeEarliest,
        changeLatest,
        runsAfterChange,
        before,
        after,
        evidence,
        threshold,
        cases.stream().map(AlertCaseRow::flipped).toList(),
        Code.parse(Alert.State.class, state));
  }
}
