package dev.signalbox.eval.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence gathered so far, held back after a blip: all runs that start within half an hour of
 * the first of them may together lift M to at most √γ·(M before them + 1), so that one upstream
 * hiccup cannot raise an alarm alone and two bad windows can. Beyond γ² it is cut off: more of it
 * would tell nothing new and take longer to fade. Not thread-safe.
 */
final class Evidence {
  private static final Duration WINDOW = Duration.ofMinutes(30);

  /** Changes are sought in this many judged runs at most: two weeks of hours. */
  private static final int MEMORY = 336;

  private final double logThreshold;
  private final Mixture mixture = new Mixture();
  private final Deque<Judged> recent = new ArrayDeque<>();
  private @Nullable Instant windowStart;
  private double logBeforeWindow;

  /** A run and what it said. */
  record Judged(ScoredRun run, RunEvidence evidence) {}

  Evidence(double threshold) {
    logThreshold = StrictMath.log(threshold);
  }

  void add(Judged judged) {
    Instant at = judged.run().at();
    if (windowStart == null || Duration.between(windowStart, at).abs().compareTo(WINDOW) >= 0) {
      windowStart = at;
      logBeforeWindow = mixture.log();
    }
    mixture.add(judged.evidence());
    mixture.capAt(logThreshold / 2 + LogSum.of(logBeforeWindow, 0));
    mixture.capAt(2 * logThreshold);
    recent.addLast(judged);
    if (recent.size() > MEMORY) {
      recent.removeFirst();
    }
  }

  /** M. */
  double value() {
    return StrictMath.exp(mixture.log());
  }

  boolean isAlarming() {
    return mixture.log() >= logThreshold;
  }

  /** Whether a baseline may still grow: a change that is being noticed must not become normal. */
  boolean isCalm() {
    return mixture.log() < logThreshold / 2;
  }

  /** The share of one case in the evidence that single cases gave, in [0, 1]. */
  double shareOf(int number) {
    double all = mixture.log(RunEvidence.firstOf(0), Integer.MAX_VALUE);
    double own = mixture.log(RunEvidence.firstOf(number), RunEvidence.firstOf(number + 1));
    return own == Double.NEGATIVE_INFINITY ? 0 : StrictMath.exp(own - all);
  }

  /** The latest judged runs, oldest first. */
  List<Judged> recent() {
    return List.copyOf(recent);
  }
}
