package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyHistogramTest {
  /** The ratio of a bucket's ends, less one. */
  private static final double ERROR = Math.pow(10, 0.1) - 1;

  @Test
  void putsATimeBetweenTheEndsOfItsBucket() {
    for (double millis = 1; millis < 900_000; millis *= 1.0137) {
      int bucket = LatencyHistogram.bucket(millis);
      assertThat(millis)
          .isGreaterThanOrEqualTo(LatencyHistogram.floor(bucket) * (1 - 1e-12))
          .isLessThan(LatencyHistogram.floor(bucket + 1) * (1 + 1e-12));
    }
  }

  @Test
  void countsWhatIsOutsideInTheFirstAndTheLastBucket() {
    assertThat(LatencyHistogram.bucket(0)).isZero();
    assertThat(LatencyHistogram.bucket(0.99)).isZero();
    assertThat(LatencyHistogram.bucket(1)).isZero();
    assertThat(LatencyHistogram.bucket(1e9)).isEqualTo(LatencyHistogram.BUCKETS - 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1})
  void findsAQuantileWithinTheErrorItStates(double share) {
    Random random = new Random(11);
    double[] millis =
        DoubleStream.generate(() -> Math.exp(6 + 1.2 * random.nextGaussian()))
            .limit(10_000)
            .sorted()
            .toArray();
    double exact = millis[(int) Math.ceil(share * millis.length) - 1];

    assertThat(LatencyHistogram.quantile(counts(millis), share).orElseThrow())
        .isCloseTo(exact, within(exact * ERROR));
  }

  @Test
  void addsUpAsIfAllHadBeenCountedTogether() {
    double[] some = {3, 40, 500};
    double[] more = {2, 45, 7_000};
    long[] both = counts(some);

    LatencyHistogram.add(both, counts(more));

    assertThat(both).isEqualTo(counts(3, 40, 500, 2, 45, 7_000));
  }

  @Test
  void hasNoQuantileOfNothing() {
    assertThat(LatencyHistogram.quantile(new long[LatencyHistogram.BUCKETS], 0.5)).isEmpty();
  }

  private static long[] counts(double... millis) {
    long[] counts = new long[LatencyHistogram.BUCKETS];
    Arrays.stream(millis).forEach(one -> counts[LatencyHistogram.bucket(one)]++);
    return counts;
  }
}
