package dev.signalbox.eval.detect;

import dev.signalbox.eval.detect.Finding.CaseDrop;
import dev.signalbox.eval.detect.Finding.Insufficient;
import dev.signalbox.eval.detect.Finding.Regression;
import dev.signalbox.eval.detect.Finding.RevisionChange;
import dev.signalbox.eval.detect.Finding.Steady;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What detectors found in recorded results, as JSON objects for {@code signalbox detect}. */
public final class FindingJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FindingJson() {}

  /** A finding of one series, with the run it belongs to. */
  private record Line(Series series, int run, ObjectNode json) {}

  /**
   * Inspects each series.
   *
   * @return one JSON object a finding, in order of time; a series that is steady has none
   */
  public static List<ObjectNode> inspect(List<Series> series, Detector detector) {
    List<Line> lines = new ArrayList<>();
    for (Series each : series) {
      Inspection inspection = detector.inspect(each);
      inspection
          .revisionChanges()
          .forEach(change -> line(each, inspection, change).ifPresent(lines::add));
      line(each, inspection, inspection.standing()).ifPresent(lines::add);
    }
    return lines.stream()
        .sorted(Comparator.comparing(line -> line.series().runs().get(line.run()).at()))
        .map(Line::json)
        .toList();
  }

  private static Optional<Line> line(Series series, Inspection inspection, Finding finding) {
    return switch (finding) {
      case Steady _ -> Optional.empty();
      case Insufficient insufficient -> {
        int run = series.runs().size() - 1;
        ObjectNode json = json("insufficient", series, run);
        json.put("why", insufficient.why());
        json.put("have", insufficient.have()).put("needed", insufficient.needed());
        yield Optional.of(new Line(series, run, json));
      }
      case RevisionChange change -> {
        ObjectNode json = json("revision_change", series, change.run());
        json.put("from", change.from()).put("to", change.to());
        json.put("probability", change.probability());
        yield Optional.of(new Line(series, change.run(), json));
      }
      case Regression regression -> {
        ObjectNode json = json("regression", series, regression.run());
        describe(regression, series, json);
        json.put("attribution", changesRevision(regression, inspection) ? "model" : "unknown");
        yield Optional.of(new Line(series, regression.run(), json));
      }
    };
  }

  private static ObjectNode json(String type, Series series, int run) {
    ObjectNode json = JSON.objectNode().put("type", type);
    StreamKey stream = series.stream();
    json.putObject("stream")
        .put("task", stream.task())
        .put("provider", stream.provider())
        .put("model", stream.model())
        .put("suite", stream.suite())
        .put("grader_version", stream.graderVersion());
    return json.put("metric", "quality")
        .put("flagged_at", at(series, run))
        .put("flagged_run", series.runs().get(run).id());
  }

  private static void describe(Regression regression, Series series, ObjectNode json) {
    json.put("runs_after_change", regression.runsAfterChange());
    json.put("change_at", at(series, regression.change()));
    json.putArray("change_interval")
        .add(at(series, regression.changeEarliest()))
        .add(at(series, regression.changeLatest()));
    json.put("before", regression.before()).put("after", regression.after());
    json.put("effect", regression.after() - regression.before());
    json.putArray("effect_ci").add(regression.effectLow()).add(regression.effectHigh());
    json.put("evidence", regression.evidence()).put("threshold", regression.threshold());
    ArrayNode cases = json.putArray("cases");
    for (CaseDrop drop : regression.cases()) {
      cases
          .addObject()
          .put("case_id", drop.name())
          .put("before", drop.before())
          .put("after", drop.after())
          .put("weight", drop.weight());
    }
  }

  /** Whether another revision came with the change. */
  private static boolean changesRevision(Regression regression, Inspection inspection) {
    return inspection.revisionChanges().stream()
        .mapToInt(RevisionChange::run)
        .anyMatch(run -> run >= regression.changeEarliest() && run <= regression.changeLatest());
  }

  private static String at(Series series, int run) {
    return series.runs().get(run).at().toString();
  }
}
