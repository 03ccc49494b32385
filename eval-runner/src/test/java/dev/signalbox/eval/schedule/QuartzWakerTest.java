package dev.signalbox.eval.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.simpl.RAMJobStore;

/** With Quartz's store in memory; the clustered one is tested where there is a PostgreSQL. */
@Timeout(60)
final class QuartzWakerTest {
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final Semaphore woken = new Semaphore(0);

  @Test
  void wakesAgainAndAgainUntilItIsClosed() throws InterruptedException {
    try (QuartzWaker _ = start(woken::release)) {
      assertThat(woken.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
    }
    woken.drainPermits();

    // Whoever is not closed properly would take the name.
    try (QuartzWaker _ = start(() -> {})) {
      assertThat(woken.availablePermits()).isZero();
    }
  }

  @Test
  void wakesOnAfterAFailure() throws InterruptedException {
    try (QuartzWaker _ =
        start(() -> {
          woken.release();
          throw new IllegalStateException("the database is away");
        })) {
      assertThat(woken.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void waitsForTheWakingUnderWayWhenItIsClosed() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch closing = new CountDownLatch(1);
    QuartzWaker waker =
        start(() -> {
          woken.release();
          closing.await();
          ended.set(true);
        });
    woken.acquire();
    Thread closer = Thread.ofVirtual().start(waker::close);
    closing.countDown();
    closer.join();

    assertThat(ended).isTrue();
  }

  @Test
  void refusesASecondOneInTheSameProcess() {
    try (QuartzWaker _ = start(() -> {})) {
      assertThatThrownBy(() -> start(() -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this process has a scheduler running already");
    }
  }

  private static QuartzWaker start(QuartzWaker.UseCase useCase) {
    return QuartzWaker.start(new RAMJobStore(), "a-node", OFTEN, useCase);
  }
}
