package dev.signalbox.router.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger.Standing;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.decision.Decision.Skip;
import dev.signalbox.router.health.Access;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.table.VendorRule;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private static final String CATALOGUE =
      """
      format: 1
      vendors:
        acme:
          - names: [big]
            capabilities: [text, image, json_schema, streaming]
            max_input_tokens: 100000
            max_output_tokens: 1000
            image_tokens: 1000
            accepts: [temperature, top_p, stop]
            prices:
              - {effective_from: 2026-01-01, input: 2, output: 8, source: made up}
          - names: [small]
            capabilities: [text, streaming]
            max_input_tokens: 1000
            max_output_tokens: 1000
            accepts: [stop]
            prices:
              - {effective_from: 2026-01-01, input: 1, output: 4, source: made up}
        bolt:
          - names: [free]
            capabilities: [text, image, streaming]
            max_input_tokens: 100000
            max_output_tokens: 1000
            image_tokens: 1000
            accepts: [temperature, top_p, stop]
            price: unknown
      """;
  private static final Target BIG = Target.of("acme", "big");
  private static final Target SMALL = Target.of("acme", "small");
  private static final Target FREE = Target.of("bolt", "free");
  private static final ChatRequest QUESTION = ChatRequest.of(Message.user("What is it?"));
  private static final Task TASK =
      Task.of(
          "explain",
          "Says what something is",
          Set.of(Capability.TEXT),
          Latency.of(Duration.ofSeconds(10)),
          BIG,
          SMALL,
          FREE);

  private final Decider decider =
      new Decider(
          Catalog.read("catalogue", CATALOGUE),
          Map.of(
              "acme", new ProviderFacts("acme", "eu", ""),
              "bolt", new ProviderFacts("bolt", "us", "")));

  @Test
  void triesTheRouteInItsOrderWhenNothingSpeaksAgainstIt() {
    Decision decision = decide(TASK, QUESTION, allFree());

    assertThat(decision.targets()).containsExactly(BIG, SMALL, FREE);
    assertThat(decision.skipped()).isEmpty();
    assertThat(decision.thrifty()).isFalse();
  }

  @Test
  void knowsTheMostThatAnAttemptCanCost() {
    Decision decision = decide(TASK, QUESTION.change().maxOutputTokens(100).build(), allFree());

    // 16 tokens of frame and 11 of text at 2, 100 of output at 8 USD a million.
    assertThat(decision.candidates().getFirst().usdAtMost())
        .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.000854"));
    assertThat(decision.candidates().getLast().usdAtMost()).isEmpty();
  }

  @Test
  void leavesOutWhatHasNoKey() {
    assertSkips(situation(keyless(), free(), free()), BIG, SkipReason.NO_KEY);
  }

  @Test
  void leavesOutABrokenTargetAndAPausedProvider() {
    Situation situation =
        situation(state(Access.BREAKER_OPEN), state(Access.PROVIDER_PAUSED), free());

    assertThat(decide(TASK, QUESTION, situation).skipped())
        .containsExactly(
            new Skip(BIG, SkipReason.BREAKER_OPEN), new Skip(SMALL, SkipReason.PROVIDER_PAUSED));
  }

  @Test
  void leavesOutAModelThatTheCatalogueDoesNotHave() {
    Target unknown = Target.of("acme", "gone");
    Task task = TASK.change().route(List.of(unknown, BIG)).build();

    assertThat(decide(task, QUESTION, situation(free(), free())).skipped())
        .containsExactly(new Skip(unknown, SkipReason.UNKNOWN_MODEL));
  }

  @Test
  void leavesOutAModelThatCannotSeeTheImage() {
    ChatRequest withImage =
        ChatRequest.of(
            new Message(
                Role.USER, List.of(new Part.LinkedImage(URI.create("https://a.example/cat.jpg")))));

    assertThat(decide(TASK, withImage, allFree()).skipped())
        .containsExactly(new Skip(SMALL, SkipReason.LACKS_CAPABILITY));
  }

  @Test
  void leavesOutAModelThatDoesNotTakeAParameterOrSoLongAnAnswer() {
    ChatRequest cool = QUESTION.change().stop(List.of("END")).maxOutputTokens(1001).build();

    assertThat(decide(TASK, cool, allFree()).skipped())
        .extracting(Skip::reason)
        .containsOnly(SkipReason.REJECTS_PARAMETER);
  }

  @Test
  void leavesOutAModelThatCannotFetchAPdfByItsAddress() {
    Target mini = Target.of("openai", "gpt-4o-mini");
    Target haiku = Target.of("anthropic", "claude-haiku-4-5");
    ChatRequest linked =
        ChatRequest.of(
            new Message(
                Role.USER, List.of(new Part.LinkedPdf(URI.create("https://a.example/1.pdf")))));
    Decider shipped = new Decider(Catalog.shipped(), Map.of());

    Decision decision =
        shipped.decide(
            TASK.change().route(List.of(mini, haiku)).build(),
            linked,
            false,
            situation(free(), free()));

    assertThat(decision.targets()).containsExactly(haiku);
    assertThat(decision.skipped()).containsExactly(new Skip(mini, SkipReason.REJECTS_PARAMETER));
  }

  @Test
  void leavesOutAModelWhoseContextIsSurelyTooSmall() {
    ChatRequest longOne = ChatRequest.of(Message.user("x".repeat(8_008)));

    assertThat(decide(TASK, longOne, allFree()).skipped())
        .containsExactly(new Skip(SMALL, SkipReason.CONTEXT_TOO_SMALL));
    assertThat(decide(TASK, ChatRequest.of(Message.user("x".repeat(8_000))), allFree()).skipped())
        .isEmpty();
  }

  @Test
  void keepsDataWhereTheTaskAllowsItToGo() {
    Task inEurope = TASK.change().vendors(new VendorRule(Set.of(), Set.of(), Set.of("eu"))).build();
    Task notAcme =
        TASK.change().vendors(new VendorRule(Set.of(), Set.of("acme"), Set.of())).build();

    assertThat(decide(inEurope, QUESTION, allFree()).targets()).containsExactly(BIG, SMALL);
    assertThat(decide(notAcme, QUESTION, allFree()).targets()).containsExactly(FREE);
  }

  @Test
  void leavesOutWhatIsTooDearOrHasNoPriceUnderACeiling() {
    Task capped = TASK.change().cost(CostRule.perCall(new BigDecimal("0.005"))).build();

    assertThat(decide(capped, QUESTION, allFree()).skipped())
        .containsExactly(
            new Skip(BIG, SkipReason.OVER_CEILING), new Skip(FREE, SkipReason.NO_PRICE));
  }

  @Test
  void leavesOutATargetThatIsTooSlowForTheTimeLeftWhileAnotherIsNot() {
    TargetState slow = new TargetState(true, Access.FREE, 11_000_000_000L, false);

    assertThat(decide(TASK, QUESTION, situation(slow, free(), free())).skipped())
        .containsExactly(new Skip(BIG, SkipReason.TOO_SLOW));
    assertThat(decide(TASK, QUESTION, situation(slow, slow, slow)).targets())
        .containsExactly(BIG, SMALL, FREE);
  }

  @Test
  void leavesOutADemotedTargetWhileAnotherIsLeft() {
    TargetState demoted = new TargetState(true, Access.FREE, Latencies.UNKNOWN, true);

    assertThat(decide(TASK, QUESTION, situation(demoted, free(), free())).skipped())
        .containsExactly(new Skip(BIG, SkipReason.QUALITY_DEMOTED));
    assertThat(
            decide(TASK.change().route(List.of(BIG)).build(), QUESTION, situation(demoted))
                .targets())
        .containsExactly(BIG);
  }

  @Test
  void putsTheTargetOfTheConversationFirst() {
    Situation staying =
        new Situation(
            LocalDate.of(2026, 11, 25),
            List.of(free(), free(), free()),
            List.of(),
            OptionalInt.of(1),
            Duration.ofSeconds(10).toNanos());

    assertThat(decide(TASK, QUESTION, staying).targets()).containsExactly(SMALL, BIG, FREE);
  }

  @Test
  void putsCheaperTargetsFirstOnceABudgetRunsLow() {
    Task budgeted = budgeted(CostRule.AtLimit.CHEAPER);

    assertThat(decide(budgeted, QUESTION, used("7.9")).targets()).containsExactly(BIG, SMALL);
    Decision low = decide(budgeted, QUESTION, used("8"));
    assertThat(low.targets()).containsExactly(SMALL, BIG);
    assertThat(low.thrifty()).isTrue();
  }

  @Test
  void asksTheCheaperTargetOrNobodyWhenABudgetDoesNotHoldTheDearer() {
    assertThat(decide(budgeted(CostRule.AtLimit.CHEAPER), QUESTION, used("9.994")).targets())
        .containsExactly(SMALL);
    Decision refused = decide(budgeted(CostRule.AtLimit.REFUSE), QUESTION, used("9.994"));
    assertThat(refused.targets()).isEmpty();
    assertThat(refused.skipped())
        .contains(new Skip(BIG, SkipReason.BUDGET_SPENT), new Skip(SMALL, SkipReason.BUDGET_SPENT));
  }

  @Test
  void decidesTheSameFromTheSame() {
    Situation situation = situation(state(Access.BREAKER_OPEN), free(), free());
    Decision once = decide(TASK, QUESTION, situation);

    assertThat(decide(TASK, QUESTION, once.situation())).isEqualTo(once);
  }

  private void assertSkips(Situation situation, Target target, SkipReason reason) {
    assertThat(decide(TASK, QUESTION, situation).skipped())
        .containsExactly(new Skip(target, reason));
  }

  private Decision decide(Task task, ChatRequest request, Situation situation) {
    return decider.decide(task, request, false, situation);
  }

  private static Task budgeted(CostRule.AtLimit atLimit) {
    return TASK.change()
        .cost(
            new CostRule(
                Optional.empty(),
                Optional.of(BigDecimal.TEN),
                Optional.empty(),
                new BigDecimal("0.8"),
                atLimit,
                CostRule.OnLedgerDown.SERVE))
        .build();
  }

  private static Situation used(String usd) {
    Budget budget = new Budget("task/explain", Budget.Period.DAY, BigDecimal.TEN);
    return new Situation(
        LocalDate.of(2026, 11, 25),
        List.of(free(), free(), free()),
        List.of(new Standing(budget, new BigDecimal(usd))),
        OptionalInt.empty(),
        Duration.ofSeconds(10).toNanos());
  }

  private static Situation allFree() {
    return situation(free(), free(), free());
  }

  private static Situation situation(TargetState... states) {
    return new Situation(
        LocalDate.of(2026, 11, 25),
        Stream.of(states).toList(),
        List.of(),
        OptionalInt.empty(),
        Duration.ofSeconds(10).toNanos());
  }

  private static TargetState free() {
    return TargetState.FREE;
  }

  private static TargetState keyless() {
    return new TargetState(false, Access.FREE, Latencies.UNKNOWN, false);
  }

  private static TargetState state(Access access) {
    return new TargetState(true, access, Latencies.UNKNOWN, false);
  }
}
