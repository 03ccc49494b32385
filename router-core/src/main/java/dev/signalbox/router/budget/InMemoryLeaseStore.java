package dev.signalbox.router.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Budgets of one process, which forgets them when it ends: for a router without a database.
 * Thread-safe.
 */
public final class InMemoryLeaseStore implements LeaseStore {
  /** Nothing is spent any more in periods that began so long before the newest one. */
  private static final int MONTHS_KEPT = 2;

  private final Map<BudgetPeriod, Book> books = new HashMap<>();

  /** The leases of a period. */
  private static final class Book {
    private BigDecimal taken = BigDecimal.ZERO;
    private final Map<UUID, Entry> leases = new HashMap<>();
  }

  private record Entry(long number, BigDecimal granted) {
    static final Entry NONE = new Entry(0, BigDecimal.ZERO);
  }

  @Override
  public synchronized Answer claim(Claim claim) {
    Book book = book(claim.lease());
    Entry known = book.leases.getOrDefault(claim.lease().id(), Entry.NONE);
    if (claim.number() <= known.number()) {
      return new Answer(known.granted(), book.taken);
    }
    Answer answer = claim.given(book.taken.subtract(known.granted()));
    book.leases.put(claim.lease().id(), new Entry(claim.number(), answer.grantedUsd()));
    book.taken = answer.takenUsd();
    return answer;
  }

  private Book book(Lease lease) {
    BudgetPeriod period = BudgetPeriod.of(lease.budget(), lease.beginsOn());
    Book known = books.get(period);
    if (known != null) {
      return known;
    }
    LocalDate oldest = lease.beginsOn().minusMonths(MONTHS_KEPT);
    books.keySet().removeIf(old -> old.beginsOn().isBefore(oldest));
    Book fresh = new Book();
    books.put(period, fresh);
    return fresh;
  }
}
