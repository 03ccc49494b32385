package dev.signalbox.router;

import dev.signalbox.router.attempt.Attempted;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.PieceSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;

/**
 * Two attempts side by side, the second begun when the first kept silent for too long. The first to
 * answer, or to show content, wins; the other is cancelled. All methods but those that the
 * attempts' own threads use are for one thread.
 */
final class Race {
  static final int FIRST = 0;
  static final int SECOND = 1;
  private static final int NOBODY = -1;

  private final AtomicInteger winner = new AtomicInteger(NOBODY);
  private final AtomicReferenceArray<Attempted> results = new AtomicReferenceArray<>(2);
  private final AtomicReferenceArray<Thread> threads = new AtomicReferenceArray<>(2);
  private final CountDownLatch firstSign = new CountDownLatch(1);

  /** An attempt that wins by the sink it is given. */
  @FunctionalInterface
  interface Leg {
    Attempted run(UnaryOperator<PieceSink> around);
  }

  /** Begins with one attempt. */
  Race(Leg first) {
    start(FIRST, first);
  }

  /**
   * Waits for the first attempt to show anything or to end.
   *
   * @return whether it did neither for that long
   */
  boolean isSilentFor(Duration wait) {
    try {
      return !firstSign.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false; // and await() passes it on
    }
  }

  /** Begins the second attempt. */
  Race join(Leg second) {
    start(SECOND, second);
    return this;
  }

  /**
   * Waits until all attempts have ended, the beaten one too, for it has to be accounted for. When
   * the thread is interrupted, so are they.
   */
  Finish await() {
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      interruptBoth();
    }
    for (int leg = FIRST; leg <= SECOND; leg++) {
      Thread thread = threads.get(leg);
      while (thread != null && thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
          interruptBoth();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new Finish();
  }

  /** How the race ended. */
  final class Finish {
    private Finish() {}

    /** {@link #FIRST}, {@link #SECOND}, or neither. */
    int winner() {
      return winner.get();
    }

    Attempted attempted(int leg) {
      Attempted attempted = results.get(leg);
      boolean beaten = winner() != NOBODY && winner() != leg;
      boolean cancelled =
          attempted.outcome() instanceof Outcome.Failed failed && failed.fault() == Fault.CANCELLED;
      return beaten && cancelled
          ? attempted.with(attempted.exchange().withOutcome(beaten()))
          : attempted;
    }

    private static Outcome beaten() {
      return new Outcome.Failed(Fault.CANCELLED, "another target was quicker", Optional.empty());
    }
  }

  private void start(int leg, Leg attempt) {
    Thread thread = Thread.ofVirtual().name("attempt").unstarted(() -> run(leg, attempt));
    threads.set(leg, thread);
    thread.start();
  }

  private void run(int leg, Leg attempt) {
    Attempted attempted = attempt.run(sink -> claiming(leg, sink));
    results.set(leg, attempted);
    if (attempted.outcome() instanceof Outcome.Answered) {
      claim(leg);
    }
    firstSign.countDown();
  }

  private PieceSink claiming(int leg, PieceSink sink) {
    return piece -> {
      if (!claim(leg)) {
        throw new BeatenException();
      }
      sink.accept(piece);
    };
  }

  /** Whether {@code leg} has won. */
  private boolean claim(int leg) {
    if (winner.compareAndSet(NOBODY, leg)) {
      firstSign.countDown();
      Thread other = threads.get(leg == FIRST ? SECOND : FIRST);
      if (other != null) {
        other.interrupt();
      }
    }
    return winner.get() == leg;
  }

  private void interruptBoth() {
    for (int leg = FIRST; leg <= SECOND; leg++) {
      Thread thread = threads.get(leg);
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  private static final class BeatenException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
