package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.run.CaseResult;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.run.RunStore.StoredAnswer;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.JsonNodeFactory;

final class PostgresRunStoreTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private PostgresRunStore store;

  @BeforeEach
  void empty() {
    DATABASE.execute("truncate stream, suite cascade");
    store = new PostgresRunStore(DATABASE.get());
  }

  @Test
  void keepsARunWithItsResults() {
    CaseResult unjudged = Samples.answered("c", "rev-2", "odd", OptionalDouble.empty(), false);
    EvalRun run =
        Samples.run(
            FIRST, Samples.passed("a"), Samples.failed("b"), unjudged, Samples.missing("d"));

    assertThat(store.save(run)).isTrue();

    assertThat(DATABASE.rows("select * from run"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("id", run.id())
                .containsEntry("suite_version", "suite-version")
                .containsEntry("simulated", true)
                .containsEntry("table_version", 3L)
                .containsEntry("revision", "rev-1")
                .containsEntry("cases", 4)
                .containsEntry("scored", 2)
                .containsEntry("passed", 1));
    List<Map<String, Object>> results = DATABASE.rows("select * from case_result order by ordinal");
    assertThat(results).hasSize(4);
    assertThat(results.get(1))
        .containsEntry("ordinal", 2)
        .containsEntry("case_id", "b")
        .containsEntry("case_hash", "hash-b")
        .containsEntry("call_id", run.results().get(1).call())
        .containsEntry("missing", null)
        .containsEntry("answer", "bad")
        .containsEntry("revision", "rev-1")
        .containsEntry("latency_ms", 800.0)
        .containsEntry("input_tokens", 125L)
        .containsEntry("output_tokens", 40L)
        .containsEntry("cost_usd", new BigDecimal("0.0004"))
        .containsEntry("score", 0.5)
        .containsEntry("passed", false);
    assertThat(results.get(1).get("grades"))
        .hasToString("{\"field_match\": {\"score\": 0.5, \"explanation\": \"1 of 2 fields\"}}");
    assertThat(results.get(2))
        .containsEntry("answer", "odd")
        .containsEntry("score", null)
        .containsEntry("passed", null);
    assertThat(results.get(3))
        .containsEntry("missing", "timeout")
        .containsEntry("answer", null)
        .containsEntry("score", null)
        .containsEntry("passed", null)
        .containsEntry("grades", null);
  }

  @Test
  void keepsOneRunOfAStreamAndScheduledTime() {
    assertThat(store.save(Samples.run(FIRST, Samples.passed("a")))).isTrue();

    assertThat(store.save(Samples.run(FIRST, Samples.failed("a")))).isFalse();

    assertThat(DATABASE.rows("select * from run")).hasSize(1);
    assertThat(DATABASE.rows("select * from case_result")).hasSize(1);
  }

  @Test
  void keepsOneOfRunsThatAreSavedAtOnce() {
    List<EvalRun> rivals =
        List.of(
            Samples.run(FIRST, Samples.passed("a")),
            Samples.run(FIRST, Samples.passed("a")),
            Samples.run(FIRST, Samples.passed("a")),
            Samples.run(FIRST, Samples.passed("a")));

    assertThat(rivals.parallelStream().filter(store::save)).hasSize(1);

    assertThat(DATABASE.rows("select * from case_result")).hasSize(1);
  }

  @Test
  void keepsARunWholeOrNotAtAll() {
    CaseResult unstorable =
        new CaseResult("b", "\0", UUID.randomUUID(), new CaseResult.Missing("timeout"));

    assertThatThrownBy(() -> store.save(Samples.run(FIRST, Samples.passed("a"), unstorable)))
        .hasMessageContaining("0x00");

    assertThat(DATABASE.rows("select * from run")).isEmpty();
    assertThat(DATABASE.rows("select * from case_result")).isEmpty();
  }

  @Test
  void readsASeriesInTheOrderOfCommitment() {
    EvalRun late = Samples.run(FIRST.plus(Duration.ofHours(1)), Samples.passed("a"));
    EvalRun early =
        Samples.run(
            FIRST,
            Samples.failed("a"),
            Samples.missing("b"),
            Samples.answered("c", "rev-1", "odd", OptionalDouble.empty(), false));
    store.save(late);
    store.save(early);

    assertThat(store.series(Samples.STREAM))
        .isEqualTo(
            new Series(
                Samples.STREAM,
                List.of(
                    new Series.Run(
                        late.id().toString(),
                        late.scheduledFor(),
                        "rev-1",
                        List.of(new Series.Case("hash-a", "a", OptionalDouble.of(1)))),
                    new Series.Run(
                        early.id().toString(),
                        early.scheduledFor(),
                        "rev-1",
                        List.of(
                            new Series.Case("hash-a", "a", OptionalDouble.of(0)),
                            new Series.Case("hash-b", "b", OptionalDouble.empty()),
                            new Series.Case("hash-c", "c", OptionalDouble.empty())))),
                0));
  }

  @Test
  void namesTheRevisionThatMostAnswersCameFrom() {
    store.save(
        Samples.run(
            FIRST,
            Samples.answered("a", "rev-1", "", OptionalDouble.of(1), true),
            Samples.answered("b", "rev-2", "", OptionalDouble.of(1), true),
            Samples.answered("c", "rev-2", "", OptionalDouble.of(1), true)));
    store.save(Samples.run(FIRST.plusSeconds(1), Samples.missing("a")));

    assertThat(store.series(Samples.STREAM).runs())
        .extracting(Series.Run::revision)
        .containsExactly("rev-2", "");
  }

  @Test
  void hasAnEmptySeriesForAStreamWithoutRuns() {
    assertThat(store.series(Samples.STREAM)).isEqualTo(new Series(Samples.STREAM, List.of(), 0));
  }

  @Test
  void findsTheLatestScheduledTimeWhateverTheGraders() {
    StreamKey otherGraders =
        new StreamKey("extract", "openai", "gpt-4o-mini", "invoices", "other graders");
    StreamKey otherModel = new StreamKey("extract", "openai", "gpt-4o", "invoices", "graders");
    Instant latest = FIRST.plus(Duration.ofHours(5));
    store.save(Samples.run(FIRST, Samples.passed("a")));
    store.save(Samples.run(otherGraders, latest, Samples.passed("a")));
    store.save(Samples.run(otherModel, latest.plusSeconds(1), Samples.passed("a")));

    assertThat(store.lastScheduled("invoices", "openai/gpt-4o-mini")).contains(latest);
    assertThat(store.lastScheduled("tickets", "openai/gpt-4o-mini")).isEmpty();
  }

  @Test
  void findsTheLatestAnswersToACase() {
    store.save(Samples.run(FIRST, Samples.passed("a"), Samples.failed("b")));
    store.save(Samples.run(FIRST.plusSeconds(1), Samples.failed("a")));
    store.save(Samples.run(FIRST.plusSeconds(2), Samples.missing("a")));
    store.save(
        Samples.run(
            FIRST.plusSeconds(3),
            Samples.answered("a", "rev-2", "odd", OptionalDouble.empty(), false)));
    store.save(
        Samples.run(
            FIRST.plusSeconds(4),
            Samples.answered("a", "rev-2", "better", OptionalDouble.of(1), true)));

    assertThat(store.answers(Samples.STREAM, "hash-a", 2))
        .containsExactly(
            new StoredAnswer(FIRST.plusSeconds(4), "rev-2", "better", true),
            new StoredAnswer(FIRST.plusSeconds(1), "rev-1", "bad", false));
    assertThat(store.answers(Samples.STREAM, "hash-a", 9)).hasSize(3);
  }

  @Test
  void registersASuiteWithItsCasesOnce() {
    GoldenSuite suite =
        GoldenSuite.of(
            "invoices",
            "extract",
            "Invoices",
            1,
            List.of(),
            List.of(
                GoldenCase.of(
                    "a",
                    ChatRequest.of(Message.system("Be brief."), Message.user("What is due?")),
                    JsonNodeFactory.instance.objectNode().put("total", "42.00"),
                    true,
                    Set.of("long", "german"))));

    store.register(suite);
    store.register(suite);

    assertThat(DATABASE.rows("select * from suite"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("version", suite.version())
                .containsEntry("pass_mark", 1.0)
                .containsEntry("grader_version", suite.graderVersion()));
    assertThat(
            DATABASE.rows(
                "select *, expected::text as expectation, tags::text as labels from suite_case"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("ordinal", 1)
                .containsEntry("case_id", "a")
                .containsEntry("case_hash", suite.cases().getFirst().hash())
                .containsEntry("prompt", "system: Be brief.\n\nWhat is due?")
                .containsEntry("expectation", "{\"total\": \"42.00\"}")
                .containsEntry("critical", true)
                .containsEntry("labels", "{german,long}"));
  }
}
