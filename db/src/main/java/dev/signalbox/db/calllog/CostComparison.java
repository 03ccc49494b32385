package dev.signalbox.db.calllog;

import java.math.BigDecimal;
import java.util.List;

/**
 * What calls cost, and what they should have cost at the catalogue's prices.
 *
 * @param lines by provider and model
 * @param calls that were looked at
 * @param changedCalls whose cost is another
 * @param changedAttempts whose cost is another
 * @param estimated attempts left as they are, for their tokens are not known
 * @param reported attempts left as they are, for their provider told the cost
 * @param unpriced attempts left as they are, for the catalogue has no price
 */
public record CostComparison(
    List<Line> lines,
    long calls,
    long changedCalls,
    long changedAttempts,
    long estimated,
    long reported,
    long unpriced) {
  public CostComparison {
    lines = List.copyOf(lines);
  }

  /**
   * What one model at one provider cost.
   *
   * @param calls that were sent to it
   * @param oldUsd as it was recorded
   * @param newUsd as it should be
   */
  public record Line(
      String provider, String model, long calls, BigDecimal oldUsd, BigDecimal newUsd) {

    public BigDecimal difference() {
      return newUsd.subtract(oldUsd);
    }
  }

  public BigDecimal oldUsd() {
    return lines.stream().map(Line::oldUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public BigDecimal newUsd() {
    return lines.stream().map(Line::newUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public boolean differs() {
    return changedAttempts > 0;
  }
}
