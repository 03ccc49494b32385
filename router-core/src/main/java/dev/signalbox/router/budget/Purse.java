package dev.signalbox.router.budget;

import dev.signalbox.router.budget.LeaseStore.Answer;
import dev.signalbox.router.budget.LeaseStore.Claim;
import dev.signalbox.router.budget.LeaseStore.Lease;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * This node's lease of one period of a budget: what was granted, what was spent and set aside of
 * it, and what to claim next. Amounts are in USD and count from the beginning of the lease, times
 * are readings of a {@code Ticker}. Only one claim may be under way at a time. Not thread-safe.
 */
final class Purse {
  /** After this, the store is asked again whether there is something left. */
  private static final Duration REFUSAL_HOLDS = Duration.ofMillis(500);

  /** How much of what is left a node provides itself with, so that others find something too. */
  private static final BigDecimal LARGEST_SHARE = new BigDecimal("0.25");

  private static final int SHARE_SCALE = 6;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final UUID lease = UUID.randomUUID();
  private final String node;
  private final LocalDate beginsOn;
  private final Pace pace;

  private Budget budget;
  private BigDecimal granted = BigDecimal.ZERO;
  private BigDecimal spent = BigDecimal.ZERO;
  private BigDecimal held = BigDecimal.ZERO;
  private final List<BigDecimal> awaited = new ArrayList<>();

  /** The most that the store can have granted, should an answer have been lost. */
  private BigDecimal grantedAtMost = BigDecimal.ZERO;

  private BigDecimal spentAsTold = BigDecimal.ZERO;
  private BigDecimal takenByOthers = BigDecimal.ZERO;
  private OptionalLong answeredAt = OptionalLong.empty();
  private long claims;

  Purse(Budget budget, LocalDate day, String node, long nowNanos) {
    this.budget = budget;
    this.beginsOn = budget.period().beginning(day);
    this.node = node;
    this.pace = new Pace(nowNanos);
  }

  /** The limit may be another one than before. */
  void limitTo(Budget now) {
    budget = now;
  }

  Budget budget() {
    return budget;
  }

  /** What is used here and leased elsewhere, as far as it is known here. */
  BigDecimal takenByAll() {
    return takenByOthers.add(used());
  }

  boolean hasRoomFor(BigDecimal usd) {
    return used().add(usd).compareTo(granted.min(budget.limitUsd())) <= 0;
  }

  /** Whether asking the store for so much is in vain. */
  boolean refuses(BigDecimal usd, long nowNanos) {
    BigDecimal needed = used().add(usd);
    boolean storeSaidNo =
        answeredAt.isPresent()
            && nowNanos - answeredAt.getAsLong() < REFUSAL_HOLDS.toNanos()
            && needed.compareTo(granted.add(left())) > 0;
    return storeSaidNo || needed.compareTo(budget.limitUsd()) > 0;
  }

  void hold(BigDecimal usd) {
    held = held.add(usd);
    pace.drain(usd);
  }

  /** Frees {@code reserved} and takes what was {@code paid}, which nobody can refuse any more. */
  void settle(BigDecimal reserved, BigDecimal paid) {
    held = held.subtract(reserved);
    spent = spent.add(paid);
    pace.drain(paid.subtract(reserved));
  }

  /** Somebody waits for so much, and the next claim should include it. */
  void await(BigDecimal usd) {
    awaited.add(usd);
  }

  void stopWaiting(BigDecimal usd) {
    awaited.remove(usd);
  }

  /** Asks for what is needed now and in the next seconds. */
  Claim claim(long nowNanos) {
    return claim(needed().add(provision(nowNanos)), false);
  }

  /** Asks for nothing but what is used. */
  Claim giveBack() {
    return claim(used(), held.signum() == 0);
  }

  /** What has to be told to the store, if anything; to be asked every second or so. */
  Optional<Claim> review(long nowNanos, LocalDate today) {
    pace.pass(nowNanos);
    if (beginsOn.isBefore(budget.period().beginning(today))) {
      return held.signum() == 0 || spare().signum() != 0
          ? Optional.of(giveBack())
          : Optional.empty();
    }
    BigDecimal provision = provision(nowNanos);
    // Twice, so that a busy purse does not give back now what it asks for again in a second.
    boolean hasTooMuch = spare().compareTo(TWO.multiply(provision)) > 0;
    boolean owes = used().compareTo(granted) > 0;
    boolean hasNews = spent.compareTo(spentAsTold) != 0 && provision.signum() == 0;
    return hasTooMuch || owes || hasNews ? Optional.of(claim(nowNanos)) : Optional.empty();
  }

  /** Takes note of what the store said; says whether the lease is closed for good. */
  boolean hear(Claim claim, Answer answer, long nowNanos) {
    granted = answer.grantedUsd();
    grantedAtMost = granted;
    takenByOthers = answer.takenUsd().subtract(granted);
    spentAsTold = claim.spentUsd();
    answeredAt = OptionalLong.of(nowNanos);
    return claim.last() && used().compareTo(claim.spentUsd()) == 0;
  }

  BudgetPeriod period() {
    return BudgetPeriod.of(budget, beginsOn);
  }

  @Override
  public String toString() {
    return "%s, %s from %s: %s USD spent, %s set aside, %s granted"
        .formatted(budget.scope(), budget.period(), beginsOn, spent, held, granted);
  }

  private Claim claim(BigDecimal wanted, boolean last) {
    // What is given back is gone from now on, for the answer may get lost and the claim not.
    granted = granted.min(wanted);
    grantedAtMost = grantedAtMost.max(wanted);
    claims++;
    BigDecimal keep = granted.max(used());
    // Less than anybody waits for would lie idle here, and be missing elsewhere.
    BigDecimal least = awaited.stream().reduce(BigDecimal::min).map(used()::add).orElse(keep);
    return new Claim(
        new Lease(lease, node, budget, beginsOn),
        claims,
        spent,
        keep,
        least.max(keep).min(wanted),
        wanted,
        last);
  }

  private BigDecimal used() {
    return spent.add(held);
  }

  private BigDecimal needed() {
    return awaited.stream().reduce(used(), BigDecimal::add);
  }

  private BigDecimal spare() {
    return grantedAtMost.subtract(needed());
  }

  /** What nobody has taken, as of the last answer. */
  private BigDecimal left() {
    return budget.limitUsd().subtract(takenByOthers).subtract(granted).max(BigDecimal.ZERO);
  }

  private BigDecimal provision(long nowNanos) {
    BigDecimal share = left().multiply(LARGEST_SHARE).setScale(SHARE_SCALE, RoundingMode.DOWN);
    return pace.ahead(nowNanos).min(share);
  }
}
