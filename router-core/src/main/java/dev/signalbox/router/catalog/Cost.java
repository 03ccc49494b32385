package dev.signalbox.router.catalog;

import java.math.BigDecimal;

/**
 * What one exchange cost.
 *
 * @param usd exact, unless {@code estimated}
 * @param priceVersion names the price that was used, such as {@code openai/gpt-4o-mini@2026-08-01};
 *     {@link #REPORTED} when the provider told the cost itself
 * @param estimated whether the provider did not tell what was used, so that this is the most that
 *     it can be
 */
public record Cost(BigDecimal usd, String priceVersion, boolean estimated) {
  public static final String REPORTED = "reported by the provider";
}
