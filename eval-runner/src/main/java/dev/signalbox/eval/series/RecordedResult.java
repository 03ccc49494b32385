package dev.signalbox.eval.series;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What one row says.
 *
 * @param runId the time, where the file names no runs
 * @param frozen whether recorded answers were graded again, which tells of the grader only
 */
record RecordedResult(
    StreamKey stream,
    String runId,
    Instant at,
    String revision,
    String caseId,
    OptionalDouble score,
    boolean frozen) {

  /** The columns that are read. */
  static final Set<String> COLUMNS =
      Set.of(
          "run_at",
          "run_id",
          "suite",
          "task",
          "provider",
          "model",
          "revision",
          "grader_version",
          "case_id",
          "score",
          "error",
          "role");

  private static final int LONGEST_NUMBER = 40;

  /** Empty when there is something wrong with the row, which {@code file} is told. */
  static Optional<RecordedResult> of(RecordedRow row, RecordedFile file) {
    Optional<Instant> at = time(row, file);
    Optional<OptionalDouble> score = score(row, file);
    boolean named = !row.text("case_id").isEmpty();
    if (!named) {
      file.problem(row.line(), row.column("case_id"), "case_id is missing; name the case");
    }
    Optional<Boolean> frozen = frozen(row, file);
    if (at.isEmpty() || score.isEmpty() || frozen.isEmpty() || !named) {
      return Optional.empty();
    }
    StreamKey stream =
        new StreamKey(
            row.text("task"),
            row.text("provider"),
            row.text("model"),
            row.text("suite"),
            row.text("grader_version"));
    String run = row.text("run_id").isEmpty() ? at.get().toString() : row.text("run_id");
    return Optional.of(
        new RecordedResult(
            stream,
            run,
            at.get(),
            row.text("revision"),
            row.text("case_id"),
            score.get(),
            frozen.get()));
  }

  private static Optional<Instant> time(RecordedRow row, RecordedFile file) {
    try {
      return Optional.of(OffsetDateTime.parse(row.text("run_at")).toInstant());
    } catch (DateTimeException e) {
      wrong(row, file, "run_at", "a time with its zone such as 2026-03-01T14:00:00Z");
      return Optional.empty();
    }
  }

  /** A result with an error is missing, whatever score was written beside it. */
  private static Optional<OptionalDouble> score(RecordedRow row, RecordedFile file) {
    String text = row.text("score");
    if (text.isEmpty() || !row.text("error").isEmpty()) {
      return Optional.of(OptionalDouble.empty());
    }
    Optional<Double> score = number(text).filter(value -> value >= 0 && value <= 1);
    if (score.isEmpty()) {
      wrong(row, file, "score", "a number from 0 to 1, or empty when unscored");
    }
    return score.map(OptionalDouble::of);
  }

  private static Optional<Double> number(String text) {
    try {
      return text.length() > LONGEST_NUMBER
          ? Optional.empty()
          : Optional.of(new BigDecimal(text).doubleValue());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> frozen(RecordedRow row, RecordedFile file) {
    return switch (row.text("role")) {
      case "", "live" -> Optional.of(false);
      case "frozen" -> Optional.of(true);
      default -> {
        wrong(row, file, "role", "live, frozen or empty");
        yield Optional.empty();
      }
    };
  }

  private static void wrong(RecordedRow row, RecordedFile file, String column, String wanted) {
    String text = row.text(column);
    file.problem(
        row.line(),
        row.column(column),
        text.isEmpty()
            ? column + " is missing; it has to be " + wanted
            : column + " has to be " + wanted + ", not " + RecordedFile.quoted(text));
  }
}
