package dev.signalbox.router.decision;

import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A target that can take a call.
 *
 * @param outputTokens the cap on the answer that is sent along
 * @param picoUsdAtMost the most that one attempt can cost, in 10⁻¹² USD; {@link #UNKNOWN} when the
 *     model has no price
 */
public record Candidate(Target target, Model model, int outputTokens, long picoUsdAtMost) {
  public static final long UNKNOWN = -1;

  private static final int PICO = 12;

  /** The most USD that one attempt can cost; empty when the model has no price. */
  public Optional<BigDecimal> usdAtMost() {
    return picoUsdAtMost == UNKNOWN
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(picoUsdAtMost, PICO).stripTrailingZeros());
  }
}
