package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A named kind of work.
 *
 * @param deadline for the whole call, over all its attempts
 * @param costCeiling upper bound in USD of one attempt's expected cost; absent means none
 * @param suite the golden suite that watches this task's quality, if any
 * @param route primary first, then fallbacks; never empty
 */
public record Task(
    String name,
    String description,
    Set<Capability> requires,
    Duration deadline,
    Optional<BigDecimal> costCeiling,
    Optional<String> suite,
    List<Target> route) {
  public Task {
    requires = Set.copyOf(requires);
    route = List.copyOf(route);
    if (route.isEmpty()) {
      throw new IllegalArgumentException("task " + name + " has no route");
    }
  }

  /** The same task over another route. */
  public Task withRoute(List<Target> other) {
    return new Task(name, description, requires, deadline, costCeiling, suite, other);
  }

  public Target primary() {
    return route.getFirst();
  }
}
