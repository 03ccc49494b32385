package dev.signalbox.app.command.calls;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sums of money in tables: to the hundredth of a cent. */
final class Usd {
  private static final int DIGITS = 4;

  private Usd() {}

  static String of(BigDecimal usd) {
    return usd.setScale(DIGITS, RoundingMode.HALF_UP).toPlainString();
  }
}
