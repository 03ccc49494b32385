package dev.signalbox.router.catalog;

import java.math.BigDecimal;

/**
 * What one exchange cost.
 *
 * @param usd exact
 * @param priceVersion names the price that was used
 */
public record Cost(BigDecimal usd, String priceVersion) {}
