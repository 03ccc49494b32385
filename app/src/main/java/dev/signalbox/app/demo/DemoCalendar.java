package dev.signalbox.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A calendar clock that stands still until it is moved forward. Thread-safe. */
final class DemoCalendar implements InstantSource {
  private volatile Instant now;

  DemoCalendar(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  synchronized void advance(Duration time) {
    now = now.plus(time);
  }
}
