package dev.signalbox.db.embedded;

import java.util.List;
import java.util.stream.Collectors;

/** The end of a program's output, as a sentence can quote it. */
final class Tail {
  private static final int LINES = 5;

  private Tail() {}

  static String of(String printed) {
    List<String> lines =
        printed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .collect(Collectors.joining(" | "));
  }
}
