package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eval.series.RecordedResults;
import dev.signalbox.eval.series.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real answers of unchanged models, asked again and again: every alarm would be false. */
class RecordedNullTest {

  @Test
  void noStreamAlarmsWithAnyBaselineThatTheRecordingsAllow() {
    Path file = Path.of(System.getProperty("signalbox.shared", ""), "data/stability-null.csv.gz");
    boolean there = Files.exists(file);
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, "the shared recordings are not here: " + file);
    }
    assertThat(there).as("shared recordings at %s", file).isTrue();

    List<Series> streams = RecordedResults.read(file, Instant.MAX);

    assertThat(streams).hasSize(11);
    for (Series stream : streams) {
      int alarms = 0;
      for (int baseline = 2; baseline < stream.runs().size(); baseline++) {
        Finding standing = new StratifiedEDetector(5_000, baseline).inspect(stream).standing();
        alarms += standing instanceof Finding.Regression ? 1 : 0;
      }
      System.out.printf(
          "%s %s: %d alarms with baselines of 2 to %d runs%n",
          stream.stream().model(), stream.stream().task(), alarms, stream.runs().size() - 1);
      assertThat(alarms).as("alarms of %s", stream.stream()).isZero();
    }
  }
}
