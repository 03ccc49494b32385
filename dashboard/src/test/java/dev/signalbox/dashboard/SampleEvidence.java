package dev.signalbox.dashboard;

import dev.signalbox.dashboard.chart.EvidenceCurve;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** Evidence as a detector might have had it on the stream of the sample history that fell. */
final class SampleEvidence {
  private static final Instant FIRST_RUN = Instant.parse("2026-03-02T00:00:00Z");
  private static final int CHANGE = 80;

  /** Low and wavering before the change, past the threshold at the third run after it. */
  static final EvidenceCurve CURVE =
      new EvidenceCurve(
          IntStream.range(48, 90)
              .mapToObj(run ->
                  new EvidenceCurve.At(
                      FIRST_RUN.plus(Duration.ofHours(run)),
                      run < CHANGE
                          ? 3 + 2.5 * Math.sin(run)
                          : Math.min(3 * Math.pow(18, run - CHANGE + 1), 4e8)))
              .toList(),
          5_000);

  private SampleEvidence() {}
}
