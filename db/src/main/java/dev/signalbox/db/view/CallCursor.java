package dev.signalbox.db.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of calls ended: the next one starts after it.
 *
 * @param startedAt in microseconds, as the database keeps it
 */
public record CallCursor(Instant startedAt, UUID id) {

  /** The form that goes into an address. */
  public String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, startedAt) + "_" + id;
  }

  /** Reads {@link #text()} back; absent when {@code text} is no such thing. */
  public static Optional<CallCursor> parse(String text) {
    int split = text.indexOf('_');
    if (split < 1) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(text.substring(0, split));
      return Optional.of(
          new CallCursor(
              Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
              UUID.fromString(text.substring(split + 1))));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
