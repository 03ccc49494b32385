package dev.signalbox.dashboard.api;

import java.time.Duration;
import java.time.Instant;

/**
 * A period as it is asked for.
 *
 * @param from in it
 * @param to not in it any more
 */
public record Period(Instant from, Instant to) {

  /**
   * Reads {@code from} and {@code to}.
   *
   * @param usual how long it is when no beginning is given
   * @param most how long it can be
   * @throws BadParameterException if a value makes no sense, or the period is none or too long
   */
  public static Period of(Parameters given, Duration usual, Duration most) {
    Instant to = given.moment("to").orElse(given.now());
    Instant from = given.moment("from").orElse(to.minus(usual));
    if (!from.isBefore(to)) {
      throw new BadParameterException("to", "it is not after the beginning");
    }
    if (Duration.between(from, to).compareTo(most) > 0) {
      throw new BadParameterException(
          "from", "more than %d days are asked for".formatted(most.toDays()));
    }
    return new Period(from, to);
  }
}
