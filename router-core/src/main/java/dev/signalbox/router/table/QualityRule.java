package dev.signalbox.router.table;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a task's quality is watched.
 *
 * @param suite the golden suite that watches it
 * @param floor the lowest mean score, from 0 to 1, that a target may have
 * @param margin the largest drop of the mean score, from 0 to 1, that a promotion may bring
 */
public record QualityRule(String suite, Optional<BigDecimal> floor, Optional<BigDecimal> margin) {
  public QualityRule {
    floor = floor.map(BigDecimal::stripTrailingZeros);
    margin = margin.map(BigDecimal::stripTrailingZeros);
  }

  public static QualityRule of(String suite) {
    return new QualityRule(suite, Optional.empty(), Optional.empty());
  }
}
