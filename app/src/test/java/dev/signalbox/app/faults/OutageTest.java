package dev.signalbox.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result.Answered;
import dev.signalbox.router.Router;
import dev.signalbox.router.table.StreamRule;
import dev.signalbox.simulator.Fault;
import dev.signalbox.simulator.Outage;
import dev.signalbox.simulator.wire.Trouble;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An hour without the primary, at ten calls a second. */
class OutageTest {
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);
  private static final Duration OUTAGE = Duration.ofHours(1);

  /** Ways for a whole provider to be away. */
  enum Way {
    PORT_CLOSED(new Fault.ConnectionRefused()),
    ANSWERS_503(new Fault.ServerError(503)),
    RATE_LIMITED(new Fault.RateLimited(Duration.ofSeconds(5), Trouble.Advice.SECONDS)),
    QUOTA_EXHAUSTED(new Fault.Refused(Trouble.Refusal.QUOTA_EXHAUSTED)),
    CUTS_EVERY_ANSWER(new Fault.Cut(0));

    @SuppressWarnings("ImmutableEnumChecker") // a fault is a record of values
    private final Fault fault;

    Way(Fault fault) {
      this.fault = fault;
    }
  }

  @ParameterizedTest
  @EnumSource
  void costsTheProviderAHandfulOfProbesAndTheCallerNothing(Way way) {
    Stage stage = new Stage(WireFormats.OPENAI_CHAT, Optional.empty(), StreamRule.DEFAULT);
    Router router = stage.router();
    stage.primary().setOutage(Optional.of(Outage.of(way.fault)));
    Duration end = stage.time().passed().plus(OUTAGE);
    int calls = 0;

    while (stage.time().passed().compareTo(end) < 0) {
      RoutedCall call = router.call(Stage.TASK, Stage.QUESTION);
      assertThat(call.result())
          .isInstanceOfSatisfying(
              Answered.class,
              answered ->
                  assertThat(answered.target())
                      .isEqualTo(WireFormats.OPENAI_CHAT.fallback().target()));
      stage.time().sleep(BETWEEN_CALLS);
      calls++;
    }

    assertThat(calls).isGreaterThan(30_000);
    // What opens the breaker, and then one probe each time its longest pause is over, with what
    // jitter and retries add.
    assertThat(stage.primary().requests()).isLessThan(800);
  }

  @ParameterizedTest
  @EnumSource
  void bringsTheTrafficBackWithinSecondsOfItsEnd(Way way) {
    Stage stage = new Stage(WireFormats.OPENAI_CHAT, Optional.empty(), StreamRule.DEFAULT);
    Router router = stage.router();
    stage.primary().setOutage(Optional.of(Outage.of(way.fault)));
    for (int call = 0; call < 2_000; call++) {
      router.call(Stage.TASK, Stage.QUESTION);
      stage.time().sleep(BETWEEN_CALLS);
    }

    stage.primary().setOutage(Optional.empty());
    Duration back = stage.time().passed();
    while (!answeredByThePrimary(router.call(Stage.TASK, Stage.QUESTION))) {
      stage.time().sleep(BETWEEN_CALLS);
    }

    Duration longest = way == Way.QUOTA_EXHAUSTED ? Duration.ofSeconds(31) : Duration.ofSeconds(9);
    assertThat(stage.time().passed().minus(back)).isLessThan(longest);
  }

  private static boolean answeredByThePrimary(RoutedCall call) {
    return call.result() instanceof Answered answered
        && answered.target().equals(WireFormats.OPENAI_CHAT.target());
  }
}
