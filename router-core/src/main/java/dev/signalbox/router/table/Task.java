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
 * @param deadline for the whole call, over all its attempts; whole milliseconds
 * @param costCeiling in USD: an attempt that could cost more is not made; absent means none
 * @param suite the golden suite that watches this task's quality, if any
 * @param singleVendor why it is right that all targets are at one vendor, where they are
 * @param route primary first, then fallbacks; never empty
 */
public record Task(
    String name,
    String description,
    Set<Capability> requires,
    Duration deadline,
    Optional<BigDecimal> costCeiling,
    Optional<String> suite,
    Optional<String> singleVendor,
    List<Target> route) {
  public Task {
    requires = Set.copyOf(requires);
    route = List.copyOf(route);
    // So that 0.02 and 0.020 make equal tasks.
    costCeiling = costCeiling.map(BigDecimal::stripTrailingZeros);
    if (route.isEmpty()) {
      throw new IllegalArgumentException("task " + name + " has no route");
    }
    if (deadline.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException("task " + name + " has a deadline finer than 1 ms");
    }
  }

  /** The same task over another route. */
  public Task withRoute(List<Target> other) {
    return new Task(name, description, requires, deadline, costCeiling, suite, singleVendor, other);
  }

  public Target primary() {
    return route.getFirst();
  }
}
