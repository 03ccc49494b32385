package dev.signalbox.router.table;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a task may cost, in USD.
 *
 * @param perCall an attempt that could lift its call above this is not made
 * @param perDay for all calls of one day (UTC) on all nodes
 * @param perMonth for all calls of one calendar month (UTC) on all nodes
 * @param thriftyFrom the used share of a budget, from 0 to 1, from which cheaper targets come first
 * @param atLimit what follows when a target would overdraw a budget
 * @param onLedgerDown what follows when nobody can say what is left of a budget
 */
public record CostRule(
    Optional<BigDecimal> perCall,
    Optional<BigDecimal> perDay,
    Optional<BigDecimal> perMonth,
    BigDecimal thriftyFrom,
    AtLimit atLimit,
    OnLedgerDown onLedgerDown) {
  public static final CostRule NONE =
      new CostRule(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new BigDecimal("0.8"),
          AtLimit.CHEAPER,
          OnLedgerDown.SERVE);

  public CostRule {
    // So that 0.02 and 0.020 make equal rules.
    perCall = perCall.map(BigDecimal::stripTrailingZeros);
    perDay = perDay.map(BigDecimal::stripTrailingZeros);
    perMonth = perMonth.map(BigDecimal::stripTrailingZeros);
    thriftyFrom = thriftyFrom.stripTrailingZeros();
  }

  public static CostRule perCall(BigDecimal usd) {
    return new CostRule(
        Optional.of(usd),
        Optional.empty(),
        Optional.empty(),
        NONE.thriftyFrom,
        NONE.atLimit,
        NONE.onLedgerDown);
  }

  /** Whether anything is limited over more than one call. */
  public boolean hasBudget() {
    return perDay.isPresent() || perMonth.isPresent();
  }

  /** Whether anything is limited at all. */
  public boolean limitsAnything() {
    return perCall.isPresent() || hasBudget();
  }

  public enum AtLimit {
    /** The call is refused. */
    REFUSE,
    /** A cheaper target of the route is asked, if what is left is enough for one. */
    CHEAPER
  }

  public enum OnLedgerDown {
    /** The call goes on and is counted later. */
    SERVE,
    /** The call is refused. */
    REFUSE
  }
}
