package dev.signalbox.router.budget;

import dev.signalbox.router.budget.Purses.Errand;
import dev.signalbox.router.budget.Purses.Verdict;
import dev.signalbox.router.budget.Purses.Wish;
import dev.signalbox.router.time.Deadline;
import dev.signalbox.router.time.Ticker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger that reserves from leases in memory, and asks its {@link LeaseStore} only when one runs
 * short: then the callers who need more wait for the answer together, and others do not wait. Every
 * second it gives back what lies idle, closes the leases of past periods, and reports what was
 * spent beyond them.
 *
 * <p>When the store fails or keeps a caller waiting too long, nobody waits for it any more: it is
 * asked once a second for each budget concerned, one after the other, and callers whose lease has
 * no room learn at once that the ledger is down. What they settle meanwhile adds to one sum for
 * each period, which reaches the store when it is back and counts once however often it is sent. It
 * lives in memory: what cannot be delivered before {@link #close} ends is lost, and logged as an
 * error. Thread-safe.
 */
public final class LeasedLedger implements BudgetLedger, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeasedLedger.class);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_REVIEWS = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final LeaseStore store;
  private final Purses purses;
  private final Time time;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * What time it is.
   *
   * @param clock wall clock, for the end of periods
   * @param patience how long a caller waits for the store, on real time
   */
  record Time(Ticker ticker, InstantSource clock, Duration patience) {}

  /** A ledger that relies on somebody to call {@link #review} every second or so. */
  LeasedLedger(LeaseStore store, String node, Time time) {
    this.store = store;
    this.purses = new Purses(node, time.ticker());
    this.time = time;
  }

  /**
   * A ledger at work; whoever starts it closes it.
   *
   * @param node for people who wonder whose a lease is
   */
  public static LeasedLedger on(LeaseStore store, String node) {
    Time real = new Time(Ticker.REAL, InstantSource.system(), PATIENCE);
    LeasedLedger ledger = new LeasedLedger(store, node, real);
    Thread.ofVirtual().name("budget review").start(ledger::reviewUntilClosed);
    return ledger;
  }

  @Override
  public Reservation reserve(List<Budget> budgets, LocalDate today, BigDecimal usd) {
    Wish wish = new Wish(budgets, today, usd);
    Deadline deadline = Deadline.in(time.patience(), time.ticker());
    while (!isClosed()) {
      switch (purses.reserve(wish)) {
        case Verdict.Granted _ -> {
          return new Reservation.Granted(new SetAside(wish));
        }
        case Verdict.Exhausted(Budget budget) -> {
          return new Reservation.Exhausted(budget);
        }
        case Verdict.Unknown(String why) -> {
          return down(wish, why);
        }
        case Verdict.Wait wait -> {
          Optional<String> vain = await(wait, deadline);
          if (vain.isPresent()) {
            return down(wish, vain.get());
          }
        }
      }
    }
    return down(wish, "the ledger is closed");
  }

  @Override
  public List<Standing> standing(List<Budget> budgets, LocalDate today) {
    return purses.standing(budgets, today);
  }

  private Reservation down(Wish wish, String why) {
    Wish nothing = new Wish(wish.budgets(), wish.day(), BigDecimal.ZERO);
    return new Reservation.LedgerDown(why, new SetAside(nothing));
  }

  /** Why waiting was in vain, if it was. */
  private Optional<String> await(Verdict.Wait wait, Deadline deadline) {
    wait.errand()
        .ifPresent(errand -> Thread.ofVirtual().name("budget claim").start(() -> send(errand)));
    try {
      if (wait.over().await(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
      String why = "no answer for " + time.patience().toMillis() + " ms";
      logFailure(purses.giveUp(wait.purse(), why), wait.purse(), why);
      return Optional.of(why);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("the caller was interrupted");
    } finally {
      purses.stopWaiting(wait);
    }
  }

  private void send(Errand errand) {
    Purse purse = errand.purse();
    try {
      if (purses.heard(errand, store.claim(errand.claim()))) {
        LOG.info("the budget store answers again for {}", purse);
      }
    } catch (RuntimeException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      logFailure(purses.unheard(errand, why), purse, why);
      LOG.debug("a claim failed", e);
    }
  }

  private static void logFailure(boolean isNews, Purse purse, String why) {
    if (isNews) {
      LOG.error("the budget store does not answer for {}: {}", purse, why);
    }
  }

  private void reviewUntilClosed() {
    try {
      while (!closing.await(BETWEEN_REVIEWS.toMillis(), TimeUnit.MILLISECONDS)) {
        review();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the store what it has to know by now, and waits for its answers. */
  void review() {
    LocalDate today = LocalDate.ofInstant(time.clock().instant(), ZoneOffset.UTC);
    for (Purse purse : purses.all()) {
      purses.review(purse, today).ifPresent(this::send);
    }
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  /**
   * Gives back all that is not used, for ten seconds at most. To be called when no call is under
   * way: what is still set aside counts as spent, and what is settled later is lost.
   */
  @Override
  public void close() {
    closing.countDown();
    try {
      Thread.ofVirtual().name("budget farewell").start(this::giveBackAll).join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (Purse purse : purses.all()) {
      LOG.error("the budget ledger is closed, but not its lease of {}", purse);
    }
  }

  private void giveBackAll() {
    try {
      for (Purse purse : purses.all()) {
        Optional<Errand> last;
        do {
          purses.underWay(purse).await();
          last = purses.giveBack(purse);
        } while (last.isEmpty()); // a review was faster
        send(last.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was set aside for a wish. */
  private final class SetAside implements Reservation.Hold {
    private final Wish reserved;
    private final AtomicBoolean settled = new AtomicBoolean();

    SetAside(Wish reserved) {
      this.reserved = reserved;
    }

    @Override
    public void settle(BigDecimal usd) {
      if (usd.signum() < 0) {
        throw new IllegalArgumentException("cannot have spent " + usd + " USD");
      }
      if (settled.compareAndSet(false, true)) {
        purses.settle(reserved, usd);
        if (isClosed() && usd.compareTo(reserved.usd()) > 0) {
          LOG.error("{} USD were spent after the budget ledger was closed", usd);
        }
      }
    }
  }
}
