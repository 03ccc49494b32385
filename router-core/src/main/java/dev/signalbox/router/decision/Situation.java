package dev.signalbox.router.decision;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.health.Health;
import java.time.LocalDate;
import java.util.Set;

/**
 * What a decision needs to know beside request and table.
 *
 * @param keyed the providers there is a key for
 * @param today in UTC, for the price in force
 */
public record Situation(Catalog catalog, Set<String> keyed, Health health, LocalDate today) {
  public Situation {
    keyed = Set.copyOf(keyed);
  }
}
