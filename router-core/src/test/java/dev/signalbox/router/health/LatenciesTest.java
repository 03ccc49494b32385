package dev.signalbox.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.table.Target;
import dev.signalbox.router.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final Target TARGET = Target.of("openai", "gpt-4o-mini");

  private final FakeTime time = new FakeTime();
  private final Latencies latencies = new Latencies(time);

  @Test
  void saysNothingBeforeItHasSeenEnough() {
    record(19, 100);
    assertThat(latencies.p95Nanos(TARGET)).isEqualTo(Latencies.UNKNOWN);

    record(1, 100);
    assertThat(p95Millis()).isEqualTo(100);
  }

  @Test
  void isTheNinetyFifthOfAHundred() {
    for (int millis = 1; millis <= 100; millis++) {
      record(1, millis);
    }

    assertThat(p95Millis()).isEqualTo(95);
  }

  @Test
  void forgetsWhatIsMoreThanAWindowAgo() {
    record(128, 5_000);
    record(128, 10);

    assertThat(p95Millis()).isEqualTo(10);
  }

  @Test
  void forgivesATargetThatWasNotAskedForAMinute() {
    record(50, 5_000);
    time.pass(Duration.ofSeconds(61));

    assertThat(latencies.p95Nanos(TARGET)).isEqualTo(Latencies.UNKNOWN);
    record(1, 10);
    assertThat(latencies.p95Nanos(TARGET)).isEqualTo(Latencies.UNKNOWN);
  }

  @Test
  void keepsTargetsApart() {
    record(50, 5_000);

    assertThat(latencies.p95Nanos(Target.of("openai", "gpt-4o"))).isEqualTo(Latencies.UNKNOWN);
  }

  private void record(int times, long millis) {
    for (int i = 0; i < times; i++) {
      latencies.record(TARGET, Duration.ofMillis(millis));
    }
  }

  private long p95Millis() {
    return Duration.ofNanos(latencies.p95Nanos(TARGET)).toMillis();
  }
}
