package dev.signalbox.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.signalbox.router.table.StreamRule;
import dev.signalbox.router.table.StreamRule.Commit;
import dev.signalbox.router.table.StreamRule.OnCut;
import dev.signalbox.simulator.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault, streamed or not, in each wire format. */
class FaultMatrixTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("signalbox.root"), "docs", "faults.md");

  /** Faults after which the same target may be asked again. */
  private static final Set<String> BRIEF =
      Set.of("unreachable", "cut", "server_error", "overloaded");

  private static final int MOST_REQUESTS = 3;

  static Stream<Cell> cells() {
    return FaultScenario.ALL.stream()
        .flatMap(scenario ->
            Stream.of(WireFormats.values())
                .flatMap(format ->
                    Stream.of(
                        new Cell(scenario, format, false), new Cell(scenario, format, true))));
  }

  /** One fault in one format, streamed or not. */
  record Cell(FaultScenario scenario, WireFormats format, boolean streamed) {
    Trial trial(StreamRule rule) {
      return Trial.of(format, Optional.of(Outage.of(scenario.of().apply(format))), streamed, rule);
    }

    @Override
    public String toString() {
      return scenario.title() + ", " + format.title() + (streamed ? ", in pieces" : ", whole");
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void comesToTheDocumentedOutcomeInTimeAndWithoutAskingTooOften(Cell cell) {
    Trial trial = cell.trial(StreamRule.DEFAULT);
    String outcome = trial.primary().getFirst();

    assertAll(
        () -> assertThat(cell.scenario().expected(cell.streamed())).contains(outcome),
        () -> assertThat(trial.took()).isLessThan(Stage.DEADLINE),
        () ->
            assertThat(trial.requests()).isEqualTo(asksAgain(trial, outcome) ? MOST_REQUESTS : 1));
  }

  private static boolean asksAgain(Trial trial, String outcome) {
    return BRIEF.contains(outcome) && !trial.result().startsWith("the beginning");
  }

  @ParameterizedTest
  @MethodSource("cells")
  void showsTheCallerNothingFalse(Cell cell) {
    Trial trial = cell.trial(StreamRule.DEFAULT);

    switch (trial.result()) {
      case "answer of the fallback" -> assertThat(trial.text()).isEqualTo(Stage.ANSWER);
      case "answer of the primary" -> {
        boolean whole = trial.primary().getLast().matches("answered \\((done|other)\\)");
        assertThat(trial.text().equals(Stage.ANSWER)).isEqualTo(whole);
      }
      case "the beginning, then an error" -> {
        assertThat(cell.streamed()).isTrue();
        assertThat(Stage.ANSWER).startsWith(trial.text());
      }
      default -> assertThat(trial.text()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void rescuesEveryBrokenAnswerThatIsHeldBackUntilItIsWhole(Cell cell) {
    Trial trial = cell.trial(new StreamRule(Commit.COMPLETE, OnCut.ERROR));

    assertThat(trial.result()).doesNotStartWith("the beginning");
    assertThat(trial.took()).isLessThan(Stage.DEADLINE);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void goesOnWithEveryBrokenAnswerWhereTheTaskSaysSo(Cell cell) {
    boolean broken = cell.trial(StreamRule.DEFAULT).result().startsWith("the beginning");

    Trial trial = cell.trial(new StreamRule(Commit.FIRST_CONTENT, OnCut.CONTINUE));

    assertThat(trial.result().endsWith("joined")).isEqualTo(broken);
  }

  @Test
  void answersFromThePrimaryWhenNothingIsWrong() {
    for (WireFormats format : WireFormats.values()) {
      for (boolean streamed : new boolean[] {false, true}) {
        Trial trial = Trial.of(format, Optional.empty(), streamed, StreamRule.DEFAULT);

        assertThat(trial.result()).isEqualTo("answer of the primary");
        assertThat(trial.text()).isEqualTo(Stage.ANSWER);
        assertThat(trial.requests()).isEqualTo(1);
      }
    }
  }

  /** Run with {@code -Dsignalbox.write=faults} to write it anew. */
  @Test
  void isWhatTheDocumentSays() throws IOException {
    List<Cell> cells = cells().toList();
    String document = FaultDocument.of(cells);
    if (System.getProperty("signalbox.write", "").equals("faults")) {
      Files.writeString(DOCUMENT, document);
    }

    assertThat(document).isEqualTo(Files.readString(DOCUMENT));
  }
}
