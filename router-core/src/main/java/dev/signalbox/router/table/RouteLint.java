package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.catalog.Price;
import dev.signalbox.router.table.RoutingTableFile.TargetEntry;
import dev.signalbox.router.table.RoutingTableFile.TaskEntry;
import dev.signalbox.router.yaml.Suggestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Objects to routes that cannot work, or that one vendor's outage would stop. */
final class RouteLint {
  private final Catalog catalog;
  private final Map<String, String> vendors;
  private final LocalDate today;

  RouteLint(Catalog catalog, Map<String, String> vendors, LocalDate today) {
    this.catalog = catalog;
    this.vendors = Map.copyOf(vendors);
    this.today = today;
  }

  void check(TaskEntry entry) {
    Set<String> seen = new HashSet<>();
    for (TargetEntry target : entry.route()) {
      if (!seen.add(target.target().name())) {
        target
            .value()
            .problem(
                target.target().name() + " stands in this route already; delete one of the two");
      }
      checkTarget(entry.task(), target);
    }
    checkVendors(entry);
  }

  private void checkTarget(Task task, TargetEntry entry) {
    Target target = entry.target();
    if (target.provider().isEmpty() || target.model().isEmpty()) {
      return; // missing or of the wrong type, which the reader told
    }
    if (!vendors.containsKey(target.provider())) {
      entry
          .provider()
          .problem("no provider is named " + unknown(target.provider(), vendors.keySet()));
      return;
    }
    Optional<Model> model = catalog.model(target.provider(), target.model());
    model.ifPresentOrElse(
        known -> checkModel(task, entry, known),
        () ->
            entry
                .model()
                .problem(
                    "the catalogue has no model of "
                        + target.provider()
                        + " named "
                        + unknown(target.model(), catalog.modelNames(target.provider()))));
  }

  private void checkModel(Task task, TargetEntry entry, Model model) {
    Set<Capability> lacking = new TreeSet<>(task.requires());
    lacking.removeAll(model.capabilities());
    if (!lacking.isEmpty()) {
      entry
          .model()
          .problem(
              model.name()
                  + " lacks "
                  + lacking.stream().map(Capability::key).collect(Collectors.joining(", "))
                  + ", which the task requires; take another model");
    }
    int cap = entry.target().maxOutputTokens().orElse(model.limits().outputTokens());
    if (cap > model.limits().outputTokens()) {
      entry
          .maxOutputTokens()
          .orElse(entry.value())
          .problem(
              model.name()
                  + " writes at most "
                  + model.limits().outputTokens()
                  + " tokens; lower the cap to that");
    }
    task.cost().perCall().ifPresent(ceiling -> checkCeiling(ceiling, entry, model, cap));
  }

  private void checkCeiling(BigDecimal ceiling, TargetEntry entry, Model model, int cap) {
    Optional<Price> price = model.priceAt(today);
    if (price.isEmpty()) {
      entry
          .model()
          .problem(
              model.name()
                  + " has no price, so the task's cost ceiling cannot be kept; take a model with a price, or delete the ceiling");
      return;
    }
    BigDecimal fullAnswer = price.get().usdAtMost(0, cap, 0);
    if (fullAnswer.compareTo(ceiling) > 0) {
      BigDecimal affordable = ceiling.divide(price.get().usdAtMost(0, 1, 0), 0, RoundingMode.DOWN);
      entry
          .maxOutputTokens()
          .orElse(entry.value())
          .problem(
              "an answer of "
                  + cap
                  + " tokens by "
                  + model.name()
                  + " costs "
                  + fullAnswer.toPlainString()
                  + " USD, above the task's ceiling of "
                  + ceiling.toPlainString()
                  + " USD; set max_output_tokens below "
                  + affordable
                  + ", to leave room for the prompt");
    }
  }

  private void checkVendors(TaskEntry entry) {
    SortedSet<String> used = new TreeSet<>();
    for (TargetEntry target : entry.route()) {
      String vendor = vendors.get(target.target().provider());
      if (vendor == null) {
        return; // told already; what the name was meant to be decides
      }
      used.add(vendor);
    }
    if (used.size() == 1 && entry.singleVendor().isEmpty()) {
      entry
          .routeValue()
          .problem(
              "every target is at "
                  + used.first()
                  + ", whose outage would stop this task; add a target at another vendor, or give the reason as single_vendor: REASON");
    } else if (used.size() > 1) {
      entry
          .singleVendor()
          .ifPresent(reason ->
              reason.problem(
                  "the route has targets at "
                      + String.join(" and ", used)
                      + "; delete single_vendor"));
    }
  }

  private static String unknown(String name, Set<String> known) {
    String others =
        known.isEmpty() ? "it has none" : "there are " + String.join(", ", new TreeSet<>(known));
    return Suggestion.closest(name, known)
        .map(close -> "\"" + name + "\"; did you mean \"" + close + "\"?")
        .orElse("\"" + name + "\"; " + others);
  }
}
