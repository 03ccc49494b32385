package dev.signalbox.router.budget;

import dev.signalbox.router.budget.BudgetLedger.Standing;
import dev.signalbox.router.budget.LeaseStore.Answer;
import dev.signalbox.router.budget.LeaseStore.Claim;
import dev.signalbox.router.time.Ticker;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All purses of a node, and who waits for which. One lock guards them, which makes a reservation
 * from several budgets one step; it is held for a few look-ups and sums, never while anybody waits.
 * Thread-safe.
 */
final class Purses {
  private final String node;
  private final Ticker ticker;
  private final Map<BudgetPeriod, Purse> purses = new HashMap<>();

  /** The purses of which a claim is under way, each with a latch that opens when that is over. */
  private final Map<Purse, CountDownLatch> asking = new HashMap<>();

  /** The purses whose last claim was in vain, and why. */
  private final Map<Purse, String> unheard = new HashMap<>();

  Purses(String node, Ticker ticker) {
    this.node = node;
    this.ticker = ticker;
  }

  /** What somebody wants to spend, of all budgets or of none. */
  record Wish(List<Budget> budgets, LocalDate day, BigDecimal usd) {
    Wish {
      budgets = List.copyOf(budgets);
      if (usd.signum() < 0) {
        throw new IllegalArgumentException("cannot spend " + usd + " USD");
      }
    }
  }

  /** What comes of a wish. */
  sealed interface Verdict {
    record Granted() implements Verdict {}

    record Exhausted(Budget budget) implements Verdict {}

    /** Only the store can tell, and it does not answer. */
    record Unknown(String why) implements Verdict {}

    /**
     * Only the store can tell: wish again when {@code over} opens, and {@link #stopWaiting} then.
     *
     * @param errand for the first who waits
     */
    record Wait(Purse purse, BigDecimal usd, CountDownLatch over, Optional<Errand> errand)
        implements Verdict {}
  }

  /** A claim on its way; what came of it has to be told. */
  record Errand(Purse purse, Claim claim) {}

  synchronized Verdict reserve(Wish wish) {
    List<Purse> concerned = of(wish.budgets(), wish.day());
    Purse lacking = firstLacking(concerned, wish.usd());
    if (lacking == null) {
      concerned.forEach(purse -> purse.hold(wish.usd()));
      return new Verdict.Granted();
    }
    for (Purse purse : concerned) {
      if (purse.refuses(wish.usd(), ticker.nanos())) {
        return new Verdict.Exhausted(purse.budget());
      }
    }
    String why = unheard.get(lacking);
    return why == null ? wait(lacking, wish.usd()) : new Verdict.Unknown(why);
  }

  private static @Nullable Purse firstLacking(List<Purse> purses, BigDecimal usd) {
    for (Purse purse : purses) {
      if (!purse.hasRoomFor(usd)) {
        return purse;
      }
    }
    return null;
  }

  private Verdict.Wait wait(Purse purse, BigDecimal usd) {
    purse.await(usd);
    Optional<Errand> errand = begin(purse, now -> Optional.of(purse.claim(now)));
    return new Verdict.Wait(purse, usd, underWay(purse), errand);
  }

  synchronized void stopWaiting(Verdict.Wait wait) {
    wait.purse().stopWaiting(wait.usd());
  }

  /** Frees what was reserved, if it was, and takes what was paid. */
  synchronized void settle(Wish reserved, BigDecimal paid) {
    of(reserved.budgets(), reserved.day()).forEach(purse -> purse.settle(reserved.usd(), paid));
  }

  synchronized List<Standing> standing(List<Budget> budgets, LocalDate day) {
    List<Standing> standing = new ArrayList<>(budgets.size());
    for (Budget budget : budgets) {
      Purse purse = purses.get(BudgetPeriod.of(budget, day));
      standing.add(new Standing(budget, purse == null ? BigDecimal.ZERO : purse.takenByAll()));
    }
    return standing;
  }

  private List<Purse> of(List<Budget> budgets, LocalDate day) {
    List<Purse> found = new ArrayList<>(budgets.size());
    for (Budget budget : budgets) {
      Purse purse =
          purses.computeIfAbsent(
              BudgetPeriod.of(budget, day), _ -> new Purse(budget, day, node, ticker.nanos()));
      purse.limitTo(budget);
      found.add(purse);
    }
    return found;
  }

  synchronized List<Purse> all() {
    return List.copyOf(purses.values());
  }

  /** What has to be told to the store of a purse, if anything. */
  synchronized Optional<Errand> review(Purse purse, LocalDate today) {
    return begin(
        purse,
        now ->
            unheard.containsKey(purse) ? Optional.of(purse.claim(now)) : purse.review(now, today));
  }

  /** Gives back what is not used of a purse. */
  synchronized Optional<Errand> giveBack(Purse purse) {
    return begin(purse, _ -> Optional.of(purse.giveBack()));
  }

  private Optional<Errand> begin(Purse purse, Function<Long, Optional<Claim>> claim) {
    if (asking.containsKey(purse)) {
      return Optional.empty();
    }
    Optional<Claim> begun = claim.apply(ticker.nanos());
    begun.ifPresent(_ -> asking.put(purse, new CountDownLatch(1)));
    return begun.map(sent -> new Errand(purse, sent));
  }

  /** Opens when no claim of the purse is under way. */
  synchronized CountDownLatch underWay(Purse purse) {
    return asking.getOrDefault(purse, new CountDownLatch(0));
  }

  /** The store answered; says whether it had not before. */
  synchronized boolean heard(Errand errand, Answer answer) {
    Purse purse = errand.purse();
    if (purse.hear(errand.claim(), answer, ticker.nanos())) {
      purses.remove(purse.period());
    }
    end(purse);
    return unheard.remove(purse) != null;
  }

  /** The store failed; says whether it had answered before. */
  synchronized boolean unheard(Errand errand, String why) {
    end(errand.purse());
    return giveUp(errand.purse(), why);
  }

  /** Nobody waits any longer for the claim that is under way; says whether somebody did so far. */
  synchronized boolean giveUp(Purse purse, String why) {
    return unheard.put(purse, why) == null;
  }

  private void end(Purse purse) {
    CountDownLatch over = asking.remove(purse);
    if (over != null) {
      over.countDown();
    }
  }
}
