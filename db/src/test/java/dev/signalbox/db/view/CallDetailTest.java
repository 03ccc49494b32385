package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.Erasure;
import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.SampleCalls;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.db.store.PostgresRoutingTableStore;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of one call: the arithmetic of its cost, its table's change, and lost words. */
final class CallDetailTest {
  private static final Catalog CATALOG =
      Catalog.read(
          "test.yaml",
          """
          format: 1
          vendors:
            acme:
            - names: [m]
              capabilities: [text]
              max_input_tokens: 100000
              max_output_tokens: 10000
              accepts: [temperature]
              prices:
              - {effective_from: 2026-02-01, source: list A, input: 2, cache_read: 0.2,
                 cache_write: 2.5, cache_write_1h: 4, output: 10, per_search: 0.01,
                 long_prompt: {above_tokens: 1000, input: 4, cache_read: 0.4, cache_write: 5,
                               cache_write_1h: 8, output: 15}}
              - {effective_from: 2026-05-01, source: list B, input: 1, output: 5}
          """);

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final CallView calls = Views.over(DATABASE.get().jdbi(), CATALOG).calls();

  @BeforeEach
  void empty() {
    DATABASE.execute(
        "truncate call_log, call_attempt, call_payload, call_tag, call_text, routing_table cascade");
  }

  private CallDetail stored(RoutedCall call) {
    StoredCalls.store(DATABASE.get(), call);
    return calls.find(call.id()).orElseThrow();
  }

  private CallDetail.Attempt priced(String at, Usage usage, Optional<Cost> cost) {
    return stored(MadeCall.at(at).answered("acme", "m", "42.00", usage, cost).build())
        .attempts()
        .getFirst();
  }

  private static Optional<Cost> price(Usage usage, String day) {
    return CATALOG.cost("acme", "m", usage, LocalDate.parse(day));
  }

  @Test
  void explainsACostClassByClass() {
    Usage usage = new Usage(300, 200, 100, 50, 20, 40, 3);

    CallDetail.Attempt attempt = priced("2026-03-01T10:00:00Z", usage, price(usage, "2026-03-01"));

    assertThat(attempt.costLines())
        .extracting(CostLine::what, CostLine::count, CostLine::usdEach, CostLine::usd)
        .containsExactly(
            tuple("input", 300L, new BigDecimal("0.000002"), new BigDecimal("0.0006")),
            tuple("cached input", 200L, new BigDecimal("0.0000002"), new BigDecimal("0.00004")),
            tuple("cache write", 60L, new BigDecimal("0.0000025"), new BigDecimal("0.00015")),
            tuple(
                "cache write for an hour",
                40L,
                new BigDecimal("0.000004"),
                new BigDecimal("0.00016")),
            tuple("output", 50L, new BigDecimal("0.00001"), new BigDecimal("0.0005")),
            tuple("searches", 3L, new BigDecimal("0.01"), new BigDecimal("0.03")));
    assertThat(attempt.costUsd().orElseThrow()).isEqualByComparingTo("0.03145");
  }

  @Test
  void explainsEveryCostToTheLastDigit() {
    Random random = new Random(4);
    for (int i = 0; i < 50; i++) {
      Usage usage =
          new Usage(
              random.nextInt(900),
              random.nextInt(300),
              random.nextInt(300),
              1 + random.nextInt(2_000),
              0,
              random.nextInt(400),
              random.nextInt(3));

      CallDetail.Attempt attempt =
          priced("2026-03-01T10:00:00Z", usage, price(usage, "2026-03-01"));

      assertThat(sum(attempt.costLines()))
          .as("%s", usage)
          .isEqualByComparingTo(attempt.costUsd().orElseThrow());
    }
  }

  private static BigDecimal sum(List<CostLine> lines) {
    return lines.stream().map(CostLine::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void knowsTheOtherRatesOfLongPrompts() {
    Usage longest = new Usage(900, 100, 0, 10, 0);
    Usage longer = new Usage(900, 101, 0, 10, 0);

    assertThat(outputRate(longest)).isEqualByComparingTo("0.00001");
    assertThat(outputRate(longer)).isEqualByComparingTo("0.000015");
  }

  private BigDecimal outputRate(Usage usage) {
    return priced("2026-03-01T10:00:00Z", usage, price(usage, "2026-03-01"))
        .costLines()
        .getLast()
        .usdEach();
  }

  /** An attempt after midnight still costs what was decided on before. */
  @Test
  void explainsACostByThePriceThatItWasReckonedWith() {
    Usage usage = new Usage(300, 0, 0, 50, 0);

    assertThat(priced("2026-05-01T00:00:00.100Z", usage, price(usage, "2026-04-30")).costLines())
        .extracting(CostLine::what, CostLine::usd)
        .containsExactly(
            tuple("input", new BigDecimal("0.0006")), tuple("output", new BigDecimal("0.0005")));
    assertThat(priced("2026-05-01T00:00:00.200Z", usage, price(usage, "2026-05-01")).costLines())
        .extracting(CostLine::what, CostLine::usd)
        .containsExactly(
            tuple("input", new BigDecimal("0.0003")), tuple("output", new BigDecimal("0.00025")));
  }

  @Test
  void explainsNoCostThatIsNoSumOfKnownPrices() {
    Usage usage = new Usage(300, 0, 0, 50, 0);
    String version = price(usage, "2026-03-01").orElseThrow().priceVersion();
    BigDecimal usd = new BigDecimal("0.0011");

    assertThat(linesOf(usage, new Cost(usd, version, false))).hasSize(2);
    assertThat(linesOf(usage, new Cost(usd, version, true))).as("an upper bound").isEmpty();
    assertThat(linesOf(usage, new Cost(usd, Cost.REPORTED, false))).as("reported").isEmpty();
    assertThat(linesOf(usage, new Cost(usd, "acme/m@2025-01-01", false)))
        .as("of a price that is not known any more")
        .isEmpty();
    assertThat(linesOf(usage, new Cost(usd.add(usd), version, false)))
        .as("of a price that was corrected since")
        .isEmpty();
  }

  private List<CostLine> linesOf(Usage usage, Cost cost) {
    return priced("2026-03-01T10:00:00Z", usage, Optional.of(cost)).costLines();
  }

  @Test
  void explainsNothingOfAnAttemptThatCostNothing() {
    CallDetail rejected =
        stored(MadeCall.at("2026-03-01T10:00:00Z").rejected("acme", "m", "not allowed").build());

    assertThat(rejected.attempts().getFirst().costUsd()).isEmpty();
    assertThat(rejected.attempts().getFirst().costLines()).isEmpty();
  }

  private static RoutingTable table(Duration deadline) {
    return new RoutingTable(
        List.of(
            Task.of(
                "extract",
                "Reads invoices.",
                Set.of(Capability.TEXT),
                Latency.of(deadline),
                Target.of("openai", "gpt-4o-mini"))));
  }

  private static void push(Duration deadline) {
    new PostgresRoutingTableStore(DATABASE.get())
        .append(table(deadline), "routes.yaml", "ada", "a test");
  }

  /** The sample call was decided by version 3, the made one by version 1. */
  @Test
  void saysHowTheTableThatDecidedDiffersFromTheOneBefore() {
    push(Duration.ofSeconds(8));
    push(Duration.ofSeconds(7));
    push(Duration.ofSeconds(5));
    push(Duration.ofSeconds(4));

    CallDetail third = stored(SampleCalls.answered(SampleCalls.id()));
    CallDetail first = stored(MadeCall.at("2026-03-01T10:00:00Z").build());

    assertThat(third.call().tableHash()).contains(table(Duration.ofSeconds(5)).hash());
    assertThat(third.tableChange()).first().asString().isEqualTo("~ extract");
    assertThat(third.tableChange()).anyMatch(line -> line.endsWith("deadline: 7s -> 5s"));
    assertThat(first.call().tableHash()).contains(table(Duration.ofSeconds(8)).hash());
    assertThat(first.tableChange()).isEmpty();
  }

  @Test
  void showsACallOfATableThatTheDatabaseDoesNotKnow() {
    push(Duration.ofSeconds(8));

    CallDetail call = stored(SampleCalls.answered(SampleCalls.id()));

    assertThat(call.call().tableVersion()).isEqualTo(3);
    assertThat(call.call().tableHash()).isEmpty();
    assertThat(call.tableChange()).isEmpty();
  }

  @Test
  void showsWhomACallWasForAndWhatAnAttemptWasGiven() {
    CallDetail call =
        stored(
            MadeCall.at("2026-03-01T10:00:00Z")
                .key("shop")
                .user("ada")
                .promptVersion("v2")
                .tags("urgent", "de")
                .build());
    CallDetail.Attempt hedge = stored(SampleCalls.answered(SampleCalls.id())).attempts().getLast();

    assertThat(call.call())
        .extracting(
            CallDetail.Call::key,
            CallDetail.Call::user,
            CallDetail.Call::promptVersion,
            CallDetail.Call::tags,
            CallDetail.Call::kept)
        .containsExactly(
            Optional.of("shop"),
            Optional.of("ada"),
            Optional.of("v2"),
            List.of("de", "urgent"),
            "full");
    assertThat(hedge.kind()).isEqualTo("hedge");
    assertThat(hedge.startedAt()).isEqualTo(SampleCalls.START.plusMillis(2));
    assertThat(List.of(hedge.waitedMs(), hedge.limitMs(), hedge.connectLimitMs()))
        .containsExactly(2.0, 9998.0, 5000.0);
    assertThat(List.of(hedge.firstContentLimitMs(), hedge.idleLimitMs(), hedge.tookMs()))
        .containsExactly(4000.0, 3000.0, 1200.0);
    assertThat(hedge.connectMs()).hasValue(30);
    assertThat(hedge.firstContentMs()).hasValue(250);
    assertThat(hedge.reservedUsd().orElseThrow()).isEqualByComparingTo("0.00031");
    assertThat(hedge.requestsLeft()).hasValue(49);
    assertThat(hedge.tokensLeft()).hasValue(9_000);
    assertThat(hedge.limitsResetMs()).hasValue(6_000);
  }

  private Optional<String> asked(UUID id) {
    return calls.list(CallFilter.ANY, Optional.empty(), CallView.PAGE).calls().stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow()
        .asked();
  }

  @Test
  void saysThatWordsAreGone() {
    RoutedCall cut = SampleCalls.cut(SampleCalls.id(), SampleCalls.reply("4"));
    CallDetail before = stored(cut);
    assertThat(before.isReplyGone()).isFalse();
    assertThat(before.attempts().getFirst().partial()).isPresent();
    assertThat(asked(cut.id())).contains("What is due?");

    DATABASE.execute("truncate call_payload");

    CallDetail after = calls.find(cut.id()).orElseThrow();
    assertThat(after.request()).isEmpty();
    assertThat(after.reply()).isEmpty();
    assertThat(after.isReplyGone()).isTrue();
    assertThat(after.attempts().getFirst().partial()).isEmpty();
    assertThat(after.decision()).isEqualTo(before.decision());
    assertThat(asked(cut.id())).isEmpty();
  }

  @Test
  void missesNoReplyWhereThereWasNone() {
    CallDetail failed = stored(SampleCalls.failed(SampleCalls.id()));

    assertThat(failed.reply()).isEmpty();
    assertThat(failed.isReplyGone()).isFalse();
  }

  @Test
  void showsWhatAnErasureLeaves() {
    RoutedCall call = SampleCalls.answered(SampleCalls.id());
    CallDetail before = stored(call);

    new Erasure(DATABASE.get()).call(call.id(), new Erasure.Order("ada", "asked for"));

    CallDetail after = calls.find(call.id()).orElseThrow();
    assertThat(after.call().kept()).isEqualTo("erased");
    assertThat(after.request()).isEmpty();
    assertThat(after.isReplyGone()).isTrue();
    assertThat(after.call().costUsd()).isEqualByComparingTo(before.call().costUsd());
    assertThat(after.attempts()).hasSize(2);
    assertThat(asked(call.id())).isEmpty();
  }

  @Test
  void showsHashesInTheirWordsPlace() {
    RoutedCall call = SampleCalls.answered(SampleCalls.id());
    StoredCalls.store(DATABASE.get(), new LogRule(LogRule.Keep.HASH, false, false), call);

    CallDetail hashed = calls.find(call.id()).orElseThrow();

    assertThat(hashed.call().kept()).isEqualTo("hash");
    assertThat(hashed.reply().orElseThrow().text()).startsWith("sha256:").endsWith("5 characters");
    assertThat(asked(call.id()).orElseThrow()).startsWith("sha256:").endsWith("12 characters");
  }
}
