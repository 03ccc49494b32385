package dev.signalbox.eval.detect;

import static dev.signalbox.eval.detect.SimulatedStream.missing;
import static dev.signalbox.eval.detect.SimulatedStream.referenceMix;
import static dev.signalbox.eval.detect.SimulatedStream.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.eval.detect.Finding.CaseDrop;
import dev.signalbox.eval.detect.Finding.Insufficient;
import dev.signalbox.eval.detect.Finding.Regression;
import dev.signalbox.eval.detect.Finding.RevisionChange;
import dev.signalbox.eval.detect.Finding.Steady;
import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StratifiedEDetectorTest {
  private static final double[] HEALTHY = referenceMix();

  private final StratifiedEDetector detector = StratifiedEDetector.standard();

  @Test
  void asksForABaselineFirst() {
    Finding standing =
        detector.inspect(new SimulatedStream(1).runs(47, HEALTHY).series()).standing();

    assertThat(standing).isEqualTo(new Insufficient("The baseline needs 48 runs.", 47, 48));
  }

  @Test
  void hasAVerdictOnceThereIsABaseline() {
    Inspection inspection = detector.inspect(new SimulatedStream(1).runs(48, HEALTHY).series());

    assertThat(inspection.standing()).isEqualTo(new Steady());
    assertThat(inspection.evidence()).hasSize(48).containsOnly(0.);
  }

  @Test
  void hasNoVerdictOnASuiteWhoseCasesAreAllNew() {
    SimulatedStream stream = new SimulatedStream(1).runs(60, HEALTHY);
    for (int run = 0; run < 5; run++) {
      stream.add(IntStream.range(100, 110).mapToObj(number -> scored(number, 1)).toList());
    }

    assertThat(detector.inspect(stream.series()).standing())
        .isEqualTo(new Insufficient("The baseline needs 48 runs.", 5, 48));
  }

  @Test
  void hasNoVerdictWithoutRuns() {
    assertThat(detector.inspect(new SimulatedStream(1).series()).standing())
        .isEqualTo(new Insufficient("There is no run.", 0, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void staysSteadyOnAHealthyStream(long seed) {
    Inspection inspection = detector.inspect(new SimulatedStream(seed).runs(720, HEALTHY).series());

    assertThat(inspection.standing()).isEqualTo(new Steady());
    assertThat(inspection.evidence()).allMatch(evidence -> evidence < inspection.threshold());
  }

  /** A bound that took the baseline's rates for the truth would alarm on nearly all of these. */
  @Test
  void keepsItsPromiseOnFlakyCases() {
    double[] flaky = IntStream.range(0, 20).mapToDouble(number -> .3 + .03 * number).toArray();
    int alarming = 0;
    for (long seed = 1; seed <= 10; seed++) {
      Series series = new SimulatedStream(seed).runs(1_000, flaky).series();
      alarming += detector.inspect(series).standing() instanceof Regression ? 1 : 0;
    }

    assertThat(alarming).as("of 10 streams over a fifth of the promised time").isLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void flagsATenPointDropWithinFiveRuns(long seed) {
    double[] worse = Arrays.stream(HEALTHY).map(p -> p > .9 ? p - .12 : p).toArray();

    Regression regression =
        regression(new SimulatedStream(seed).runs(100, HEALTHY).runs(5, worse).series());

    assertThat(regression.run()).isBetween(100, 104);
    assertThat(regression.changeEarliest()).isLessThanOrEqualTo(regression.change());
    assertThat(regression.changeLatest()).isBetween(regression.change(), regression.run());
    assertThat(regression.runsAfterChange()).isEqualTo(regression.run() - regression.change() + 1);
    assertThat(regression.before() - regression.after()).isGreaterThan(.04);
    assertThat(regression.evidence()).isGreaterThanOrEqualTo(regression.threshold());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void namesTheFourCasesThatBrokeThoughFourOthersHealed(long seed) {
    double[] swapped = HEALTHY.clone();
    Arrays.fill(swapped, 10, 14, .02);
    Arrays.fill(swapped, 42, 46, .995);

    Regression regression =
        regression(new SimulatedStream(seed).runs(100, HEALTHY).runs(5, swapped).series());

    assertThat(regression.change()).isEqualTo(100);
    assertThat(regression.run()).isBetween(101, 102);
    assertThat(regression.cases().subList(0, 4))
        .extracting(CaseDrop::name)
        .containsExactlyInAnyOrder("case-10", "case-11", "case-12", "case-13");
    assertThat(regression.cases().getFirst().before()).isGreaterThan(.9);
    assertThat(regression.cases().getFirst().after()).isLessThan(.1);
    assertThat(regression.cases().subList(0, 4).stream().mapToDouble(CaseDrop::weight).sum())
        .isBetween(.5, 1.);
  }

  @Test
  void oneBadRunAloneNeverAlarmsHoweverBad() {
    double[] down = new double[50];
    Series series =
        new SimulatedStream(1).runs(100, HEALTHY).runs(1, down).runs(40, HEALTHY).series();

    Inspection inspection = detector.inspect(series);

    assertThat(inspection.standing()).isEqualTo(new Steady());
    assertThat(inspection.evidence().get(100)).isBetween(70., 100.);
  }

  @Test
  void badRunsWithinHalfAnHourCountAsOne() {
    double[] down = new double[50];
    List<Series.Run> runs =
        new ArrayList<>(new SimulatedStream(1).runs(102, HEALTHY).series().runs());
    List<Series.Run> bad = new SimulatedStream(1).runs(2, down).series().runs();
    runs.set(100, at(bad.get(0), runs.get(100).at()));
    runs.set(101, at(bad.get(1), runs.get(100).at().plusSeconds(29 * 60)));

    assertThat(detector.inspect(series(runs)).standing()).isEqualTo(new Steady());

    runs.set(101, at(bad.get(1), runs.get(100).at().plusSeconds(30 * 60)));
    assertThat(detector.inspect(series(runs)).standing()).isInstanceOf(Regression.class);
  }

  @Test
  void missingResultsAreNoFails() {
    SimulatedStream stream = new SimulatedStream(1).runs(60, HEALTHY);
    double before = detector.inspect(stream.series()).evidence().getLast();
    for (int run = 0; run < 40; run++) {
      int coin = run % 2;
      stream.add(
          IntStream.range(0, 50)
              .mapToObj(number ->
                  number < 5
                      ? missing(number)
                      : scored(number, number < 42 || number == 48 + coin ? 1 : 0))
              .toList());
    }

    Inspection inspection = detector.inspect(stream.series());

    assertThat(inspection.standing()).isEqualTo(new Steady());
    assertThat(inspection.evidence().getLast()).isLessThan(Math.max(before, 1));
  }

  @Test
  void runWithTooManyMissingResultsGivesNoVerdictAndNoEvidence() {
    SimulatedStream stream = new SimulatedStream(1).runs(60, HEALTHY);
    stream.add(
        IntStream.range(0, 50)
            .mapToObj(number -> number < 6 ? missing(number) : scored(number, 0))
            .toList());

    Inspection inspection = detector.inspect(stream.series());

    assertThat(inspection.standing())
        .isEqualTo(new Insufficient("The latest run scored 44 of its 50 cases.", 44, 45));
    assertThat(inspection.evidence().get(60)).isEqualTo(inspection.evidence().get(59));
  }

  @Test
  void orderOfCasesWithinARunChangesNotOneBit() {
    Series series = broken(7);
    Random random = new Random(7);
    List<Series.Run> shuffled =
        series.runs().stream()
            .map(run -> {
              List<Series.Case> cases = new ArrayList<>(run.cases());
              Collections.shuffle(cases, random);
              return new Series.Run(run.id(), run.at(), run.revision(), cases);
            })
            .toList();

    assertThat(detector.inspect(series(shuffled))).isEqualTo(detector.inspect(series));
  }

  @Test
  void eachRunsEvidenceIsTheSameWhateverFollows() {
    Series series = broken(7);
    Inspection whole = detector.inspect(series);

    for (int length = 1; length <= series.runs().size(); length += 7) {
      Inspection part = detector.inspect(series(series.runs().subList(0, length)));

      assertThat(part.evidence()).isEqualTo(whole.evidence().subList(0, length));
    }
  }

  @Test
  void newCasesDisturbNoOther() {
    SimulatedStream grown = new SimulatedStream(3).runs(100, HEALTHY);
    Series short_ = grown.series();
    for (Series.Run run : new SimulatedStream(4).runs(20, HEALTHY).series().runs()) {
      List<Series.Case> cases = new ArrayList<>(run.cases());
      cases.add(scored(50, 0));
      cases.add(scored(51, 1));
      grown.add(cases);
    }
    SimulatedStream same = new SimulatedStream(3).runs(100, HEALTHY);
    new SimulatedStream(4).runs(20, HEALTHY).series().runs().forEach(run -> same.add(run.cases()));

    assertThat(short_.runs()).hasSize(100);
    assertThat(detector.inspect(grown.series()).evidence())
        .isEqualTo(detector.inspect(same.series()).evidence());
  }

  @Test
  void newCasesAreWatchedOnceTheyHaveABaselineOfTheirOwn() {
    double[] more =
        DoubleStream.concat(Arrays.stream(HEALTHY), DoubleStream.of(1, 1, 1, 1)).toArray();
    double[] worse =
        DoubleStream.concat(Arrays.stream(HEALTHY), DoubleStream.of(0, 0, 0, 0)).toArray();

    assertThat(
            detector
                .inspect(
                    new SimulatedStream(3)
                        .runs(400, HEALTHY)
                        .runs(40, more)
                        .runs(5, worse)
                        .series())
                .standing())
        .isEqualTo(new Steady());
    assertThat(
            regression(
                    new SimulatedStream(3)
                        .runs(400, HEALTHY)
                        .runs(60, more)
                        .runs(3, worse)
                        .series())
                .change())
        .isEqualTo(460);
  }

  @Test
  void evidenceRestartsAfterAnAlertWasResolved() {
    Series series = broken(7);
    int flagged = regression(series).run();
    List<Series.Run> recovered = new ArrayList<>(series.runs().subList(0, flagged + 1));
    new SimulatedStream(9)
        .runs(flagged + 40, HEALTHY).series().runs().stream()
            .skip(flagged + 1)
            .forEach(recovered::add);

    Inspection inspection =
        detector.inspect(new Series(SimulatedStream.STREAM, recovered, flagged + 1));

    assertThat(inspection.standing()).isEqualTo(new Steady());
    assertThat(inspection.evidence().get(flagged)).isGreaterThan(5000);
    assertThat(inspection.evidence().get(flagged + 1)).isLessThan(2);
  }

  @Test
  void alarmStandsWhileItsEvidenceStands() {
    Series series =
        new SimulatedStream(7)
            .runs(100, HEALTHY)
            .runs(3, broken(HEALTHY))
            .runs(50, HEALTHY)
            .series();

    assertThat(regression(series).run()).isBetween(101, 102);
  }

  @Test
  void evidenceStaysANumberHoweverLongARegressionLasts() {
    Series series = new SimulatedStream(7).runs(100, HEALTHY).runs(400, new double[50]).series();

    assertThat(detector.inspect(series).evidence().getLast()).isBetween(5e3, 2.5e7 + 1);
  }

  @Test
  void worseRevisionIsFlaggedByItsFirstRun() {
    double[] worse = Arrays.stream(HEALTHY).map(p -> p > .9 ? .3 : p).toArray();
    Series series =
        new SimulatedStream(7).runs(100, HEALTHY).runs(1, worse).revision("r2", 1).series();

    Inspection inspection = detector.inspect(series);

    assertThat(inspection.revisionChanges())
        .extracting(RevisionChange::run, RevisionChange::from, RevisionChange::to)
        .containsExactly(tuple(100, "r1", "r2"));
    assertThat(inspection.standing())
        .isInstanceOfSatisfying(
            Regression.class,
            regression -> {
              assertThat(regression.run()).isEqualTo(100);
              assertThat(regression.change()).isEqualTo(100);
              assertThat(regression.runsAfterChange()).isEqualTo(1);
              assertThat(regression.evidence()).isGreaterThanOrEqualTo(regression.threshold());
              assertThat(regression.cases()).hasSizeGreaterThan(20);
            });
  }

  @Test
  void worseRevisionIsFlaggedEvenWithoutABaseline() {
    double[] good = new double[30];
    Arrays.fill(good, 1);
    Series series =
        new SimulatedStream(7).runs(2, good).runs(1, new double[30]).revision("r2", 1).series();

    Regression regression = regression(series);

    assertThat(regression.run()).isEqualTo(2);
    assertThat(regression.cases()).hasSize(30);
  }

  @Test
  void newRevisionOfEqualQualityIsAFindingButNoRegression() {
    Inspection inspection =
        detector.inspect(new SimulatedStream(7).runs(120, HEALTHY).revision("r2", 20).series());

    assertThat(inspection.revisionChanges()).hasSize(1);
    assertThat(inspection.standing()).isEqualTo(new Steady());
  }

  private static Series broken(long seed) {
    return new SimulatedStream(seed).runs(100, HEALTHY).runs(5, broken(HEALTHY)).series();
  }

  private static double[] broken(double[] healthy) {
    double[] broken = healthy.clone();
    Arrays.fill(broken, 0, 4, 0);
    return broken;
  }

  private Regression regression(Series series) {
    Finding standing = detector.inspect(series).standing();
    assertThat(standing).isInstanceOf(Regression.class);
    return (Regression) standing;
  }

  private static Series series(List<Series.Run> runs) {
    return new Series(SimulatedStream.STREAM, runs, 0);
  }

  private static Series.Run at(Series.Run run, java.time.Instant at) {
    return new Series.Run(run.id(), at, run.revision(), run.cases());
  }
}
