package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The form of a routing table's file: keys, types and ranges. What the values mean is for a lint.
 */
final class RoutingTableFile {
  static final int FORMAT = 1;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Duration MIN_DEADLINE = Duration.ofMillis(100);
  private static final Duration MAX_DEADLINE = Duration.ofMinutes(10);
  private static final BigDecimal MIN_CEILING = new BigDecimal("0.000001");
  private static final BigDecimal MAX_CEILING = BigDecimal.valueOf(1000);
  private static final int MAX_OUTPUT_TOKENS = 10_000_000;

  /** Stands in for a route that is not there, which was told already. */
  private static final List<Target> NOWHERE = List.of(Target.of("", ""));

  private final Consumer<TaskEntry> lint;

  /** A task as it stands in the file, so that a lint can say where it objects. */
  record TaskEntry(
      Task task, List<TargetEntry> route, YamlValue routeValue, Optional<YamlValue> singleVendor) {}

  record TargetEntry(
      Target target,
      YamlValue value,
      YamlValue provider,
      YamlValue model,
      Optional<YamlValue> maxOutputTokens) {}

  /** {@code lint} is shown each task that has a route. */
  RoutingTableFile(Consumer<TaskEntry> lint) {
    this.lint = lint;
  }

  RoutingTable read(YamlMapping root) {
    root.required("format").integer(FORMAT, FORMAT);
    YamlMapping named = root.required("tasks").mapping();
    if (named.entries().isEmpty()) {
      named.problem("there is no task here; describe at least one");
    }
    List<Task> tasks = new ArrayList<>();
    named.entries().forEach((name, value) -> tasks.add(task(name, value)));
    return new RoutingTable(tasks);
  }

  private Task task(String name, YamlValue value) {
    if (!NAME.matcher(name).matches()) {
      value.problem(
          "a task's name has to start with a letter and have only a-z, 0-9 and hyphens, at most 63"
              + " characters");
    }
    YamlMapping mapping = value.mapping();
    YamlValue routeValue = mapping.required("route");
    List<TargetEntry> route = routeValue.nonEmptyList().stream().map(this::target).toList();
    Optional<YamlValue> singleVendor = mapping.optional("single_vendor");
    Task task =
        new Task(
            name,
            mapping.required("description").text(),
            capabilities(mapping.required("requires")),
            OptionalInt.empty(),
            Latency.of(
                mapping
                    .required("latency")
                    .mapping()
                    .required("deadline")
                    .duration(MIN_DEADLINE, MAX_DEADLINE)),
            mapping
                .optional("cost")
                .map(cost -> CostRule.perCall(ceiling(cost)))
                .orElse(CostRule.NONE),
            RetryRule.DEFAULT,
            Optional.empty(),
            StreamRule.DEFAULT,
            OnContentFilter.STOP,
            mapping
                .optional("quality")
                .map(quality -> QualityRule.of(quality.mapping().required("suite").text())),
            VendorRule.ANY,
            singleVendor.map(YamlValue::text),
            false,
            route.isEmpty() ? NOWHERE : route.stream().map(TargetEntry::target).toList());
    if (!route.isEmpty()) {
      lint.accept(new TaskEntry(task, route, routeValue, singleVendor));
    }
    return task;
  }

  private static Set<Capability> capabilities(YamlValue value) {
    EnumSet<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (YamlValue item : value.nonEmptyList()) {
      capabilities.add(item.choice(List.of(Capability.values()), Capability::key));
    }
    return capabilities;
  }

  private static BigDecimal ceiling(YamlValue cost) {
    return cost.mapping().required("per_call_usd").decimal(MIN_CEILING, MAX_CEILING);
  }

  private TargetEntry target(YamlValue value) {
    YamlMapping mapping = value.mapping();
    YamlValue provider = mapping.required("provider");
    YamlValue model = mapping.required("model");
    Optional<YamlValue> cap = mapping.optional("max_output_tokens");
    OptionalInt maxOutputTokens =
        cap.map(tokens -> OptionalInt.of(tokens.integer(1, MAX_OUTPUT_TOKENS)))
            .orElse(OptionalInt.empty());
    Target target = new Target(provider.text(), model.text(), maxOutputTokens, Optional.empty());
    return new TargetEntry(target, value, provider, model, cap);
  }
}
