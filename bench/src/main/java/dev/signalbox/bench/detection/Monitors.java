package dev.signalbox.bench.detection;

import dev.signalbox.eval.detect.Finding.Regression;
import dev.signalbox.eval.detect.StratifiedEDetector;
import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The methods compared. */
final class Monitors {
  private Monitors() {}

  /** Ours. */
  static Monitor stratified(double runsBetweenFalseAlarms) {
    return (stream, baseline) -> {
      StratifiedEDetector detector = new StratifiedEDetector(runsBetweenFalseAlarms, baseline);
      List<Integer> alarms = new ArrayList<>();
      Series series = stream.series(0);
      while (detector.inspect(series).standing() instanceof Regression regression) {
        alarms.add(regression.run());
        series = new Series(series.stream(), series.runs(), regression.run() + 1);
      }
      return alarms;
    };
  }

  /** Shewhart's chart (1931): a run's mean more than three standard deviations below. */
  static Monitor threeSigma() {
    return (stream, baseline) -> {
      Normal past = Normal.of(stream, baseline);
      return IntStream.range(baseline, stream.runs())
          .filter(run -> past.deviationsBelow(stream.mean(run)) > 3)
          .boxed()
          .toList();
    };
  }

  /**
   * Page's cumulative sum (1954) of the run's mean, made for a fall by one standard deviation, with
   * the limit that Siegmund's approximation (1985) gives for the wanted false alarms.
   */
  static Monitor gaussianCusum(double runsBetweenFalseAlarms) {
    double slack = .5;
    double limit = cusumLimit(slack, runsBetweenFalseAlarms);
    return (stream, baseline) -> {
      Normal past = Normal.of(stream, baseline);
      List<Integer> alarms = new ArrayList<>();
      double sum = 0;
      for (int run = baseline; run < stream.runs(); run++) {
        sum = Math.max(0, sum + past.deviationsBelow(stream.mean(run)) - slack);
        if (sum > limit) {
          alarms.add(run);
          sum = 0;
        }
      }
      return alarms;
    };
  }

  private static double cusumLimit(double slack, double runsBetweenFalseAlarms) {
    double limit = 0;
    double runs = 0;
    while (runs < runsBetweenFalseAlarms) {
      limit += .001;
      double b = 2 * slack * (limit + 1.166);
      runs = (Math.exp(b) - b - 1) / (2 * slack * slack);
    }
    return limit;
  }

  /** Shiryaev–Roberts that knows the probabilities before and after, with no blip cap. */
  static Monitor oracle(double[] healthy, double[] changed, double runsBetweenFalseAlarms) {
    return (stream, baseline) -> {
      List<Integer> alarms = new ArrayList<>();
      double evidence = 0;
      for (int run = baseline; run < stream.runs(); run++) {
        double logRatio = 0;
        for (int i = 0; i < stream.cases(); i++) {
          logRatio +=
              stream.passed(run, i)
                  ? Math.log(changed[i] / healthy[i])
                  : Math.log((1 - changed[i]) / (1 - healthy[i]));
        }
        evidence = Math.exp(logRatio) * (evidence + 1);
        if (evidence >= runsBetweenFalseAlarms) {
          alarms.add(run);
          evidence = 0;
        }
      }
      return alarms;
    };
  }

  /** Mean and standard deviation of the baseline runs' means. */
  private record Normal(double mean, double deviation) {
    static Normal of(SimulatedStream stream, int baseline) {
      double mean = IntStream.range(0, baseline).mapToDouble(stream::mean).average().orElseThrow();
      double squares =
          IntStream.range(0, baseline)
              .mapToDouble(run -> Math.pow(stream.mean(run) - mean, 2))
              .sum();
      return new Normal(mean, Math.sqrt(squares / (baseline - 1)));
    }

    double deviationsBelow(double value) {
      return (mean - value) / deviation;
    }
  }
}
