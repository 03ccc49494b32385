package dev.signalbox.dashboard.api;

import dev.signalbox.router.yaml.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Named values as a person or a program gave them: in an address, or as options of a command. Every
 * reading throws {@link BadParameterException} for a value that makes no sense.
 */
public final class Parameters {
  private static final int LONGEST = 1_000;
  private static final Pattern USD = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");
  private static final Pattern DAYS = Pattern.compile("[0-9]{1,5}d");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Map<String, String> given;
  private final Instant now;

  /**
   * Takes them.
   *
   * @param given by name, in snake case
   * @param now what {@code 2h} is ago of
   */
  public Parameters(Map<String, String> given, Instant now) {
    this.given = Map.copyOf(given);
    this.now = now;
  }

  /** When it was asked. */
  Instant now() {
    return now;
  }

  /** Any text but an empty one. */
  Optional<String> text(String name) {
    String value = given.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isBlank()) {
      throw new BadParameterException(name, "nothing is given; leave it out instead");
    }
    if (value.length() > LONGEST) {
      throw new BadParameterException(
          name, "%d characters are too many; at most %d".formatted(value.length(), LONGEST));
    }
    if (value.indexOf('\0') >= 0) {
      throw new BadParameterException(name, "a NUL character is in no text that was logged");
    }
    return Optional.of(value);
  }

  /** One of some words. */
  Optional<String> oneOf(String name, List<String> words) {
    Optional<String> value = text(name);
    value
        .filter(word -> !words.contains(word))
        .ifPresent(word -> {
          throw refused(name, word, "is none of " + String.join(", ", words));
        });
    return value;
  }

  /** A length of time, in milliseconds. */
  Optional<Double> milliseconds(String name) {
    return text(name)
        .map(value ->
            DurationText.parse(value)
                .map(duration -> (double) duration.toMillis())
                .orElseThrow(
                    () -> refused(name, value, "is no length of time, such as 250ms, 2s or 5m")));
  }

  /** An amount of money. */
  Optional<BigDecimal> usd(String name) {
    return text(name)
        .map(value -> {
          if (!USD.matcher(value).matches()) {
            throw refused(name, value, "is no amount of USD, such as 0.05");
          }
          return new BigDecimal(value);
        });
  }

  /** A moment: an instant, the beginning of a day (UTC), or so long ago. */
  Optional<Instant> moment(String name) {
    return text(name)
        .map(value ->
            ago(value)
                .or(() ->
                    parsed(() -> LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)))
                .or(() -> parsed(() -> Instant.parse(value)))
                .filter(Parameters::canBeOfACall)
                .orElseThrow(() ->
                    refused(
                        name,
                        value,
                        "is no moment, such as 2026-03-01, 2026-03-01T10:00:00Z, or 2h or 3d for so"
                            + " long ago")));
  }

  /** A day (UTC). */
  Optional<LocalDate> day(String name) {
    return text(name)
        .map(value ->
            parsed(() -> LocalDate.parse(value))
                .filter(Parameters::canBeOfACall)
                .orElseThrow(() -> refused(name, value, "is no day, such as 2026-03-01")));
  }

  /** A month (UTC). */
  Optional<YearMonth> month(String name) {
    return text(name)
        .map(value ->
            parsed(() -> YearMonth.parse(value))
                .filter(month -> canBeOfACall(month.atDay(1)))
                .orElseThrow(() -> refused(name, value, "is no month, such as 2026-03")));
  }

  private Optional<Instant> ago(String value) {
    Optional<Duration> length =
        DAYS.matcher(value).matches()
            ? Optional.of(Duration.ofDays(Long.parseLong(value.substring(0, value.length() - 1))))
            : DurationText.parse(value);
    return length.map(now::minus);
  }

  private static <T> Optional<T> parsed(Supplier<T> parsing) {
    try {
      return Optional.of(parsing.get());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /** The ids of calls carry moments since 1970 in 48 bits of milliseconds. */
  private static boolean canBeOfACall(Instant moment) {
    return !moment.isBefore(Instant.EPOCH) && moment.isBefore(Instant.ofEpochMilli(1L << 47));
  }

  private static boolean canBeOfACall(LocalDate day) {
    return canBeOfACall(day.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  /** A whole number from 1 to {@code most}. */
  int count(String name, int usual, int most) {
    return text(name)
        .map(value -> {
          int count = COUNT.matcher(value).matches() ? Integer.parseInt(value) : 0;
          if (count < 1 || count > most) {
            throw refused(name, value, "is no whole number from 1 to " + most);
          }
          return count;
        })
        .orElse(usual);
  }

  /** The id of a call. */
  public Optional<UUID> id(String name) {
    return text(name)
        .map(value -> {
          if (!ID.matcher(value).matches()) {
            throw refused(name, value, "is no id of a call");
          }
          return UUID.fromString(value);
        });
  }

  private static BadParameterException refused(String name, String value, String why) {
    String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
    return new BadParameterException(name, "\"" + shown + "\" " + why);
  }
}
