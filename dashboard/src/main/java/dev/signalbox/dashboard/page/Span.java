package dev.signalbox.dashboard.page;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How much calendar time a task's charts show. */
public enum Span {
  DAY("24h", "24 hours", Duration.ofDays(1)),
  WEEK("7d", "7 days", Duration.ofDays(7)),
  MONTH("30d", "30 days", Duration.ofDays(30)),
  QUARTER("90d", "90 days", Duration.ofDays(90));

  private final String key;
  private final String words;
  private final Duration length;

  Span(String key, String words, Duration length) {
    this.key = key;
    this.words = words;
    this.length = length;
  }

  /** As addresses name it. */
  public String key() {
    return key;
  }

  public String words() {
    return words;
  }

  Duration length() {
    return length;
  }

  static Optional<Span> of(String key) {
    return Arrays.stream(values()).filter(span -> span.key.equals(key)).findFirst();
  }
}
