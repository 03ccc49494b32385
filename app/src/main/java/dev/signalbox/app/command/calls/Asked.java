package dev.signalbox.app.command.calls;

import dev.signalbox.app.console.UsageException;
import dev.signalbox.dashboard.api.BadParameterException;
import dev.signalbox.dashboard.api.Parameters;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Reads options as the API reads its parameters, and complains of them by their own names. */
final class Asked {
  private Asked() {}

  /**
   * Reads them.
   *
   * @param given by the names that the API has for them
   * @throws UsageException if a value makes no sense
   */
  static <T> T read(Map<String, String> given, Function<Parameters, T> reading) {
    try {
      return reading.apply(new Parameters(given, Instant.now()));
    } catch (BadParameterException e) {
      throw new UsageException("--" + e.parameter().replace('_', '-') + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the id of a call.
   *
   * @throws UsageException if it is none
   */
  static UUID callId(String id) {
    try {
      return new Parameters(Map.of("id", id), Instant.now()).id("id").orElseThrow();
    } catch (BadParameterException e) {
      throw new UsageException(Objects.requireNonNull(e.getMessage()), e);
    }
  }
}
