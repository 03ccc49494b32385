package dev.signalbox.router.provider.recorded;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * How recorded requests compare with what we would have sent in their place.
 *
 * @param differences one line for each that differs
 * @param skipped how many were left out, by the reason
 */
record RequestComparison(
    int compared, List<String> differences, SortedMap<String, Integer> skipped) {
  @Override
  public String toString() {
    String reasons =
        skipped.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return compared + " requests compared (not: " + reasons + ")";
  }
}
