package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.Repricing.Scope;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Costs worked out again, against the same sums in SQL. */
final class RepricingTest {
  /** Everything of use in round figures, dearer from March 3rd on. */
  private static final Catalog CATALOG =
      Catalog.read(
          "models.yaml",
          """
          format: 1
          vendors:
            lab:
              - names: [big]
                capabilities: [text]
                max_input_tokens: 100000
                max_output_tokens: 10000
                accepts: [temperature]
                prices:
                  - {effective_from: 2026-01-01, input: 1, cache_read: 0.1, cache_write: 1.25, cache_write_1h: 2, output: 4, per_search: 0.01, source: a test}
                  - {effective_from: 2026-03-03, input: 2, cache_read: 0.2, cache_write: 2.5, cache_write_1h: 4, output: 8, per_search: 0.02, source: a test}
          """);

  private static final Scope MARCH =
      new Scope(
          Instant.parse("2026-03-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          Optional.empty(),
          Optional.empty());

  private static final Usage USAGE = new Usage(1000, 500, 300, 200, 50, 100, 3);

  /** What {@link #USAGE} costs on March 2nd and on March 3rd. */
  private static final String ON_2ND = "0.0323";

  private static final String ON_3RD = "0.0646";

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Repricing repricing = new Repricing(DATABASE.get(), CATALOG);

  @BeforeEach
  void empty() {
    DATABASE.execute(
        "truncate call_log, call_attempt, call_payload, call_tag, call_text, call_hour,"
            + " attempt_hour, call_spend, call_log_change");
  }

  @Test
  void comparesByModelAndWritesNothing() {
    store(
        call("2026-03-02T10:00:00Z", Optional.of("0.03")).build(),
        call("2026-03-03T10:00:00Z", Optional.of(ON_3RD)).build(),
        call("2026-04-01T00:00:00Z", Optional.of("7")).build());
    String before = DATABASE.rows("select * from call_attempt order by call_id").toString();

    CostComparison comparison = compare(MARCH);

    assertThat(comparison.lines())
        .extracting(
            CostComparison.Line::provider,
            CostComparison.Line::model,
            CostComparison.Line::calls,
            line -> line.oldUsd().toPlainString(),
            line -> line.newUsd().toPlainString(),
            line -> line.difference().toPlainString())
        .containsExactly(tuple("lab", "big", 2L, "0.0946", "0.0969", "0.0023"));
    assertThat(comparison.calls()).isEqualTo(2);
    assertThat(comparison.changedCalls()).isEqualTo(1);
    assertThat(DATABASE.rows("select * from call_attempt order by call_id").toString())
        .isEqualTo(before);
    assertThat(DATABASE.rows("select 1 from call_log_change")).isEmpty();
  }

  @Test
  void theFiguresAreThoseOfTheSameSumsInSql() {
    List<RoutedCall> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Usage usage = new Usage(10L * i + 1, 3L * i, 2L * i, i, 0, i, i % 4);
      calls.add(
          MadeCall.at(MARCH.from().plusSeconds(900L * i))
              .user("user " + i % 7)
              .key("key " + i % 3)
              .promptVersion("v" + i % 2)
              .tags("all", "tag " + i % 5)
              .brokeOff("lab", "big", "half an answer", "0.25")
              .answered("lab", "big", "yes", usage, cost(i % 2 == 0 ? "0.001" : "0.5"))
              .build());
    }
    calls.add(
        MadeCall.at(MARCH.from())
            .ofEval()
            .answered("lab", "big", "yes", USAGE, Optional.empty())
            .build());
    store(calls.toArray(RoutedCall[]::new));

    CostComparison comparison = apply(MARCH);

    assertThat(
            DATABASE.rows(
                """
                select 1 from call_attempt where outcome = 'answered' and cost_usd <>
                  (case when started_at >= timestamptz '2026-03-03 00:00Z' then 2 else 1 end)
                  * ((input_tokens * 1.0 + cache_read_tokens * 0.1
                      + (cache_write_tokens - cache_write_hour_tokens) * 1.25
                      + cache_write_hour_tokens * 2 + output_tokens * 4) / 1000000
                     + searches * 0.01)
                """))
        .isEmpty();
    assertThatSumsAreThoseOfTheRows();
    assertThat(comparison.newUsd())
        .isEqualByComparingTo((BigDecimal) one("select sum(cost_usd) from call_log"));
    assertThat(comparison.changedAttempts()).isEqualTo(301);
  }

  @Test
  void whatTheCatalogueCannotKnowStaysAsItIs() {
    store(
        MadeCall.at("2026-03-02T10:00:00Z").brokeOff("lab", "big", "half", "0.25").build(),
        MadeCall.at("2026-03-02T10:00:00Z")
            .answered(
                "lab",
                "big",
                "yes",
                USAGE,
                Optional.of(new Cost(new BigDecimal("9"), Cost.REPORTED, false)))
            .build(),
        MadeCall.at("2026-03-02T10:00:00Z").answered("lab", "unheard-of", "3").build(),
        MadeCall.at("2026-03-02T10:00:00Z").rejected("lab", "big", "no").build());

    CostComparison comparison = apply(MARCH);

    assertThat(comparison.differs()).isFalse();
    assertThat(comparison.estimated()).isEqualTo(1);
    assertThat(comparison.reported()).isEqualTo(1);
    assertThat(comparison.unpriced()).isEqualTo(1);
    assertThat(comparison.oldUsd()).isEqualByComparingTo("12.25").isEqualTo(comparison.newUsd());
    assertThat(DATABASE.rows("select 1 from call_log_change")).isEmpty();
  }

  @Test
  void anAnswerWithoutAPriceIsPricedOnceThereIsOne() {
    MadeCall call = call("2026-03-02T10:00:00Z", Optional.empty());
    store(call.build());

    apply(MARCH);

    assertThat(one("select cost_usd from call_log"))
        .isEqualTo(new BigDecimal(ON_2ND))
        .isEqualTo(one("select cost_usd from call_hour"))
        .isEqualTo(one("select cost_usd from attempt_hour"));
    assertThat(one("select price_version from call_attempt")).isEqualTo("lab/big@2026-01-01");
  }

  @Test
  void isWrittenDownOnceWithWhoWhyAndHowMuch() {
    store(
        call("2026-03-02T10:00:00Z", Optional.of("1")).build(),
        call("2026-03-03T10:00:00Z", Optional.of("2")).build());

    apply(MARCH);
    CostComparison again = apply(MARCH);

    assertThat(again.differs()).isFalse();
    assertThat(DATABASE.rows("select * from call_log_change"))
        .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("action", "reprice")
        .containsEntry("subject", "2026-03-01T00:00:00Z/2026-04-01T00:00:00Z")
        .containsEntry("who", "ada")
        .containsEntry("why", "the price was wrong")
        .containsEntry("calls", 2L);
    assertThat(one("select detail::text from call_log_change"))
        .isEqualTo(
            "{\"catalog\": \"%s\", \"new_usd\": 0.0969, \"old_usd\": 3, \"attempts\": 2}"
                .formatted(CATALOG.version()));
  }

  @Test
  void changesOnlyTheTaskAndTheModelThatWereAskedFor() {
    store(
        call("2026-03-02T10:00:00Z", Optional.of("1")).task("chat").build(),
        call("2026-03-02T10:00:00Z", Optional.of("2")).build());

    assertThat(
            apply(new Scope(MARCH.from(), MARCH.to(), Optional.empty(), Optional.of("small")))
                .calls())
        .isZero();
    apply(new Scope(MARCH.from(), MARCH.to(), Optional.of("chat"), Optional.of("big")));

    assertThat(one("select cost_usd from call_log where task = 'chat'"))
        .isEqualTo(new BigDecimal(ON_2ND));
    assertThat(one("select cost_usd from call_log where task = 'extract'"))
        .isEqualTo(new BigDecimal("2"));
    assertThatSumsAreThoseOfTheRows();
  }

  /** More than one transaction's worth, while calls arrive and a user's are erased. */
  @Test
  void everySumStaysExactWhileCallsAreDeliveredAndErased() throws InterruptedException {
    store(many(0, 2_100));
    Thread deliveries =
        Thread.ofPlatform()
            .start(() -> {
              for (int part = 0; part < 20; part++) {
                store(many(2_100 + 50 * part, 50));
              }
            });
    Thread erasure =
        Thread.ofPlatform()
            .start(() ->
                new Erasure(DATABASE.get())
                    .user("user 3", new Erasure.Order("ada", "asked for"), _ -> {}));
    apply(MARCH);
    deliveries.join();
    erasure.join();
    assertThatSumsAreThoseOfTheRows();

    apply(MARCH);
    assertThatSumsAreThoseOfTheRows();
    assertThat(DATABASE.rows("select 1 from call_attempt where cost_usd = 1")).isEmpty();
  }

  private static RoutedCall[] many(int from, int count) {
    RoutedCall[] calls = new RoutedCall[count];
    for (int i = 0; i < count; i++) {
      calls[i] =
          MadeCall.at(MARCH.from().plusSeconds(60L * ((from + i) % 300)))
              .user("user " + i % 5)
              .answered("lab", "big", "yes", USAGE, cost("1"))
              .build();
    }
    return calls;
  }

  private static void assertThatSumsAreThoseOfTheRows() {
    assertThat(
            DATABASE.rows(
                """
                select 1 from call_log c where cost_usd <>
                  (select sum(coalesce(a.cost_usd, 0)) from call_attempt a where a.call_id = c.id)
                """))
        .isEmpty();
    assertSame(
        "select task, hour, origin, sum(calls) as calls, sum(cost_usd) as usd from call_hour",
        "select task, date_trunc('hour', started_at, 'UTC') as hour, origin, count(*) as calls,"
            + " sum(cost_usd) as usd from call_log",
        "task, hour, origin");
    assertSame(
        "select task, hour, model, outcome, sum(attempts) as n, sum(cost_usd) as usd"
            + " from attempt_hour",
        "select task, date_trunc('hour', c.started_at, 'UTC') as hour, a.model, outcome,"
            + " count(*) as n, sum(coalesce(a.cost_usd, 0)) as usd"
            + " from call_attempt a join call_log c on c.id = a.call_id",
        "1, 2, 3, 4");
    assertSame(
        "select dimension, day, name, calls::numeric, cost_usd as usd from call_spend",
        """
        select dimension, (started_at at time zone 'UTC')::date as day, name,
               count(*)::numeric as calls, sum(cost_usd) as usd
        from call_log c
        cross join lateral (
          select 'user' as dimension, user_id as name
          union all select 'key', api_key
          union all select 'prompt_version', prompt_version
          union all select 'tag', tag from call_tag t where t.call_id = c.id) named
        where origin = 'traffic' and name is not null
        """,
        "1, 2, 3");
  }

  /** Rows of equal columns are found on both sides, and no others. */
  private static void assertSame(String kept, String counted, String keys) {
    String sums = kept.contains("sum(") ? kept + " group by " + keys : kept;
    String rows = counted + " group by " + keys;
    assertThat(DATABASE.rows("(" + sums + ") except (" + rows + ")")).isEmpty();
    assertThat(DATABASE.rows("(" + rows + ") except (" + sums + ")")).isEmpty();
  }

  private CostComparison compare(Scope scope) {
    return repricing.compare(scope, _ -> {});
  }

  private CostComparison apply(Scope scope) {
    return repricing.apply(scope, "ada", "the price was wrong", _ -> {});
  }

  private static MadeCall call(String startedAt, Optional<String> usd) {
    return MadeCall.at(startedAt)
        .answered("lab", "big", "yes", USAGE, usd.flatMap(RepricingTest::cost));
  }

  private static Optional<Cost> cost(String usd) {
    return Optional.of(new Cost(new BigDecimal(usd), "lab/big@2025-01-01", false));
  }

  private static void store(RoutedCall... calls) {
    StoredCalls.store(DATABASE.get(), calls);
  }

  private static Object one(String sql) {
    return DATABASE.rows(sql).getFirst().values().iterator().next();
  }
}
