package dev.signalbox.eval.detect;

import static dev.signalbox.eval.detect.SimulatedStream.referenceMix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eval.series.Series;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FindingJsonTest {
  private static final double[] HEALTHY = referenceMix();

  private final Detector detector = StratifiedEDetector.standard();

  @Test
  void saysNothingOfASteadySeries() {
    assertThat(inspect(new SimulatedStream(1).runs(60, HEALTHY))).isEmpty();
  }

  @Test
  void tellsARegressionWithAllThatIsKnownOfIt() {
    List<ObjectNode> lines = inspect(broken());

    assertThat(lines).hasSize(1);
    ObjectNode line = lines.getFirst();
    assertThat(line.propertyNames())
        .containsExactly(
            "type",
            "stream",
            "metric",
            "flagged_at",
            "flagged_run",
            "runs_after_change",
            "change_at",
            "change_interval",
            "before",
            "after",
            "effect",
            "effect_ci",
            "evidence",
            "threshold",
            "cases",
            "attribution");
    assertThat(line.get("type").stringValue()).isEqualTo("regression");
    assertThat(line.get("stream").toString())
        .isEqualTo(
            "{\"task\":\"invoices\",\"provider\":\"openai\",\"model\":\"gpt\","
                + "\"suite\":\"invoices\",\"grader_version\":\"v1\"}");
    assertThat(line.get("flagged_at").stringValue()).isEqualTo("2026-03-05T05:00:00Z");
    assertThat(line.get("flagged_run").stringValue()).isEqualTo("run-101");
    assertThat(line.get("change_at").stringValue()).isEqualTo("2026-03-05T04:00:00Z");
    assertThat(line.get("effect").doubleValue())
        .isBetween(
            line.get("effect_ci").get(0).doubleValue(), line.get("effect_ci").get(1).doubleValue());
    assertThat(line.get("cases").get(0).propertyNames())
        .containsExactly("case_id", "before", "after", "weight");
    assertThat(line.get("attribution").stringValue()).isEqualTo("unknown");
  }

  @Test
  void attributesToTheModelWhatCameWithANewRevision() {
    List<ObjectNode> lines = inspect(broken().revision("r2", 5));

    assertThat(lines)
        .extracting(line -> line.get("type").stringValue())
        .containsExactly("revision_change", "regression");
    assertThat(lines.getFirst().get("from").stringValue()).isEqualTo("r1");
    assertThat(lines.getFirst().get("to").stringValue()).isEqualTo("r2");
    assertThat(lines.getLast().get("attribution").stringValue()).isEqualTo("model");
  }

  @Test
  void saysWhatIsMissingForAVerdict() {
    List<ObjectNode> lines = inspect(new SimulatedStream(1).runs(12, HEALTHY));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().get("type").stringValue()).isEqualTo("insufficient");
    assertThat(lines.getFirst().get("why").stringValue()).isEqualTo("The baseline needs 48 runs.");
    assertThat(lines.getFirst().get("have").intValue()).isEqualTo(12);
    assertThat(lines.getFirst().get("needed").intValue()).isEqualTo(48);
  }

  @Test
  void ordersTheFindingsOfAllSeriesByTime() {
    Series late = broken().series();
    Series early = new SimulatedStream(2).runs(60, HEALTHY).revision("r2", 8).series();

    assertThat(FindingJson.inspect(List.of(late, early), detector))
        .extracting(line -> line.get("type").stringValue())
        .containsExactly("revision_change", "regression");
  }

  private List<ObjectNode> inspect(SimulatedStream stream) {
    return FindingJson.inspect(List.of(stream.series()), detector);
  }

  private static SimulatedStream broken() {
    double[] broken = HEALTHY.clone();
    Arrays.fill(broken, 0, 4, 0);
    return new SimulatedStream(7).runs(100, HEALTHY).runs(5, broken);
  }
}
