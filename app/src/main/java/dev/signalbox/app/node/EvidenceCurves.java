package dev.signalbox.app.node;

import dev.signalbox.dashboard.chart.EvidenceCurve;
import dev.signalbox.eval.detect.Detector;
import dev.signalbox.eval.detect.Inspection;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The evidence of a stream as a chart wants it: what the detector says of the stored runs. */
record EvidenceCurves(RunStore runs, Detector detector)
    implements Function<StreamKey, Optional<EvidenceCurve>> {
  @Override
  public Optional<EvidenceCurve> apply(StreamKey stream) {
    Series series = runs.series(stream);
    if (series.runs().isEmpty()) {
      return Optional.empty();
    }
    Inspection inspection = detector.inspect(series);
    List<EvidenceCurve.At> points = new ArrayList<>();
    for (int run = 0; run < series.runs().size(); run++) {
      points.add(new EvidenceCurve.At(series.runs().get(run).at(), inspection.evidence().get(run)));
    }
    return Optional.of(new EvidenceCurve(points, inspection.threshold()));
  }
}
