package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eval.schedule.QuartzWaker;
import dev.signalbox.eval.schedule.QuartzWaker.Waking;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Wakings with the store that the nodes of a cluster share. */
@Timeout(120)
final class WakingsInPostgresTest {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  @Test
  void wakesSeveralAndForgetsThoseThatNobodyKnowsAnyMore() throws InterruptedException {
    Semaphore evals = new Semaphore(0);
    Semaphore housekeeping = new Semaphore(0);
    try (QuartzWaker _ = start(1, waking("evals", evals), waking("retired", housekeeping))) {
      assertThat(evals.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
      assertThat(housekeeping.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(jobs()).containsExactly("evals", "retired");

    try (QuartzWaker _ = start(2, waking("evals", evals), waking("housekeeping", housekeeping))) {
      assertThat(jobs()).containsExactly("evals", "housekeeping");
    }
    start(1, waking("evals", evals)).close();
    assertThat(jobs()).containsExactly("evals", "housekeeping");
  }

  private static QuartzWaker start(int generation, Waking... wakings) {
    return QuartzWaker.start(DATABASE.get().dataSource(), "a-node", generation, List.of(wakings));
  }

  private static Waking waking(String name, Semaphore woken) {
    return new Waking(name, Duration.ofMillis(50), woken::release);
  }

  private static List<String> jobs() {
    return DATABASE
        .get()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select job_name from qrtz_job_details order by job_name")
                .mapTo(String.class)
                .list());
  }
}
