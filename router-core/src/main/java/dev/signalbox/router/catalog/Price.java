package dev.signalbox.router.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a million tokens of each class cost in USD from a day (UTC) on.
 *
 * @param source where the figures were read, for whoever doubts them
 */
public record Price(
    LocalDate effectiveFrom,
    BigDecimal input,
    BigDecimal cacheRead,
    BigDecimal cacheWrite,
    BigDecimal output,
    String source) {}
