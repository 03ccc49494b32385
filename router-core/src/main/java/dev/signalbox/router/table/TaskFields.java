package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.chat.Effort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A task as the file has it: keys to texts, numbers, lists and mappings, with every rule that has a
 * default written out.
 */
final class TaskFields {
  private final Function<Duration, String> durations;

  /**
   * @param durations how they are written
   */
  TaskFields(Function<Duration, String> durations) {
    this.durations = durations;
  }

  SortedMap<String, Object> of(Task task) {
    SortedMap<String, Object> fields = defaulted(task);
    fields.put("description", task.description());
    fields.put("requires", requires(task));
    fields.put("latency", latency(task.latency()));
    task.hedge().ifPresent(hedge -> fields.put("hedge", hedge(hedge)));
    task.quality().ifPresent(quality -> fields.put("quality", quality(quality)));
    putIfAny(fields, "vendors", vendors(task.vendors()));
    task.singleVendor().ifPresent(reason -> fields.put("single_vendor", reason));
    if (task.affinity()) {
      fields.put("affinity", TaskRules.BY_CONVERSATION);
    }
    fields.put("route", task.route().stream().map(TaskFields::target).toList());
    return fields;
  }

  /** The rules that have a value though the file need not give one. */
  SortedMap<String, Object> defaulted(Task task) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("cost", cost(task.cost()));
    fields.put(
        "retry",
        new TreeMap<>(
            Map.of(
                "times", task.retry().times(), "jitter", durations.apply(task.retry().jitter()))));
    fields.put(
        "stream",
        new TreeMap<>(
            Map.of(
                "commit", RoutingTableFile.key(task.stream().commit()),
                "on_cut", RoutingTableFile.key(task.stream().onCut()))));
    fields.put("on_content_filter", RoutingTableFile.key(task.onContentFilter()));
    fields.put(
        "log",
        new TreeMap<>(
            Map.of(
                "keep", RoutingTableFile.key(task.log().keep()),
                "required", task.log().required(),
                "search", task.log().search())));
    return fields;
  }

  private static List<Object> requires(Task task) {
    List<Object> requires =
        new ArrayList<>(task.requires().stream().map(Capability::key).sorted().toList());
    task.contextTokens().ifPresent(tokens -> requires.add(Map.of("context", tokens)));
    return requires;
  }

  private SortedMap<String, Object> latency(Latency latency) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("deadline", durations.apply(latency.deadline()));
    latency.firstContent().ifPresent(limit -> fields.put("first_content", durations.apply(limit)));
    latency.idle().ifPresent(limit -> fields.put("idle", durations.apply(limit)));
    return fields;
  }

  private static SortedMap<String, Object> cost(CostRule cost) {
    SortedMap<String, Object> fields = new TreeMap<>();
    cost.perCall().ifPresent(usd -> fields.put("per_call_usd", usd));
    cost.perDay().ifPresent(usd -> fields.put("per_day_usd", usd));
    cost.perMonth().ifPresent(usd -> fields.put("per_month_usd", usd));
    fields.put("thrifty_from", cost.thriftyFrom());
    fields.put("at_limit", RoutingTableFile.key(cost.atLimit()));
    fields.put("on_ledger_down", RoutingTableFile.key(cost.onLedgerDown()));
    return fields;
  }

  private SortedMap<String, Object> hedge(HedgeRule hedge) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("after", hedge.after().map(durations).orElse(TaskRules.PERCENTILE));
    fields.put("at_most_share", hedge.atMostShare());
    return fields;
  }

  private static SortedMap<String, Object> quality(QualityRule quality) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("suite", quality.suite());
    quality.floor().ifPresent(floor -> fields.put("floor", floor));
    quality.margin().ifPresent(margin -> fields.put("margin", margin));
    return fields;
  }

  private static SortedMap<String, Object> vendors(VendorRule vendors) {
    SortedMap<String, Object> fields = new TreeMap<>();
    putIfAny(fields, "allow", vendors.allow());
    putIfAny(fields, "deny", vendors.deny());
    putIfAny(fields, "regions", vendors.regions());
    return fields;
  }

  private static SortedMap<String, Object> target(Target target) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("provider", target.provider());
    fields.put("model", target.model());
    target.maxOutputTokens().ifPresent(tokens -> fields.put("max_output_tokens", tokens));
    target.effort().map(Effort::key).ifPresent(effort -> fields.put("effort", effort));
    return fields;
  }

  private static void putIfAny(SortedMap<String, Object> fields, String key, Set<String> names) {
    if (!names.isEmpty()) {
      fields.put(key, names.stream().sorted().toList());
    }
  }

  private static void putIfAny(
      SortedMap<String, Object> fields, String key, SortedMap<String, Object> rule) {
    if (!rule.isEmpty()) {
      fields.put(key, rule);
    }
  }
}
