package dev.signalbox.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.RetryRule;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.testing.FakeTime;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.testing.ScriptedProvider;
import dev.signalbox.router.testing.SimpleLedger;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.JsonNodeFactory;

class FailoverRouterTest {
  private static final Target PRIMARY = capped("openai", "gpt-4o-mini");
  private static final Target FALLBACK = capped("anthropic", "claude-haiku-4-5");
  private static final ChatRequest QUESTION = ChatRequest.of(Message.user("What is it?"));
  private static final Duration QUICK = Duration.ofMillis(100);

  private final FakeTime time = new FakeTime();
  private final ScriptedProvider openai = new ScriptedProvider("openai", time);
  private final ScriptedProvider anthropic = new ScriptedProvider("anthropic", time);
  private final List<RoutedCall> log = new ArrayList<>();

  @Test
  void answersFromThePrimaryAndLogsWhatItDid() {
    openai.then(Outcomes.answered("a box"), QUICK);

    RoutedCall call = router("1").call("explain", QUESTION);

    assertThat(call.result()).isEqualTo(new Result.Answered(PRIMARY, reply("a box"), false));
    assertThat(call.decision().targets()).containsExactly(PRIMARY, FALLBACK);
    assertThat(call.decision().skipped()).isEmpty();
    assertThat(call.took()).isEqualTo(QUICK);
    assertThat(TimeOrderedUuid.momentOf(call.id())).isEqualTo(FakeTime.START);
    assertThat(call.table()).isEqualTo(new TableVersion(3, "abc"));
    assertThat(log).containsExactly(call);
  }

  @Test
  void knowsWhatTheAnswerCost() {
    openai.then(Outcomes.answered("a box"), QUICK);

    // 1,000 input tokens at 0.15 and 200 output tokens at 0.60 USD a million.
    assertThat(router("1").call("explain", QUESTION).costUsd())
        .isEqualByComparingTo(new BigDecimal("0.00027"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CANCELLED", "FILTERED", "CONTEXT_TOO_LONG"})
  void fallsBackOnEveryFaultOfTheProvider(Fault fault) {
    openai.then(Outcomes.failed(fault), QUICK);
    anthropic.then(Outcomes.answered("saved"), QUICK);

    RoutedCall call = router("1").call("explain", QUESTION);

    assertThat(call.result()).isEqualTo(new Result.Answered(FALLBACK, reply("saved"), false));
    assertThat(targets(call)).startsWith(PRIMARY).endsWith(FALLBACK);
  }

  @Test
  void stopsWhenTheProviderRightlyRefusesTheRequest() {
    openai.then(Outcomes.rejected(), QUICK);

    RoutedCall call = router("1").call("explain", QUESTION);

    assertThat(call.result()).isEqualTo(new Result.Rejected(PRIMARY, 400, "schema is not valid"));
    assertThat(targets(call)).containsExactly(PRIMARY);
  }

  @Test
  void asksAgainHereAfterABriefFaultWithAWaitWithinTheJitter() {
    openai
        .then(Outcomes.failed(Fault.OVERLOADED), QUICK)
        .then(Outcomes.answered("second time lucky"), QUICK);

    RoutedCall call = router("1").call("explain", QUESTION);

    assertThat(targets(call)).containsExactly(PRIMARY, PRIMARY);
    assertThat(time.sleeps())
        .singleElement()
        .satisfies(wait -> assertThat(wait).isBetween(Duration.ZERO, RetryRule.DEFAULT.jitter()));
    assertThat(call.attempts().getFirst().move()).isInstanceOf(Move.AgainHere.class);
  }

  @Test
  void givesEveryTargetAFairShareOfOneDeadline() {
    openai.then(Outcomes.failed(Fault.TIMEOUT), Duration.ofSeconds(5));
    anthropic.then(Outcomes.answered("in time"), QUICK);

    RoutedCall call = router("1").call("explain", QUESTION);

    assertThat(openai.limits()).containsExactly(Duration.ofSeconds(5));
    assertThat(anthropic.limits()).containsExactly(Duration.ofSeconds(5));
    assertThat(call.result()).isInstanceOf(Result.Answered.class);
  }

  @Test
  void sendsNothingMoreOnceTheDeadlineHasPassed() {
    openai.then(Outcomes.failed(Fault.TIMEOUT), Duration.ofSeconds(11));

    RoutedCall call = router("1").call("explain", QUESTION);

    assertThat(anthropic.limits()).isEmpty();
    assertThat(call.result())
        .isEqualTo(new Result.Failed("no target answered: openai/gpt-4o-mini: it is TIMEOUT"));
    assertThat(call.attempts().getLast().move()).isEqualTo(new Move.Stop("the deadline passed"));
  }

  @Test
  void saysWhatWentWrongAtEveryTargetWhenNoneAnswers() {
    openai.then(Outcomes.failed(Fault.ACCESS_DENIED), QUICK);
    anthropic.then(Outcomes.failed(Fault.QUOTA_EXHAUSTED), QUICK);

    assertThat(router("1").call("explain", QUESTION).result())
        .isEqualTo(
            new Result.Failed(
                "no target answered: openai/gpt-4o-mini: it is ACCESS_DENIED;"
                    + " anthropic/claude-haiku-4-5: it is QUOTA_EXHAUSTED"));
  }

  @Test
  void leavesABrokenTargetAloneUntilItsPauseIsOver() {
    openai.then(Outcomes.failed(Fault.UNREACHABLE), QUICK);
    anthropic.then(Outcomes.answered("saved"), QUICK);
    Router router = router("1");
    for (int call = 0; call < 10; call++) {
      assertThat(router.call("explain", QUESTION).result()).isInstanceOf(Result.Answered.class);
    }

    RoutedCall last = log.getLast();
    assertThat(openai.limits()).hasSize(BreakerSettings.DEFAULT.faultsToOpen());
    assertThat(last.decision().skipped())
        .containsExactly(new Decision.Skip(PRIMARY, SkipReason.BREAKER_OPEN));
    assertThat(targets(last)).containsExactly(FALLBACK);
  }

  @Test
  void failsWithReasonsWhenNoTargetCanTakeTheCall() {
    openai.withoutKey();
    anthropic.withoutKey();

    RoutedCall call = router("1").call("explain", QUESTION);

    assertThat(call.attempts()).isEmpty();
    assertThat(call.result())
        .isEqualTo(
            new Result.Failed(
                "no target can take this call: openai/gpt-4o-mini: no key is configured for the"
                    + " provider; anthropic/claude-haiku-4-5: no key is configured for the"
                    + " provider"));
    assertThat(log).containsExactly(call);
  }

  @Test
  void leavesOutATargetThatCouldCostMoreThanTheCeiling() {
    anthropic.then(Outcomes.answered("dear"), QUICK);
    openai.then(Outcomes.answered("cheap"), QUICK);

    // 100 output tokens alone are at most 0.00006 USD at the one and 0.0005 USD at the other.
    RoutedCall call = router("0.0002").call("explain", QUESTION);

    assertThat(call.decision().targets()).containsExactly(PRIMARY);
    assertThat(call.decision().skipped())
        .containsExactly(new Decision.Skip(FALLBACK, SkipReason.OVER_CEILING));
  }

  @Test
  void leavesOutATargetThatDoesNotAcceptTheTemperature() {
    openai.then(Outcomes.answered("wild"), QUICK);
    ChatRequest hot = QUESTION.change().sampling(Sampling.temperature(1.3)).build();

    RoutedCall call = router("1").call("explain", hot);

    assertThat(call.decision().targets()).containsExactly(PRIMARY);
    assertThat(call.decision().skipped())
        .containsExactly(new Decision.Skip(FALLBACK, SkipReason.REJECTS_PARAMETER));
  }

  @Test
  void sendsWhatOneProviderAloneCanReadToNobodyElseAndToNoModelThatDoesNotReason() {
    openai.then(Outcomes.failed(Fault.QUOTA_EXHAUSTED), QUICK);
    anthropic.then(Outcomes.answered("saved"), QUICK);
    Part openAis = new Part.Bound("openai", JsonNodeFactory.instance.stringNode("sealed"));
    Part anthropics = new Part.Bound("anthropic", JsonNodeFactory.instance.stringNode("signed"));
    ChatRequest second =
        ChatRequest.of(
            Message.user("What is it?"),
            new Message(Role.ASSISTANT, List.of(openAis, anthropics, new Part.Text("A box."))),
            Message.user("Sure?"));

    router("1").call("explain", second);

    // gpt-4o-mini does not reason, claude-haiku-4-5 does.
    assertThat(openai.requests().getFirst().messages().get(1).parts())
        .containsExactly(new Part.Text("A box."));
    assertThat(anthropic.requests().getFirst().messages().get(1).parts())
        .containsExactly(anthropics, new Part.Text("A box."));
  }

  @Test
  void asksOnlyTheTargetUnderTestInAnEval() {
    anthropic.then(Outcomes.failed(Fault.SERVER_ERROR), QUICK);

    RoutedCall call = router("1").ask("explain", FALLBACK, QUESTION);

    assertThat(call.origin()).isEqualTo(Origin.EVAL);
    assertThat(call.result()).isInstanceOf(Result.Failed.class);
    assertThat(targets(call)).containsOnly(FALLBACK);
    assertThat(openai.limits()).isEmpty();
  }

  @Test
  void namesTheTasksThereAreWhenAskedForAnother() {
    assertThatThrownBy(() -> router("1").call("explian", QUESTION))
        .isInstanceOf(UnknownTaskException.class)
        .hasMessageContaining("explian")
        .hasMessageContaining("explain");
  }

  private Router router(String ceilingUsd) {
    Task task =
        Task.of(
                "explain",
                "Says what something is",
                Set.of(Capability.TEXT),
                Latency.of(Duration.ofSeconds(10)),
                PRIMARY,
                FALLBACK)
            .change()
            .cost(CostRule.perCall(new BigDecimal(ceilingUsd)))
            .build();
    ActiveTable active =
        new ActiveTable(new TableVersion(3, "abc"), new RoutingTable(List.of(task)));
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            Catalog.shipped(),
            new Providers(List.of(openai, anthropic)),
            new Breakers(BreakerSettings.DEFAULT, time),
            new Latencies(time),
            new SimpleLedger(),
            Demotions.NONE,
            (call, _) -> log.add(call),
            time,
            time,
            time,
            new Random(7)));
  }

  private static Target capped(String provider, String model) {
    return Target.of(provider, model).capped(100);
  }

  private static Reply reply(String text) {
    return ((Outcome.Answered) Outcomes.answered(text)).reply();
  }

  private static List<Target> targets(RoutedCall call) {
    return call.attempts().stream().map(Attempt::target).toList();
  }
}
