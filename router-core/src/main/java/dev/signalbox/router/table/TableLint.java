package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.table.RoutingTableFile.TargetEntry;
import dev.signalbox.router.table.RoutingTableFile.TaskEntry;
import dev.signalbox.router.yaml.Suggestion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Objects to tasks that cannot work, or that one vendor's outage would stop. */
final class TableLint {
  private static final int MOST_NAMES = 12;

  private final Catalog catalog;
  private final Map<String, ProviderFacts> providers;
  private final TargetLint targets;
  private final CostLint costs;

  /** A target whose provider and model there are. */
  record KnownTarget(TargetEntry entry, ProviderFacts provider, Model model) {
    Target target() {
      return entry.target();
    }
  }

  TableLint(Catalog catalog, Map<String, ProviderFacts> providers, LocalDate today) {
    this.catalog = catalog;
    this.providers = Map.copyOf(providers);
    this.targets = new TargetLint(today);
    this.costs = new CostLint(today);
  }

  void check(TaskEntry entry) {
    List<KnownTarget> known = new ArrayList<>();
    for (TargetEntry target : entry.route()) {
      known(target).ifPresent(known::add);
    }
    for (KnownTarget target : known) {
      targets.check(entry, target);
      costs.check(entry.task(), target);
    }
    RuleLint.check(entry);
    CostLint.checkRule(entry);
    RouteLint.checkDuplicates(entry);
    // What a name was meant to be decides; that there is none such was told already.
    if (known.size() == entry.route().size()) {
      RouteLint.check(entry, known);
    }
  }

  private Optional<KnownTarget> known(TargetEntry entry) {
    Target target = entry.target();
    ProviderFacts facts = providers.get(target.provider());
    if (facts == null) {
      entry
          .at("provider")
          .problem("no provider is named " + unknown(target.provider(), providers.keySet()));
      return Optional.empty();
    }
    Optional<Model> model = catalog.model(target.provider(), target.model());
    if (model.isEmpty()) {
      Set<String> names = catalog.modelNames(target.provider());
      entry
          .at("model")
          .problem(
              "the catalogue has no model of %s named %s"
                  .formatted(target.provider(), unknown(target.model(), names)));
    }
    return model.map(found -> new KnownTarget(entry, facts, found));
  }

  private static String unknown(String name, Set<String> known) {
    String others = known.isEmpty() ? "it has none" : "there are " + some(new TreeSet<>(known));
    return Suggestion.closest(name, known)
        .map(close -> "\"" + name + "\"; did you mean \"" + close + "\"?")
        .orElse("\"" + name + "\"; " + others);
  }

  /** A catalogue has too many for one sentence. */
  private static String some(SortedSet<String> names) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES
        ? first + " and " + (names.size() - MOST_NAMES) + " more"
        : first;
  }
}
