package dev.signalbox.db.store;

import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code alert_case}. */
public record AlertCaseRow(
    UUID alertId,
    int ordinal,
    String caseId,
    String caseHash,
    double before,
    double after,
    String expected,
    @Nullable String lastGood,
    @Nullable String firstBad) {

  static List<AlertCaseRow> of(Alert alert) {
    List<AlertCaseRow> rows = new ArrayList<>();
    for (Alert.FlippedCase flipped : alert.cases()) {
      rows.add(
          new AlertCaseRow(
              alert.id(),
              rows.size() + 1,
              Storable.text(flipped.caseId()),
              flipped.caseHash(),
              flipped.before(),
              flipped.after(),
              Json.text(flipped.expected()),
              Storable.text(flipped.lastGood()),
              Storable.text(flipped.firstBad())));
    }
    return rows;
  }

  Alert.FlippedCase flipped() {
    return new Alert.FlippedCase(
        caseId,
        caseHash,
        before,
        after,
        expected,
        Optional.ofNullable(lastGood),
        Optional.ofNullable(firstBad));
  }
}
