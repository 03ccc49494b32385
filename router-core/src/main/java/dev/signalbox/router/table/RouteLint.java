package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.table.RoutingTableFile.TargetEntry;
import dev.signalbox.router.table.RoutingTableFile.TaskEntry;
import dev.signalbox.router.table.TableLint.KnownTarget;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Objects to routes that one outage would stop, or whose targets do not go together. */
final class RouteLint {
  private RouteLint() {}

  static void checkDuplicates(TaskEntry entry) {
    Set<String> seen = new HashSet<>();
    for (TargetEntry target : entry.route()) {
      if (!seen.add(target.target().name())) {
        target
            .value()
            .problem(
                target.target().name() + " stands in this route already; delete one of the two");
      }
    }
  }

  static void check(TaskEntry entry, List<KnownTarget> route) {
    if (entry.task().requires().contains(Capability.EMBEDDINGS)) {
      checkOneModel(route);
    } else {
      checkVendors(entry, route);
      checkFilterFallback(entry, route);
    }
    checkClouds(entry, route);
  }

  /** Another model's vectors would lie in another space, and be found by nothing. */
  private static void checkOneModel(List<KnownTarget> route) {
    String first = route.getFirst().target().model();
    for (KnownTarget target : route) {
      if (!target.target().model().equals(first)) {
        target
            .entry()
            .at("model")
            .problem(
                "vectors of %s do not mix with those of %s; take the same model at another provider, or delete this target"
                    .formatted(target.target().model(), first));
      }
    }
  }

  private static void checkVendors(TaskEntry entry, List<KnownTarget> route) {
    SortedSet<String> used = vendors(route, _ -> true);
    Task task = entry.task();
    if (used.size() > 1) {
      task.singleVendor()
          .ifPresent(_ ->
              entry
                  .at("single_vendor")
                  .problem(
                      "the route has targets at %s; delete single_vendor"
                          .formatted(String.join(" and ", used))));
      checkPermitted(entry, route);
    } else if (task.singleVendor().isEmpty()) {
      entry
          .at("route")
          .problem(
              "every target is at %s, whose outage would stop this task; add a target at another vendor, or give the reason as single_vendor: REASON"
                  .formatted(used.first()));
    }
  }

  private static void checkPermitted(TaskEntry entry, List<KnownTarget> route) {
    VendorRule rule = entry.task().vendors();
    SortedSet<String> permitted =
        vendors(route, facts -> rule.permits(facts.vendor(), facts.region()));
    if (permitted.size() < 2) {
      entry
          .at("vendors")
          .problem(
              "this leaves %s; permit a fallback at another vendor"
                  .formatted(
                      permitted.isEmpty() ? "no target" : "only targets at " + permitted.first()));
    }
  }

  private static void checkFilterFallback(TaskEntry entry, List<KnownTarget> route) {
    if (entry.task().onContentFilter() == OnContentFilter.FALLBACK
        && vendors(route, _ -> true).size() == 1) {
      entry
          .at("on_content_filter")
          .problem("the route has no other vendor to ask; delete on_content_filter");
    }
  }

  private static void checkClouds(TaskEntry entry, List<KnownTarget> route) {
    String cloud = route.getFirst().provider().cloud();
    boolean shared = route.stream().allMatch(target -> target.provider().cloud().equals(cloud));
    if (shared && route.size() > 1 && !cloud.isEmpty()) {
      entry
          .at("route")
          .warning(
              "every target runs on %s, whose outage would stop this task; add a target elsewhere"
                  .formatted(cloud));
    }
  }

  private static SortedSet<String> vendors(
      List<KnownTarget> route, Predicate<ProviderFacts> wanted) {
    return route.stream()
        .map(KnownTarget::provider)
        .filter(wanted)
        .map(ProviderFacts::vendor)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
