package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.eval.detect.Detector;
import dev.signalbox.eval.detect.FindingJson;
import dev.signalbox.eval.detect.Metric;
import dev.signalbox.eval.series.RecordedResults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code signalbox detect}: the detectors over recorded results. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    description = "Runs the detectors over recorded results and prints findings as JSON lines.",
    footer = {
      "",
      "Exit status: 0 nothing found; 1 something found; 2 bad input. Too little data to judge by is"
          + " told, and is no finding."
    })
public final class DetectCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "CSV with a header, or JSON Lines; may be gzipped")
  private Path file = Path.of("");

  @Option(
      names = "--arl",
      paramLabel = "N",
      defaultValue = "5000",
      description = "runs between false alarms, per stream (default: ${DEFAULT-VALUE})")
  private double runsBetweenFalseAlarms;

  @Option(
      names = "--baseline",
      paramLabel = "N",
      defaultValue = "48",
      description = "runs before the first verdict (default: ${DEFAULT-VALUE})")
  private int baselineRuns;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      defaultValue = "quality",
      description = "what to watch (default: ${DEFAULT-VALUE}; the others are not there yet)")
  private Metric metric = Metric.QUALITY;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "leave out results after this time (ISO-8601)")
  private @Nullable String asOf;

  @Override
  public Integer call() {
    Detector detector = detector();
    List<ObjectNode> findings = FindingJson.inspect(RecordedResults.read(file, latest()), detector);
    PrintWriter out = Terminal.out(spec);
    findings.forEach(out::println);
    out.flush();
    boolean found =
        findings.stream().anyMatch(line -> !line.path("type").asString().equals("insufficient"));
    return found ? ExitCode.FOUND : ExitCode.OK;
  }

  private Detector detector() {
    try {
      return metric
          .detector(runsBetweenFalseAlarms, baselineRuns)
          .orElseThrow(() ->
              new UsageException(
                  "there is no detector for %s yet; --metric quality is there"
                      .formatted(metric.name().toLowerCase(Locale.ROOT))));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private Instant latest() {
    if (asOf == null) {
      return Instant.MAX;
    }
    try {
      return OffsetDateTime.parse(asOf).toInstant();
    } catch (DateTimeException e) {
      throw new UsageException(
          "--as-of takes a time such as 2026-11-23T12:00:00Z, not \"" + asOf + "\"", e);
    }
  }
}
