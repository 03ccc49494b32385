package dev.signalbox.router.table;

import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The form of a routing table's file: keys, types and ranges. What the values mean is for a lint;
 * {@link TableSchema} tells editors of the same form.
 */
final class RoutingTableFile {
  static final int FORMAT = 1;
  static final String NAME = "[a-z][a-z0-9-]{0,62}";
  static final int MAX_OUTPUT_TOKENS = 10_000_000;

  private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

  /** Stands in for a route that is not there, which was told already. */
  private static final List<Target> NOWHERE = List.of(Target.of("", ""));

  private final Consumer<TaskEntry> lint;

  /** A task as it stands in the file, so that a lint can say where it objects. */
  record TaskEntry(Task task, YamlMapping fields, List<TargetEntry> route) {
    /** What stands under these keys, which the task has. */
    YamlValue at(String key, String... more) {
      YamlValue value = fields.required(key);
      for (String next : more) {
        value = value.mapping().required(next);
      }
      return value;
    }
  }

  /** A target as it stands in the file. */
  record TargetEntry(Target target, YamlValue value) {
    /** What stands under this key, or the target itself where it has none. */
    YamlValue at(String key) {
      return value.mapping().optional(key).orElse(value);
    }
  }

  /** {@code lint} is shown each task that has the right form. */
  RoutingTableFile(Consumer<TaskEntry> lint) {
    this.lint = lint;
  }

  /** How the file writes one of a few words. */
  static String key(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  RoutingTable read(YamlMapping root) {
    root.required("format").integer(FORMAT, FORMAT);
    YamlMapping named = root.required("tasks").mapping();
    if (named.entries().isEmpty()) {
      named.problem("there is no task here; describe at least one");
    }
    List<Task> tasks = new ArrayList<>();
    named
        .entries()
        .forEach((name, value) -> {
          int before = named.problemsSoFar();
          TaskEntry entry = task(name, value);
          if (named.problemsSoFar() == before) {
            lint.accept(entry);
          }
          tasks.add(entry.task());
        });
    return new RoutingTable(tasks);
  }

  private TaskEntry task(String name, YamlValue value) {
    if (!NAME_PATTERN.matcher(name).matches()) {
      value.problem(
          "a task's name has to start with a letter and have only a-z, 0-9 and hyphens, at most 63"
              + " characters");
    }
    YamlMapping fields = value.mapping();
    List<TargetEntry> route =
        fields.required("route").nonEmptyList().stream().map(this::target).toList();
    TaskRules rules = new TaskRules(fields);
    Task task =
        new Task(
            name,
            fields.required("description").text(),
            rules.capabilities(),
            rules.contextTokens(),
            rules.latency(),
            rules.cost(),
            rules.retry(),
            rules.hedge(),
            rules.stream(),
            rules.onContentFilter(),
            rules.quality(),
            rules.vendors(),
            fields.optional("single_vendor").map(YamlValue::text),
            rules.log(),
            rules.affinity(),
            route.isEmpty() ? NOWHERE : route.stream().map(TargetEntry::target).toList());
    return new TaskEntry(task, fields, route);
  }

  private TargetEntry target(YamlValue value) {
    YamlMapping fields = value.mapping();
    Target target =
        new Target(
            fields.required("provider").text(),
            fields.required("model").text(),
            fields
                .optional("max_output_tokens")
                .map(tokens -> OptionalInt.of(tokens.integer(1, MAX_OUTPUT_TOKENS)))
                .orElse(OptionalInt.empty()),
            fields
                .optional("effort")
                .map(effort -> effort.choice(List.of(Effort.values()), Effort::key)));
    return new TargetEntry(target, value);
  }
}
