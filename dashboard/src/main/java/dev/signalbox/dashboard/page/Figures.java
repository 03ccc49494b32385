package dev.signalbox.dashboard.page;

import dev.signalbox.db.view.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How figures are written on pages: with their unit, and no more digits than mean something. */
public final class Figures {
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Figures() {}

  /** A share in [0, 1]: {@code 97.6%}. */
  public static String percent(double share) {
    return share == 0 || share == 1 ? roundPercent(share) : tenths(100 * share) + "%";
  }

  /** A share in [0, 1] where tenths of a percent say nothing: {@code 98%}. */
  public static String roundPercent(double share) {
    if (share > 0 && share < 0.005) {
      return "<1%";
    }
    return Math.round(100 * share) + "%";
  }

  /** The ends of a confidence interval: {@code 96.9–98.2%}. */
  public static String range(Interval interval) {
    return tenths(100 * interval.low()) + "–" + tenths(100 * interval.high()) + "%";
  }

  /** A difference of shares: {@code −9.5 points}. */
  public static String points(double difference) {
    String sign = difference < 0 ? "−" : "+";
    return sign + tenths(Math.abs(100 * difference)) + " points";
  }

  /** {@code 412 ms}, {@code 1.24 s}, {@code 12.4 s}. */
  public static String milliseconds(double millis) {
    if (millis < 999.5) {
      return (millis < 9.95 ? tenths(millis) : Long.toString(Math.round(millis))) + " ms";
    }
    return String.format(Locale.ROOT, millis < 9_995 ? "%.2f s" : "%.1f s", millis / 1000);
  }

  /** {@code $12.30}, {@code $0.42}, {@code $0.00042}. */
  public static String dollars(BigDecimal usd) {
    if (usd.signum() == 0) {
      return "$0";
    }
    BigDecimal shown =
        usd.abs().compareTo(BigDecimal.ONE) >= 0
            ? usd.setScale(2, RoundingMode.HALF_UP)
            : usd.round(new MathContext(3)).stripTrailingZeros();
    return "$" + shown.setScale(Math.max(2, shown.scale())).toPlainString();
  }

  /** To the last digit: {@code $0.000342}. */
  public static String exactDollars(BigDecimal usd) {
    return "$" + usd.stripTrailingZeros().toPlainString();
  }

  /** {@code 20,000}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 run}, {@code 3 runs}. */
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * Evidence, which may be astronomical: {@code 8,210}, {@code 3.1 million}, {@code over 10^12}.
   */
  public static String evidence(double evidence) {
    if (evidence < 1e6) {
      return count(Math.round(evidence));
    }
    if (evidence < 1e9) {
      return tenths(evidence / 1e6) + " million";
    }
    return evidence < 1e12 ? tenths(evidence / 1e9) + " billion" : "over a trillion";
  }

  /** {@code 5 minutes}, {@code 2 hours}, {@code 30 seconds}. */
  public static String duration(Duration duration) {
    if (duration.toSeconds() < 120) {
      return count(duration.toSeconds(), "second");
    }
    if (duration.toMinutes() < 120) {
      return count(duration.toMinutes(), "minute");
    }
    return duration.toHours() < 48
        ? count(duration.toHours(), "hour")
        : count(duration.toDays(), "day");
  }

  /** {@code 14 Mar 2026, 07:00}, in UTC. */
  public static String minute(Instant at) {
    return TO_THE_MINUTE.format(at);
  }

  /** {@code 14 Mar 2026, 07:00:12}, in UTC. */
  public static String second(Instant at) {
    return TO_THE_SECOND.format(at);
  }

  /** {@code 14 Mar 07:00}, in UTC. */
  public static String shortTime(Instant at) {
    return SHORT.format(at);
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
