package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.yaml.YamlReader;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One text for each routing table: the form of the file, as JSON with sorted keys, no spaces, ASCII
 * only, exact decimals without trailing zeros and durations in milliseconds. JSON is YAML, so the
 * reader of the file reads it too.
 */
final class CanonicalForm {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private CanonicalForm() {}

  static String of(RoutingTable table) {
    SortedMap<String, Object> tasks = new TreeMap<>();
    table.tasks().forEach((name, task) -> tasks.put(name, fields(task)));
    return JSON.writeValueAsString(
        new TreeMap<>(Map.of("format", RoutingTableFile.FORMAT, "tasks", tasks)));
  }

  static RoutingTable read(String canonical) {
    return YamlReader.read(
        "the stored routing table", canonical, new RoutingTableFile(_ -> {})::read);
  }

  private static SortedMap<String, Object> fields(Task task) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("description", task.description());
    fields.put("requires", task.requires().stream().map(Capability::key).sorted().toList());
    fields.put("latency", Map.of("deadline", task.latency().deadline().toMillis() + "ms"));
    task.cost().perCall().ifPresent(usd -> fields.put("cost", Map.of("per_call_usd", usd)));
    task.suite().ifPresent(suite -> fields.put("quality", Map.of("suite", suite)));
    task.singleVendor().ifPresent(reason -> fields.put("single_vendor", reason));
    fields.put("route", task.route().stream().map(CanonicalForm::fields).toList());
    return fields;
  }

  private static SortedMap<String, Object> fields(Target target) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("provider", target.provider());
    fields.put("model", target.model());
    target.maxOutputTokens().ifPresent(tokens -> fields.put("max_output_tokens", tokens));
    return fields;
  }
}
