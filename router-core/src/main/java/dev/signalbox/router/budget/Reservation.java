package dev.signalbox.router.budget;

import java.math.BigDecimal;

/** What came of asking to spend. */
public sealed interface Reservation {

  /** It may be spent; the hold has to be settled on every path. */
  record Granted(Hold hold) implements Reservation {}

  /** It would overdraw {@code budget}. */
  record Exhausted(Budget budget) implements Reservation {}

  /**
   * Nobody can say whether it may be spent.
   *
   * @param why one line for people
   * @param hold sets nothing aside, and settles what is spent all the same, once the ledger is
   *     back; may be left alone if nothing is
   */
  record LedgerDown(String why, Hold hold) implements Reservation {}

  /** An amount that is set aside. */
  @FunctionalInterface
  interface Hold {
    /**
     * Says what was spent of it, which frees the rest. Only the first call counts.
     *
     * @param usd at least 0; more than was set aside is taken as well, for it is gone
     */
    void settle(BigDecimal usd);
  }
}
