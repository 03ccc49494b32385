package dev.signalbox.router.catalog;

import java.util.List;
import java.util.Set;

/**
 * A model as the catalogue knows it.
 *
 * @param contextTokens the most tokens a request and its answer may have together
 * @param maxOutputTokens the most tokens an answer may have
 * @param acceptsSampling whether temperature and top_p are accepted
 * @param prices in order of their effective dates
 */
public record Model(
    String provider,
    String name,
    Set<Capability> capabilities,
    int contextTokens,
    int maxOutputTokens,
    boolean acceptsSampling,
    List<Price> prices) {
  public Model {
    capabilities = Set.copyOf(capabilities);
    prices = List.copyOf(prices);
  }
}
