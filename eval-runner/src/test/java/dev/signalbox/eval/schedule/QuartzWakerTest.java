package dev.signalbox.eval.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eval.schedule.QuartzWaker.Waking;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.JobKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.RAMJobStore;
import org.quartz.spi.JobStore;

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

  @Test
  void wakesEachByItself() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    try (QuartzWaker _ =
        start(
            new RAMJobStore(),
            1,
            new Waking("busy", OFTEN, released::await),
            new Waking("idle", OFTEN, woken::release))) {
      assertThat(woken.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
      released.countDown();
    }
  }

  @Test
  void neverOverlapsAWakingWithTheOneBefore() throws InterruptedException {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Waking counted =
        new Waking(
            "counted",
            Duration.ofMillis(1),
            () -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              woken.release();
              atOnce.decrementAndGet();
            });
    try (QuartzWaker _ =
        start(new RAMJobStore(), 1, counted, new Waking("other", OFTEN, () -> {}))) {
      assertThat(woken.tryAcquire(20, 30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void removesJobsOfEarlierVersionsAndLeavesThoseOfLaterOnes() {
    LastingStore store = new LastingStore();
    start(store, 1, new Waking("retired", OFTEN, woken::release)).close();
    start(store, 3, new Waking("kept", OFTEN, woken::release)).close();
    assertThat(store.names()).containsExactly("kept");

    start(store, 2, new Waking("own", OFTEN, woken::release)).close();
    assertThat(store.names()).containsExactlyInAnyOrder("kept", "own");
  }

  @Test
  void leavesAJobOfANewerNodeAloneWhenItIsAskedToDoIt() throws InterruptedException {
    LastingStore store = new LastingStore();
    Semaphore newer = new Semaphore(0);
    start(store, 2, new Waking("newer", OFTEN, newer::release)).close();
    newer.drainPermits();

    try (QuartzWaker _ = start(store, 1, new Waking("own", OFTEN, woken::release))) {
      assertThat(woken.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(newer.availablePermits()).isZero();
    assertThat(store.names()).contains("newer");
  }

  private static QuartzWaker start(QuartzWaker.UseCase useCase) {
    return start(new RAMJobStore(), 1, new Waking("a waking", OFTEN, useCase));
  }

  private static QuartzWaker start(JobStore store, int generation, Waking... wakings) {
    return QuartzWaker.start(store, "a-node", generation, List.of(wakings));
  }

  /** Outlives its scheduler, as the store in the database does. */
  private static final class LastingStore extends RAMJobStore {
    Set<String> names() {
      return getJobKeys(GroupMatcher.anyJobGroup()).stream()
          .map(JobKey::getName)
          .collect(Collectors.toSet());
    }
  }
}
