package dev.signalbox.eval.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eval.detect.StratifiedEDetector;
import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.table.TableVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class RegressionWatchTest {
  private static final StreamKey STREAM =
      new StreamKey("invoices", "openai", "gpt", "invoices", "v1");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int CASES = 20;

  private final FakeRunStore runs = new FakeRunStore();
  private final FakeAlertStore alerts = new FakeAlertStore();
  private final RegressionWatch watch =
      new RegressionWatch(runs, alerts, StratifiedEDetector.standard(), () -> new UUID(0, 1));

  @Test
  void opensNothingWhileTheStreamIsHealthy() {
    runs.add(60, 0, "r1");

    assertThat(watch.afterRun(latestRun(), suite())).isEmpty();
    assertThat(alerts.opened).isEmpty();
  }

  @Test
  void alertTellsWhatChangedAndSinceWhen() {
    runs.add(60, 0, "r1");
    runs.add(2, 3, "r2");

    Alert alert = watch.afterRun(latestRun(), suite()).orElseThrow();

    assertThat(alerts.opened).containsExactly(alert);
    assertThat(alert.stream()).isEqualTo(STREAM);
    assertThat(alert.simulated()).isTrue();
    assertThat(alert.revision()).isEqualTo("r2");
    assertThat(alert.revisionBefore()).contains("r1");
    assertThat(alert.raisedAt()).isEqualTo(START.plus(Duration.ofHours(61)));
    assertThat(alert.raisedByRun()).isEqualTo("run-61");
    assertThat(alert.changeAt()).isEqualTo(START.plus(Duration.ofHours(60)));
    assertThat(alert.changeEarliest()).isBeforeOrEqualTo(alert.changeAt());
    assertThat(alert.changeLatest()).isAfterOrEqualTo(alert.changeAt());
    assertThat(alert.runsAfterChange()).isEqualTo(2);
    assertThat(alert.before()).isEqualTo(1);
    assertThat(alert.after()).isEqualTo(17 / 20.);
    assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
  }

  @Test
  void alertShowsEachFlippedCaseWithItsLastGoodAndFirstBadAnswer() {
    runs.add(60, 0, "r1");
    runs.add(2, 3, "r1");

    Alert alert = watch.afterRun(latestRun(), suite()).orElseThrow();

    assertThat(alert.revisionBefore()).isEmpty();
    assertThat(alert.cases())
        .containsExactly(
            new Alert.FlippedCase(
                "case-0",
                "hash-0",
                1,
                0,
                "{\"total\":0}",
                Optional.of("good 59"),
                Optional.of("bad 60")),
            new Alert.FlippedCase(
                "case-1",
                "hash-1",
                1,
                0,
                "{\"total\":1}",
                Optional.of("good 59"),
                Optional.of("bad 60")),
            new Alert.FlippedCase(
                "case-2",
                "hash-2",
                1,
                0,
                "{\"total\":2}",
                Optional.of("good 59"),
                Optional.of("bad 60")));
  }

  @Test
  void opensOneAlertForAChange() {
    runs.add(60, 0, "r1");
    runs.add(2, 3, "r1");
    watch.afterRun(latestRun(), suite());
    runs.add(1, 3, "r1");

    assertThat(watch.afterRun(latestRun(), suite())).isEmpty();
    assertThat(alerts.opened).hasSize(1);
  }

  @Test
  void saysNothingWhenAnotherNodeOpenedTheAlertMeanwhile() {
    runs.add(60, 0, "r1");
    runs.add(2, 3, "r1");
    alerts.refusing = true;

    assertThat(watch.afterRun(latestRun(), suite())).isEmpty();
  }

  private static EvalRun latestRun() {
    return new EvalRun(
        new UUID(0, 9),
        STREAM,
        "1",
        true,
        new TableVersion(1, "abc"),
        START,
        START,
        START,
        List.of());
  }

  private static GoldenSuite suite() {
    List<GoldenCase> cases =
        IntStream.range(0, CASES)
            .mapToObj(number ->
                new GoldenCase(
                    "case-" + number,
                    "hash-" + number,
                    ChatRequest.of(Message.user("?")),
                    JsonNodeFactory.instance.objectNode().put("total", number),
                    false,
                    Set.of()))
            .toList();
    return new GoldenSuite("invoices", "1", "invoices", "", 1, List.of(), cases);
  }

  private static final class FakeRunStore implements RunStore {
    private final List<Series.Run> kept = new ArrayList<>();

    void add(int count, int failing, String revision) {
      for (int i = 0; i < count; i++) {
        kept.add(
            new Series.Run(
                "run-" + kept.size(),
                START.plus(Duration.ofHours(kept.size())),
                revision,
                IntStream.range(0, CASES)
                    .mapToObj(number ->
                        new Series.Case(
                            "hash-" + number,
                            "case-" + number,
                            OptionalDouble.of(number < failing ? 0 : 1)))
                    .toList()));
      }
    }

    @Override
    public Series series(StreamKey stream) {
      return new Series(stream, kept, 0);
    }

    @Override
    public List<StoredAnswer> answers(StreamKey stream, String caseHash, int limit) {
      List<StoredAnswer> answers = new ArrayList<>();
      for (int i = 0; i < kept.size(); i++) {
        Series.Run run = kept.get(i);
        for (Series.Case result : run.cases()) {
          if (result.key().equals(caseHash)) {
            boolean passed = result.score().orElseThrow() == 1;
            answers.add(
                new StoredAnswer(
                    run.at(), run.revision(), (passed ? "good " : "bad ") + i, passed));
          }
        }
      }
      return answers.reversed().subList(0, Math.min(limit, answers.size()));
    }

    @Override
    public void register(GoldenSuite suite) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> lastScheduled(String suite, String target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean save(EvalRun run) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class FakeAlertStore implements AlertStore {
    private final List<Alert> opened = new ArrayList<>();
    private boolean refusing;

    @Override
    public boolean open(Alert alert) {
      return !refusing && opened.add(alert);
    }

    @Override
    public Optional<Alert> unresolved(StreamKey stream) {
      return opened.stream().filter(alert -> alert.stream().equals(stream)).findFirst();
    }

    @Override
    public void change(UUID alert, Alert.State state, String who, String why) {
      throw new UnsupportedOperationException();
    }
  }
}
