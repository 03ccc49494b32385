package dev.signalbox.router.table;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One text for each routing table: the form of the file, as JSON with sorted keys, no spaces, ASCII
 * only, exact decimals without trailing zeros and durations in milliseconds. What is as the
 * defaults have it is left out, so that a table keeps its hash when there are new rules. JSON is
 * YAML, so the reader of the file reads it too.
 */
final class CanonicalForm {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();
  private static final TaskFields FIELDS = new TaskFields(duration -> duration.toMillis() + "ms");
  private static final Map<String, Object> DEFAULTS =
      FIELDS.defaulted(
          Task.of("any", "any", Set.of(), Latency.of(Duration.ZERO), Target.of("any", "any")));

  private CanonicalForm() {}

  static String of(RoutingTable table) {
    SortedMap<String, Object> tasks = new TreeMap<>();
    table.tasks().forEach((name, task) -> tasks.put(name, without(FIELDS.of(task), DEFAULTS)));
    return JSON.writeValueAsString(
        new TreeMap<>(Map.of("format", RoutingTableFile.FORMAT, "tasks", tasks)));
  }

  private static SortedMap<String, Object> without(Map<?, ?> fields, Map<?, ?> defaults) {
    SortedMap<String, Object> kept = new TreeMap<>();
    fields.forEach((key, value) -> {
      Object usual = defaults.get(key);
      if (value instanceof Map<?, ?> rule && usual instanceof Map<?, ?> usualRule) {
        SortedMap<String, Object> unusual = without(rule, usualRule);
        if (!unusual.isEmpty()) {
          kept.put((String) key, unusual);
        }
      } else if (!value.equals(usual)) {
        kept.put((String) key, value);
      }
    });
    return kept;
  }
}
