package dev.signalbox.router.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Keeps leases in memory, and notes every claim; fails, loses answers and falls silent if told. */
final class FlakyLeaseStore implements LeaseStore {
  enum Mood {
    WELL,
    /** Does not hear the claim. */
    UNREACHABLE,
    /** Hears the claim, but the answer gets lost. */
    LOSES_ANSWERS
  }

  final List<Claim> claims = new CopyOnWriteArrayList<>();
  volatile Mood mood = Mood.WELL;

  /** While it is closed, nobody gets an answer. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  private final InMemoryLeaseStore kept = new InMemoryLeaseStore();

  @Override
  public Answer claim(Claim claim) {
    claims.add(claim);
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return switch (mood) {
      case WELL -> kept.claim(claim);
      case UNREACHABLE -> throw new IllegalStateException("no database\nand more of it");
      case LOSES_ANSWERS -> {
        kept.claim(claim);
        throw new IllegalStateException("the connection broke");
      }
    };
  }

  /** What all leases of the period together amount to. */
  BigDecimal taken(Budget budget, LocalDate day) {
    Lease nobodys = new Lease(UUID.randomUUID(), "test", budget, budget.period().beginning(day));
    BigDecimal zero = BigDecimal.ZERO;
    return kept.claim(new Claim(nobodys, 1, zero, zero, zero, zero, true)).takenUsd();
  }
}
