package dev.signalbox.db.embedded;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a program of PostgreSQL's complained about, as a sentence can quote it. */
final class Complaint {
  private static final Pattern MARKED = Pattern.compile("(?:FATAL|PANIC|ERROR|error|HINT): +(.+)");
  private static final int FIRST = 3;
  private static final int LAST = 5;

  private Complaint() {}

  /** The first lines that are marked as errors; if none is, the last lines. */
  static String in(String printed) {
    List<String> marked =
        MARKED.matcher(printed).results().map(found -> found.group(1)).limit(FIRST).toList();
    if (!marked.isEmpty()) {
      return String.join("; ", marked);
    }
    List<String> lines =
        printed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream().skip(Math.max(0, lines.size() - LAST)).collect(Collectors.joining("; "));
  }
}
