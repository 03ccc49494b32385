package dev.signalbox.router.table;

import java.util.Set;

/**
 * Where a task's data may go.
 *
 * @param allow the only vendors that may be asked; empty means any
 * @param deny vendors that may not be asked
 * @param regions the only regions whose endpoints may be asked; empty means any
 */
public record VendorRule(Set<String> allow, Set<String> deny, Set<String> regions) {
  public static final VendorRule ANY = new VendorRule(Set.of(), Set.of(), Set.of());

  public VendorRule {
    allow = Set.copyOf(allow);
    deny = Set.copyOf(deny);
    regions = Set.copyOf(regions);
  }

  /** Whether data may go to an endpoint of {@code vendor} in {@code region}, empty if unknown. */
  public boolean permits(String vendor, String region) {
    return (allow.isEmpty() || allow.contains(vendor))
        && !deny.contains(vendor)
        && (regions.isEmpty() || regions.contains(region));
  }
}
