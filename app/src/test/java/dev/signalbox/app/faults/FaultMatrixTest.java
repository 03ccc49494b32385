package dev.signalbox.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.table.StreamRule;
import dev.signalbox.simulator.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultMatrixTest {
  @Test
  void print() throws IOException {
    StringBuilder out = new StringBuilder();
    for (FaultScenario scenario : FaultScenario.ALL) {
      for (WireFormats format : WireFormats.values()) {
        for (boolean streamed : new boolean[] {false, true}) {
          String line;
          try {
            Trial trial =
                Trial.of(
                    format,
                    Optional.of(Outage.of(scenario.of().apply(format))),
                    streamed,
                    StreamRule.DEFAULT);
            line =
                trial.primaryInWords()
                    + " | "
                    + trial.requests()
                    + " | "
                    + trial.result()
                    + " | "
                    + trial.took()
                    + " | "
                    + trial.seen();
          } catch (RuntimeException e) {
            line = "EXCEPTION " + e;
          }
          out.append(
              scenario.title()
                  + " | "
                  + format
                  + " | "
                  + (streamed ? "S" : "W")
                  + " | "
                  + line
                  + "\n");
        }
      }
    }
    Files.writeString(Path.of("/tmp/matrix.txt"), out.toString());
    assertThat(out).isNotEmpty();
  }
}
