package dev.signalbox.router.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidTest {

  @Test
  void hasTheLayoutOfTheExampleInRfc9562() {
    // Appendix A.6: 2022-02-22T19:22:22Z, rand_a CC3, rand_b 18C4DC0C0C07398F.
    UUID id =
        TimeOrderedUuid.at(
            Instant.parse("2022-02-22T19:22:22Z"), new Replay(0xCC3L, 0x18C4DC0C0C07398FL));

    assertThat(id).hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  }

  @Test
  void carriesItsMoment() {
    Instant moment = Instant.parse("2026-11-23T12:34:56.789Z");

    assertThat(TimeOrderedUuid.momentOf(TimeOrderedUuid.at(moment, new Random(7))))
        .isEqualTo(moment);
  }

  /** Gives its numbers in turn. */
  private static final class Replay implements RandomGenerator {
    private final long[] longs;
    private int next;

    Replay(long... longs) {
      this.longs = longs;
    }

    @Override
    public long nextLong() {
      return longs[next++ % longs.length];
    }
  }
}
