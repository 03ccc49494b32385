package dev.signalbox.router.catalog;

import java.math.BigDecimal;

/**
 * What one exchange cost.
 *
 * @param usd exact
 * @param priceVersion names the price that was used, such as {@code openai/gpt-4o-mini@2026-08-01}
 */
public record Cost(BigDecimal usd, String priceVersion) {}
