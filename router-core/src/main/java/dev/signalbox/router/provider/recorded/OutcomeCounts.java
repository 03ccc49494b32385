package dev.signalbox.router.provider.recorded;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How many exchanges of each provider came to what. Not thread-safe. */
public final class OutcomeCounts {
  private final Map<String, Map<String, Integer>> byProvider = new TreeMap<>();
  private int unreadable;

  /** Counts a line of {@link DecodedExchange}. */
  public void add(JsonNode line) {
    byProvider
        .computeIfAbsent(line.path("provider").stringValue(""), _ -> new TreeMap<>())
        .merge(line.path("outcome").stringValue(""), 1, Integer::sum);
  }

  /** Counts a recording that could not be read. */
  public void addUnreadable() {
    unreadable++;
  }

  public boolean hasUnreadable() {
    return unreadable > 0;
  }

  /** A line for each provider, and one for all. */
  public Stream<String> lines() {
    Stream<String> providers =
        byProvider.entrySet().stream().map(it -> it.getKey() + ": " + described(it.getValue()));
    int read = byProvider.values().stream().mapToInt(OutcomeCounts::sum).sum();
    return Stream.concat(
        providers, Stream.of("%d read, %d unreadable".formatted(read, unreadable)));
  }

  private static String described(Map<String, Integer> outcomes) {
    return outcomes.entrySet().stream()
        .map(it -> it.getValue() + " " + it.getKey())
        .collect(Collectors.joining(", ", sum(outcomes) + " exchanges, ", ""));
  }

  private static int sum(Map<String, Integer> outcomes) {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }
}
