package dev.signalbox.eval.detect;

import static dev.signalbox.eval.detect.SimulatedStream.missing;
import static dev.signalbox.eval.detect.SimulatedStream.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunEvidenceTest {
  private static final int CASES = 4;

  private final CaseNumbers numbers = new CaseNumbers();

  /** Three cases that always passed, one that failed every fourth time. */
  private final List<ScoredRun> past =
      IntStream.range(0, 48).mapToObj(run -> run(1, 1, 1, run % 4 == 3 ? 0 : 1)).toList();

  private final Baseline baseline = new Baseline(past, List.of(0, 1, 2, 3));

  /** Every outcome of a run is enumerated with its probability. */
  @Test
  void everyFactorHasMeanAtMostOneWhileCasesAreAsGoodAsTheirBaseline() {
    double[] probabilities = {1, 1, 1, .75};
    double[] means = new double[RunEvidence.firstOf(CASES)];
    for (int outcome = 0; outcome < 1 << CASES; outcome++) {
      double[] scores = new double[CASES];
      double chance = 1;
      for (int i = 0; i < CASES; i++) {
        scores[i] = outcome >> i & 1;
        chance *= scores[i] == 1 ? probabilities[i] : 1 - probabilities[i];
      }
      RunEvidence evidence = judge(run(scores), 1);
      for (int i = 0; i < means.length; i++) {
        means[i] += chance * Math.exp(evidence.logFactor(i));
      }
    }

    assertThat(Arrays.stream(means).boxed()).hasSize(11).allMatch(mean -> mean > 0 && mean <= 1);
  }

  @Test
  void halfTheWeightIsOnAllCasesTogetherAndHalfOnEachAlone() {
    RunEvidence evidence = judge(run(1, 1, 1, 1), 1);

    assertThat(weight(evidence, 0, 3)).isCloseTo(.5, within(1e-12));
    assertThat(weight(evidence, 3, 5)).isCloseTo(.125, within(1e-12));
    assertThat(weight(evidence, 0, evidence.components())).isCloseTo(1, within(1e-12));
  }

  @Test
  void nothingIsStakedOnACaseWhoseResultIsMissing() {
    List<Series.Case> cases = new ArrayList<>(List.of(missing(0)));
    IntStream.range(1, CASES).forEach(number -> cases.add(scored(number, 1)));
    RunEvidence evidence = judge(run(cases), 1);

    assertThat(weight(evidence, 3, 5)).isZero();
    assertThat(evidence.logFactor(3)).isZero();
    assertThat(weight(evidence, 5, 7)).as("the others keep theirs").isCloseTo(.125, within(1e-12));
  }

  @Test
  void overdispersionWeakensOnlyWhatIsSaidOfAllCasesTogether() {
    RunEvidence plain = judge(run(0, 1, 1, 1), 1);
    RunEvidence weakened = judge(run(0, 1, 1, 1), 2);

    assertThat(weakened.logFactor(0)).isCloseTo(plain.logFactor(0) / 2, within(1e-12));
    assertThat(weakened.logFactor(3)).isEqualTo(plain.logFactor(3));
  }

  @Test
  void saysWhatAPersonCanWorkOutOfACaseThatNeverFailed() {
    // 48 passes: the bound is the 48th root of .02, .92173, and a fail multiplies by
    // (1 − .92173 + .5 · .92173) / (1 − .92173) = 6.888 for a drop by half.
    RunEvidence evidence = judge(run(0, 1, 1, 1), 1);

    assertThat(Math.exp(evidence.logFactor(3))).isCloseTo(6.888, within(1e-3));
    assertThat(Math.exp(evidence.logFactor(5))).isCloseTo(.5, within(1e-12));
  }

  private RunEvidence judge(ScoredRun run, double overdispersion) {
    return RunEvidence.of(run, List.of(baseline), new BitSet(), overdispersion, CASES);
  }

  private static double weight(RunEvidence evidence, int first, int end) {
    return IntStream.range(first, end).mapToDouble(i -> Math.exp(evidence.logWeight(i))).sum();
  }

  private ScoredRun run(double... scores) {
    return run(
        IntStream.range(0, CASES).mapToObj(number -> scored(number, scores[number])).toList());
  }

  private ScoredRun run(List<Series.Case> cases) {
    Series.Run run = new SimulatedStream(1).add(cases).series().runs().getFirst();
    return ScoredRun.of(0, run, numbers);
  }
}
