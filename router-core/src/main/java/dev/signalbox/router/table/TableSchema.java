package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.chat.Effort;
import java.math.BigDecimal;
import java.util.stream.Stream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of a routing table's file as JSON Schema, for editors. It says what {@link
 * RoutingTableFile} reads, but for how long durations may be; whether a table makes sense is beyond
 * it.
 */
public final class TableSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private TableSchema() {}

  /** The schema, in draft 2020-12. */
  public static String text() {
    ObjectNode root =
        mapping(
            "A routing table of Signalbox",
            required("format", constant(RoutingTableFile.FORMAT)),
            required("tasks", tasks()));
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    return MAPPER.writeValueAsString(root);
  }

  /** A key of a mapping. */
  private record Key(String name, ObjectNode value, boolean isRequired) {}

  private static ObjectNode tasks() {
    ObjectNode tasks = JSON.objectNode().put("type", "object").put("minProperties", 1);
    tasks.putObject("propertyNames").put("pattern", "^" + RoutingTableFile.NAME + "$");
    tasks.set("additionalProperties", task());
    return tasks;
  }

  private static ObjectNode task() {
    return mapping(
        "A named kind of work",
        required("description", text("What the work is, for people")),
        required("requires", requires()),
        required("latency", latency()),
        required("route", list("Primary first, then fallbacks", target())),
        optional("cost", cost()),
        optional("retry", retry()),
        optional("hedge", hedge()),
        optional("stream", stream()),
        optional(
            "on_content_filter",
            words("What follows a filter's refusal; stop if left out", OnContentFilter.values())),
        optional("quality", quality()),
        optional("vendors", vendors()),
        optional("single_vendor", text("Why it is right that all targets are at one vendor")),
        optional("log", log()),
        optional(
            "affinity",
            words(
                "Calls of one conversation stay at the target that answered its last one",
                Stream.of(TaskRules.BY_CONVERSATION))));
  }

  private static ObjectNode requires() {
    ObjectNode item = JSON.objectNode();
    ArrayNode kinds = item.putArray("oneOf");
    kinds.add(words("", Stream.of(Capability.values()).map(Capability::key)));
    kinds.add(
        mapping(
            "",
            required(
                "context",
                integer("The longest prompt in tokens", 1, TaskRules.MAX_CONTEXT_TOKENS))));
    return list("What every target has to be able to do", item);
  }

  private static ObjectNode latency() {
    return mapping(
        "How long a call may take",
        required("deadline", duration("For the whole call, over all its attempts")),
        optional("first_content", duration("For one attempt, until its answer begins")),
        optional("idle", duration("The longest pause within a streamed answer")));
  }

  private static ObjectNode cost() {
    return mapping(
        "What may be spent, in USD",
        optional("per_call_usd", usd("For one call", TaskRules.MAX_CALL_USD)),
        optional("per_day_usd", usd("For all calls of one day (UTC)", TaskRules.MAX_DAY_USD)),
        optional("per_month_usd", usd("For all calls of one month (UTC)", TaskRules.MAX_MONTH_USD)),
        optional(
            "thrifty_from",
            share("The used share of a budget from which cheaper targets come first; 0.8")),
        optional(
            "at_limit",
            words("When a target would overdraw a budget; cheaper", CostRule.AtLimit.values())),
        optional(
            "on_ledger_down",
            words("When nobody knows what is left; serve", CostRule.OnLedgerDown.values())));
  }

  private static ObjectNode retry() {
    return mapping(
        "Asking the same target again after a brief fault",
        optional("times", integer("In one call; 2", 0, TaskRules.MAX_RETRIES)),
        optional("jitter", duration("Bound of the first random wait; 200ms")));
  }

  private static ObjectNode hedge() {
    ObjectNode after = describe("How long to wait first: the target's own p95, or this long");
    ArrayNode kinds = after.putArray("oneOf");
    kinds.add(words("", Stream.of(TaskRules.PERCENTILE)));
    kinds.add(duration(""));
    return mapping(
        "Asking the next target as well while the first keeps silent",
        optional("after", after),
        required(
            "at_most_share",
            number(
                "Of the calls; no more are hedged", TaskRules.MIN_HEDGED_SHARE, BigDecimal.ONE)));
  }

  private static ObjectNode stream() {
    return mapping(
        "What a streamed answer promises",
        optional(
            "commit",
            words(
                "From when on an answer belongs to the caller; first_content",
                StreamRule.Commit.values())),
        optional("on_cut", words("When an answer breaks off; error", StreamRule.OnCut.values())));
  }

  private static ObjectNode log() {
    return mapping(
        "What the call log keeps",
        optional("keep", words("Of prompts and answers; full", LogRule.Keep.values())),
        optional("required", bool("A call that cannot be logged may not be made; false")),
        optional("search", bool("Prompts and answers can be searched for words; false")));
  }

  private static ObjectNode quality() {
    return mapping(
        "How quality is watched",
        required("suite", text("The golden suite that watches it")),
        optional("floor", share("The lowest mean score that a target may have")),
        optional("margin", share("The largest drop that a promotion may bring")));
  }

  private static ObjectNode vendors() {
    return mapping(
        "Where the task's data may go",
        optional("allow", list("The only vendors that may be asked", text(""))),
        optional("deny", list("Vendors that may not be asked", text(""))),
        optional("regions", list("The only regions that may be asked", text(""))));
  }

  private static ObjectNode target() {
    return mapping(
        "A provider's model",
        required("provider", text("As the settings name it")),
        required("model", text("As the catalogue names it")),
        optional(
            "max_output_tokens",
            integer(
                "Cap on the answer when the request sets none",
                1,
                RoutingTableFile.MAX_OUTPUT_TOKENS)),
        optional(
            "effort",
            words(
                "How much to reason when the request does not say",
                Stream.of(Effort.values()).map(Effort::key))));
  }

  private static Key required(String name, ObjectNode value) {
    return new Key(name, value, true);
  }

  private static Key optional(String name, ObjectNode value) {
    return new Key(name, value, false);
  }

  private static ObjectNode mapping(String description, Key... keys) {
    ObjectNode mapping = describe(description).put("type", "object");
    mapping.put("additionalProperties", false);
    ObjectNode properties = mapping.putObject("properties");
    ArrayNode required = mapping.putArray("required");
    for (Key key : keys) {
      properties.set(key.name(), key.value());
      if (key.isRequired()) {
        required.add(key.name());
      }
    }
    return mapping;
  }

  private static ObjectNode list(String description, ObjectNode item) {
    ObjectNode list = describe(description).put("type", "array").put("minItems", 1);
    list.set("items", item);
    return list;
  }

  private static ObjectNode text(String description) {
    return describe(description).put("type", "string").put("pattern", "\\S");
  }

  private static ObjectNode bool(String description) {
    return describe(description).put("type", "boolean");
  }

  private static ObjectNode duration(String description) {
    return describe(description).put("type", "string").put("pattern", "^[0-9]{1,9}(ms|s|m|h)$");
  }

  private static ObjectNode integer(String description, int min, int max) {
    return describe(description).put("type", "integer").put("minimum", min).put("maximum", max);
  }

  private static ObjectNode usd(String description, BigDecimal max) {
    return number(description, TaskRules.MIN_USD, max);
  }

  private static ObjectNode share(String description) {
    return number(description, BigDecimal.ZERO, BigDecimal.ONE);
  }

  private static ObjectNode number(String description, BigDecimal min, BigDecimal max) {
    return describe(description).put("type", "number").put("minimum", min).put("maximum", max);
  }

  private static ObjectNode constant(int value) {
    return JSON.objectNode().put("const", value);
  }

  private static ObjectNode words(String description, Enum<?>[] words) {
    return words(description, Stream.of(words).map(RoutingTableFile::key));
  }

  private static ObjectNode words(String description, Stream<String> words) {
    ObjectNode choice = describe(description);
    ArrayNode allowed = choice.putArray("enum");
    words.forEach(allowed::add);
    return choice;
  }

  private static ObjectNode describe(String description) {
    ObjectNode node = JSON.objectNode();
    return description.isEmpty() ? node : node.put("description", description);
  }
}
