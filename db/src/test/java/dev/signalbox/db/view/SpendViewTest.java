package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.db.view.Spend.Figures;
import dev.signalbox.db.view.SpendQuestion.Dimension;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asks what a handful of calls cost, whose sums anybody can check. */
final class SpendViewTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
  private static final LocalDate AFTER = LocalDate.parse("2026-04-01");
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private static SpendView spend;

  @BeforeAll
  static void fill() {
    spend = Views.over(DATABASE.get().jdbi(), Catalog.shipped()).spend();
    StoredCalls.store(
        DATABASE.get(),
        MadeCall.at("2026-02-28T23:59:59Z").answered("openai", "gpt-4o-mini", "500").build(),
        MadeCall.at("2026-03-01T00:00:00Z")
            .user("ann")
            .key("web")
            .promptVersion("v1")
            .tags("a", "b")
            .answered("openai", "gpt-4o-mini", "1")
            .build(),
        MadeCall.at("2026-03-10T09:00:00Z")
            .user("bob")
            .key("web")
            .tags("a")
            .brokeOff("anthropic", "claude-haiku-4-5", "half", "2")
            .answered("openai", "gpt-4o-mini", "4")
            .build(),
        MadeCall.at("2026-03-10T10:00:00Z")
            .task("chat")
            .simulated()
            .answered("google", "gemini-2.5-flash", "8")
            .build(),
        MadeCall.at("2026-03-10T11:00:00Z")
            .ofEval()
            .answered("google", "gemini-2.5-flash", "16")
            .build(),
        MadeCall.at("2026-04-01T00:00:00Z").answered("openai", "gpt-4o-mini", "700").build());
  }

  @Test
  void tellsTasksApartAndEvalsFromTraffic() {
    Spend byTask = ask(Dimension.TASK);

    assertThat(byTask.total()).isEqualTo(figures(3, "15", 1, "16"));
    assertThat(byTask.simulatedUsd()).isEqualByComparingTo("8");
    assertThat(byTask.rows())
        .containsExactly(
            new Spend.Row("extract", figures(2, "7", 1, "16")),
            new Spend.Row("chat", figures(1, "8", 0, "0")));
    assertThat(byTask.rest()).isEmpty();
    assertThat(byTask.unnamed()).isEmpty();
  }

  @Test
  void everyProviderIsSaidToCostWhatItsOwnAttemptsDid() {
    assertThat(ask(Dimension.PROVIDER).rows())
        .containsExactly(
            new Spend.Row("google", figures(1, "8", 1, "16")),
            new Spend.Row("openai", figures(2, "5", 0, "0")),
            new Spend.Row("anthropic", figures(1, "2", 0, "0")));
    assertThat(ask(Dimension.MODEL).rows())
        .extracting(Spend.Row::name)
        .containsExactly(
            "google/gemini-2.5-flash", "openai/gpt-4o-mini", "anthropic/claude-haiku-4-5");
    assertThat(ask(Dimension.REVISION).rows())
        .extracting(Spend.Row::name)
        .containsExactly(
            "google/gemini-2.5-flash gemini-2.5-flash-r1",
            "openai/gpt-4o-mini gpt-4o-mini-r1",
            "anthropic/claude-haiku-4-5");
    assertThat(ask(Dimension.RESULT).rows())
        .containsExactly(new Spend.Row("answered", figures(3, "15", 1, "16")));
  }

  @Test
  void namesTheDearestAndSumsUpTheRest() {
    Spend byModel = ask(new SpendQuestion(FIRST, AFTER, Optional.empty(), Dimension.MODEL, 1));

    assertThat(byModel.rows())
        .extracting(Spend.Row::name)
        .containsExactly("google/gemini-2.5-flash");
    assertThat(byModel.rest()).contains(new Spend.Rest(2, figures(3, "7", 0, "0")));
  }

  @Test
  void whoeverCalledWithoutANameIsCountedApart() {
    Spend byUser = ask(Dimension.USER);

    assertThat(byUser.rows())
        .containsExactly(
            new Spend.Row("bob", figures(1, "6", 0, "0")),
            new Spend.Row("ann", figures(1, "1", 0, "0")));
    assertThat(byUser.unnamed()).contains(figures(1, "8", 1, "16"));
    assertThat(ask(Dimension.KEY).rows())
        .containsExactly(new Spend.Row("web", figures(2, "7", 0, "0")));
    assertThat(ask(Dimension.PROMPT_VERSION).unnamed()).contains(figures(2, "14", 1, "16"));
  }

  @Test
  void aCallCountsUnderEachOfItsTags() {
    Spend byTag = ask(Dimension.TAG);

    assertThat(byTag.rows())
        .containsExactly(
            new Spend.Row("a", figures(2, "7", 0, "0")),
            new Spend.Row("b", figures(1, "1", 0, "0")));
    assertThat(byTag.unnamed()).isEmpty();
  }

  @Test
  void oneTaskCanBeAskedForWhereSumsAreKeptByTask() {
    Optional<String> chat = Optional.of("chat");

    Spend ofChat = ask(new SpendQuestion(FIRST, AFTER, chat, Dimension.MODEL, 10));

    assertThat(ofChat.total()).isEqualTo(figures(1, "8", 0, "0"));
    assertThat(ofChat.rows())
        .containsExactly(new Spend.Row("google/gemini-2.5-flash", figures(1, "8", 0, "0")));
    assertThatThrownBy(() -> new SpendQuestion(FIRST, AFTER, chat, Dimension.USER, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsHowMuchOfTheBudgetsOfTheTableInForceIsUsed() {
    RoutingTable table =
        new RoutingTable(List.of(task("chat", "10", "100"), task("extract", "8", "20")));

    assertThat(
            spend
                .read(
                    new SpendQuestion(FIRST, AFTER, Optional.empty(), Dimension.TASK, 10),
                    Optional.of(table),
                    NOW)
                .budgets())
        .extracting(
            Spend.BudgetUse::task,
            Spend.BudgetUse::period,
            use -> use.limitUsd().toPlainString(),
            use -> use.usedUsd().stripTrailingZeros().toPlainString(),
            use -> use.share().toPlainString())
        .containsExactly(
            tuple("chat", Budget.Period.DAY, "10", "8", "0.8000"),
            tuple("chat", Budget.Period.MONTH, "100", "8", "0.0800"),
            tuple("extract", Budget.Period.DAY, "8", "6", "0.7500"),
            tuple("extract", Budget.Period.MONTH, "20", "7", "0.3500"));
  }

  @Test
  void foreseesTheEndOfTheMonthThatGoesOn() {
    // March 1st to 9th are whole days; of the last seven, none had a call.
    assertThat(ask(Dimension.TASK).forecast())
        .contains(
            new Forecast.Expected(
                new BigDecimal("31.000000"),
                new BigDecimal("31.000000"),
                new BigDecimal("31.000000"),
                7,
                false));
    assertThat(
            ask(new SpendQuestion(
                    FIRST.minusMonths(1), FIRST, Optional.empty(), Dimension.TASK, 10))
                .forecast())
        .isEmpty();
    assertThat(
            ask(new SpendQuestion(FIRST, AFTER, Optional.of("chat"), Dimension.TASK, 10))
                .forecast())
        .contains(new Forecast.TooFewDays(0, 3));
  }

  @Test
  void aPeriodWithoutCallsCostNothing() {
    Spend nothing =
        ask(
            new SpendQuestion(
                FIRST.minusYears(1), AFTER.minusYears(1), Optional.empty(), Dimension.USER, 10));

    assertThat(nothing.total()).isEqualTo(figures(0, "0", 0, "0"));
    assertThat(nothing.rows()).isEmpty();
    assertThat(nothing.unnamed()).contains(figures(0, "0", 0, "0"));
  }

  private static Spend ask(Dimension by) {
    return ask(new SpendQuestion(FIRST, AFTER, Optional.empty(), by, 10));
  }

  private static Spend ask(SpendQuestion question) {
    return spend.read(question, Optional.empty(), NOW);
  }

  private static Figures figures(long calls, String usd, long evals, String evalsUsd) {
    return new Figures(calls, new BigDecimal(usd), evals, new BigDecimal(evalsUsd));
  }

  private static Task task(String name, String day, String month) {
    return Task.of(
            name,
            "Does something.",
            Set.of(Capability.TEXT),
            Latency.of(Duration.ofSeconds(8)),
            Target.of("openai", "gpt-4o-mini"))
        .change()
        .cost(
            new CostRule(
                Optional.empty(),
                Optional.of(new BigDecimal(day)),
                Optional.of(new BigDecimal(month)),
                CostRule.NONE.thriftyFrom(),
                CostRule.AtLimit.CHEAPER,
                CostRule.OnLedgerDown.SERVE))
        .build();
  }
}
