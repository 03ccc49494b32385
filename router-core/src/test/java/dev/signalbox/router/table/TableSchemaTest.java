package dev.signalbox.router.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.router.yaml.InvalidFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds the schema against the reader: what one takes, the other has to take. */
final class TableSchemaTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA = REGISTRY.getSchema(MAPPER.readTree(TableSchema.text()));

  /** Every key there is, once. */
  private static final String FULL =
      """
      {"format": 1, "tasks": {"full": {
        "description": "All that can be said",
        "requires": ["text", {"context": 200000}],
        "latency": {"deadline": "20s", "first_content": "5s", "idle": "4s"},
        "cost": {"per_call_usd": 0.05, "per_day_usd": 20, "per_month_usd": 400,
                 "thrifty_from": 0.7, "at_limit": "refuse", "on_ledger_down": "refuse"},
        "retry": {"times": 1, "jitter": "100ms"},
        "hedge": {"after": "p95", "at_most_share": 0.05},
        "stream": {"commit": "complete", "on_cut": "error"},
        "on_content_filter": "fallback",
        "quality": {"suite": "s", "floor": 0.9, "margin": 0.02},
        "vendors": {"allow": ["a"], "deny": ["b"], "regions": ["eu"]},
        "single_vendor": "because",
        "log": {"keep": "redacted", "required": true, "search": true},
        "affinity": "conversation",
        "route": [{"provider": "p", "model": "m", "max_output_tokens": 9, "effort": "low"}]}}}
      """;

  private static final String[] STRANGERS = {
    "null",
    "true",
    "7",
    "-1",
    "1.5",
    "0",
    "\"word\"",
    "\" \"",
    "\"3s\"",
    "[]",
    "{}",
    "[7]",
    "{\"a\": 1}",
    "[\"word\"]",
    "[[]]"
  };

  @Test
  void isASchemaItself() {
    Schema rules =
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    assertThat(rules.validate(MAPPER.readTree(TableSchema.text()))).isEmpty();
  }

  @Test
  void takesATableThatSaysAllThereIsToSay() {
    assertThat(SCHEMA.validate(MAPPER.readTree(FULL))).isEmpty();
    assertThat(isRead(MAPPER.readTree(FULL))).isTrue();
  }

  @Test
  void agreesWithTheReaderOnEveryDamage() {
    List<JsonNode> damaged = new ArrayList<>();
    damage(MAPPER.readTree(FULL), damaged);
    Map<Boolean, List<JsonNode>> byReader =
        damaged.stream().distinct().collect(Collectors.partitioningBy(TableSchemaTest::isRead));

    assertThat(byReader.get(true))
        .hasSizeGreaterThan(20)
        .allSatisfy(table -> assertThat(SCHEMA.validate(table)).isEmpty());
    assertThat(byReader.get(false))
        .hasSizeGreaterThan(500)
        .allSatisfy(table -> assertThat(SCHEMA.validate(table)).isNotEmpty());
  }

  @Test
  void takesTheNamesThatTheReaderTakes() {
    for (String name : List.of("a", "a-1", "A", "1a", "a_b", "a".repeat(63), "a".repeat(64))) {
      JsonNode named = MAPPER.readTree(FULL.replace("\"full\"", "\"" + name + "\""));

      assertThat(SCHEMA.validate(named).isEmpty()).as(name).isEqualTo(isRead(named));
    }
  }

  /** Adds every table that differs from {@code table} in one place. */
  private static void damage(JsonNode table, List<JsonNode> damaged) {
    damage(table, table, damaged);
  }

  private static void damage(JsonNode root, JsonNode node, List<JsonNode> damaged) {
    switch (node) {
      case ObjectNode object -> {
        changed(root, damaged, object, copy -> ((ObjectNode) copy).put("stranger", 1));
        for (String key : List.copyOf(object.propertyNames())) {
          changed(root, damaged, object, copy -> ((ObjectNode) copy).remove(key));
          for (String stranger : STRANGERS) {
            JsonNode value = MAPPER.readTree(stranger);
            changed(root, damaged, object, copy -> ((ObjectNode) copy).set(key, value));
          }
          damage(root, object.get(key), damaged);
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          int index = i;
          for (String stranger : STRANGERS) {
            JsonNode value = MAPPER.readTree(stranger);
            changed(root, damaged, array, copy -> ((ArrayNode) copy).set(index, value));
          }
          damage(root, array.get(index), damaged);
        }
      }
      default -> {}
    }
  }

  /** Changes {@code place}, which is part of {@code root}, keeps a copy, and undoes the change. */
  private static void changed(
      JsonNode root, List<JsonNode> damaged, JsonNode place, Consumer<JsonNode> change) {
    JsonNode before = place.deepCopy();
    change.accept(place);
    damaged.add(root.deepCopy());
    switch (place) {
      case ObjectNode object -> object.removeAll().setAll((ObjectNode) before);
      case ArrayNode array -> array.removeAll().addAll((ArrayNode) before);
      default -> throw new AssertionError("neither a mapping nor a list: " + place);
    }
  }

  private static boolean isRead(JsonNode table) {
    try {
      RoutingTable.read("t.json", table.toString());
      return true;
    } catch (InvalidFileException e) {
      return false;
    }
  }
}
