package dev.signalbox.golden.extraction;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The truth of one invoice. Its text and its expected answer are both made from this.
 *
 * @param traps what makes it hard to read
 * @param due when payment is due, told as a date, as a number of days or not at all
 * @param discount a positive amount
 * @param shipping before tax
 * @param deposit paid before
 */
record Invoice(
    Market market,
    Set<Trap> traps,
    String number,
    LocalDate issued,
    LocalDate due,
    Market.Firm seller,
    String buyer,
    List<Line> lines,
    Optional<BigDecimal> discount,
    Optional<BigDecimal> shipping,
    Optional<BigDecimal> deposit) {

  enum Trap {
    NO_DUE_DATE,
    DUE_IN_DAYS,
    DISCOUNT,
    SHIPPING,
    DEPOSIT,
    PAID,
    OTHER_BALANCE,
    NO_TAX,
    RETURNED_ITEM,
    REPLACES_ANOTHER,
    NO_TAX_ID,
    MANY_DATES;

    String tag() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Before tax; what was returned has a negative quantity. */
  record Line(String description, BigDecimal quantity, BigDecimal unitPrice, BigDecimal amount) {}

  Invoice {
    traps = Set.copyOf(traps);
    lines = List.copyOf(lines);
  }

  boolean has(Trap trap) {
    return traps.contains(trap);
  }

  static BigDecimal sum(List<Line> lines) {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal net() {
    return sum(lines)
        .subtract(discount.orElse(BigDecimal.ZERO))
        .add(shipping.orElse(BigDecimal.ZERO));
  }

  Optional<BigDecimal> tax() {
    return has(Trap.NO_TAX)
        ? Optional.empty()
        : Optional.of(market.percent(market.taxRate(), net()));
  }

  BigDecimal total() {
    return net().add(tax().orElse(BigDecimal.ZERO));
  }

  BigDecimal amountDue() {
    return has(Trap.PAID) ? BigDecimal.ZERO : total().subtract(deposit.orElse(BigDecimal.ZERO));
  }
}
