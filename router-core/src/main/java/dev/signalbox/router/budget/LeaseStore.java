package dev.signalbox.router.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What all nodes together have taken of their budgets. A node takes a <em>lease</em> of a budget's
 * period, spends from it without asking anybody, enlarges it when it runs short, gives back what it
 * does not need, and closes it when the period is over. The amounts of all leases of a period
 * together never exceed the limit, except by what was spent beyond a reservation.
 *
 * <p>A lease that is never closed, because its node was killed, counts as spent in full for its
 * period: some seconds' worth of spending, since nodes lease no more. An operator who knows better
 * may lower it. Thread-safe.
 */
public interface LeaseStore {

  /**
   * Grants what a node claims, as far as the budget allows; that replaces what was granted to the
   * same lease before. Claims state whole amounts and are numbered, so that one that comes twice
   * counts once, and one that arrives after a later one changes nothing.
   *
   * @throws RuntimeException if the store cannot be asked; whether it has heard the claim is then
   *     unknown, until it answers a later one
   */
  Answer claim(Claim claim);

  /**
   * A node's part of one period of a budget.
   *
   * @param node for people who wonder whose it is
   * @param beginsOn the first day of the period
   */
  record Lease(UUID id, String node, Budget budget, LocalDate beginsOn) {}

  /**
   * What a node wants of its lease; amounts are in USD and count from the beginning of the lease.
   *
   * @param number higher than in any earlier claim of the lease
   * @param spentUsd of which the node knows for certain
   * @param keepUsd reserved, spent, or granted earlier and not given back: granted in any case
   * @param leastUsd at least {@code keepUsd}; if the budget does not allow so much, nothing is
   *     granted beyond {@code keepUsd}
   * @param wantedUsd at least {@code leastUsd}; granted as far as the budget allows
   * @param last whether the node closes the lease with this
   */
  record Claim(
      Lease lease,
      long number,
      BigDecimal spentUsd,
      BigDecimal keepUsd,
      BigDecimal leastUsd,
      BigDecimal wantedUsd,
      boolean last) {

    /** What is to be answered when all other leases of the period amount to {@code othersUsd}. */
    public Answer given(BigDecimal othersUsd) {
      BigDecimal left = lease.budget().limitUsd().subtract(othersUsd);
      BigDecimal granted = left.compareTo(leastUsd) >= 0 ? wantedUsd.min(left) : keepUsd;
      return new Answer(granted, othersUsd.add(granted));
    }
  }

  /**
   * How a period stands after a claim.
   *
   * @param grantedUsd to this lease, from its beginning
   * @param takenUsd the amounts of all leases of the period together
   */
  record Answer(BigDecimal grantedUsd, BigDecimal takenUsd) {}
}
