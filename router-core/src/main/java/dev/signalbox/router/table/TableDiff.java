package dev.signalbox.router.table;

import dev.signalbox.router.yaml.DurationText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How two routing tables differ, for people. */
public final class TableDiff {
  private static final TaskFields FIELDS = new TaskFields(DurationText::of);

  private TableDiff() {}

  /**
   * Lines that say how {@code after} differs, by task and rule; none if the tables are equal. What
   * begins with {@code +} is new, with {@code -} gone, with {@code ~} changed.
   */
  public static List<String> lines(RoutingTable before, RoutingTable after) {
    List<String> lines = new ArrayList<>();
    for (String name : union(before.tasks(), after.tasks())) {
      Map<String, String> old = rules(before, name);
      Map<String, String> now = rules(after, name);
      if (!old.equals(now)) {
        lines.add(mark(old.isEmpty(), now.isEmpty()) + " " + name);
        for (String rule : union(old, now)) {
          addRule(lines, rule, old.getOrDefault(rule, ""), now.getOrDefault(rule, ""));
        }
      }
    }
    return lines;
  }

  private static void addRule(List<String> lines, String rule, String old, String now) {
    if (!old.equals(now)) {
      String change = old.isEmpty() || now.isEmpty() ? old + now : old + " -> " + now;
      lines.add("    " + mark(old.isEmpty(), now.isEmpty()) + " " + rule + ": " + change);
    }
  }

  private static String mark(boolean isNew, boolean isGone) {
    return isNew ? "+" : isGone ? "-" : "~";
  }

  /** From the path of each rule, such as {@code latency.deadline}, to what it says. */
  private static Map<String, String> rules(RoutingTable table, String task) {
    SortedMap<String, String> rules = new TreeMap<>();
    table.task(task).ifPresent(known -> collect("", FIELDS.of(known), rules));
    return rules;
  }

  private static void collect(String prefix, Map<?, ?> fields, Map<String, String> rules) {
    fields.forEach((key, value) -> {
      String path = prefix + key;
      switch (value) {
        case Map<?, ?> rule -> collect(path + ".", rule, rules);
        case List<?> route when path.equals("route") -> {
          for (int i = 0; i < route.size(); i++) {
            rules.put("route " + (i + 1), text(route.get(i)));
          }
        }
        default -> rules.put(path, text(value));
      }
    });
  }

  private static String text(Object value) {
    return switch (value) {
      case Map<?, ?> fields ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + ": " + text(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> items ->
          items.stream().map(TableDiff::text).collect(Collectors.joining(", ", "[", "]"));
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  private static SortedSet<String> union(Map<String, ?> one, Map<String, ?> other) {
    SortedSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys;
  }
}
