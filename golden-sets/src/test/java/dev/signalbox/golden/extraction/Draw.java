package dev.signalbox.golden.extraction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Choices that come out the same wherever and whenever they are made: Random's are specified. */
final class Draw {
  private final Random random;

  Draw(long seed) {
    this.random = new Random(seed);
  }

  /** From {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Distinct ones, in random order. */
  <T> List<T> some(List<T> from, int count) {
    List<T> shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, count));
  }

  /** A number that does not begin with 0, as text. */
  String digits(int count) {
    StringBuilder digits = new StringBuilder().append(between(1, 9));
    while (digits.length() < count) {
      digits.append(between(0, 9));
    }
    return digits.toString();
  }

  /** In the months around the year's end of 2025, half of them with a day that could be a month. */
  LocalDate day() {
    int lastDay = chance(50) ? 12 : 28;
    return LocalDate.of(2025, 7, 1).plusMonths(between(0, 11)).withDayOfMonth(between(1, lastDay));
  }
}
