package dev.signalbox.gateway.openai;

import static dev.signalbox.gateway.testing.SampleCalls.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.SampleCalls;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CallErrorsTest {
  private static final Optional<Duration> NO_ADVICE = Optional.empty();

  @Test
  void tellsWhyAProviderRefusedTheRequest() {
    RoutedCall call = SampleCalls.rejected(422, "the schema has no type");

    ApiError error = CallErrors.of(call, (RoutedCall.Result.Rejected) call.result());

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo("rejected_by_provider");
    assertThat(error.message())
        .isEqualTo("openai/gpt-4o-mini refused the request: the schema has no type");
  }

  @Test
  void asksToRetryWhenTheFirstProviderMayAnswerAgain() {
    ApiError error =
        error(
            SampleCalls.failed(
                failed(Fault.RATE_LIMITED, Optional.of(Duration.ofSeconds(20))),
                failed(Fault.OVERLOADED, NO_ADVICE),
                failed(Fault.RATE_LIMITED, Optional.of(Duration.ofMillis(3500)))));

    assertThat(error.status()).isEqualTo(503);
    assertThat(error.type()).isEqualTo("server_error");
    assertThat(error.code()).isEqualTo("all_targets_failed");
    assertThat(error.retryAfter()).contains(Duration.ofMillis(3500));
  }

  @Test
  void saysNothingAboutRetryingWhenNobodyKnows() {
    assertThat(error(SampleCalls.failed(failed(Fault.SERVER_ERROR, NO_ADVICE))).retryAfter())
        .isEmpty();
  }

  @Test
  void isAGatewayTimeoutWhenTheDeadlinePassed() {
    assertThat(error(SampleCalls.failed(failed(Fault.TIMEOUT, NO_ADVICE))).status()).isEqualTo(504);
    assertThat(
            error(
                    SampleCalls.failed(
                        failed(Fault.SERVER_ERROR, NO_ADVICE),
                        new Outcome.Skipped(SkipReason.DEADLINE_PASSED)))
                .code())
        .isEqualTo("deadline_passed");
    assertThat(
            error(
                    SampleCalls.failed(
                        failed(Fault.TIMEOUT, NO_ADVICE), failed(Fault.SERVER_ERROR, NO_ADVICE)))
                .status())
        .isEqualTo(503);
  }

  @Test
  void isTheCallersFaultWhenTheRequestIsTooLongEverywhere() {
    ApiError everywhere =
        error(
            SampleCalls.failed(
                failed(Fault.CONTEXT_TOO_LONG, NO_ADVICE),
                failed(Fault.REQUEST_TOO_LARGE, NO_ADVICE)));
    ApiError somewhere =
        error(
            SampleCalls.failed(
                failed(Fault.CONTEXT_TOO_LONG, NO_ADVICE), failed(Fault.OVERLOADED, NO_ADVICE)));

    assertThat(everywhere.status()).isEqualTo(400);
    assertThat(everywhere.code()).isEqualTo("context_length_exceeded");
    assertThat(somewhere.status()).isEqualTo(503);
  }

  @Test
  void saysWhenAFilterWithheldTheAnswer() {
    RoutedCall call = SampleCalls.filtered("the prompt was blocked");

    ApiError error = CallErrors.of(call, (RoutedCall.Result.Rejected) call.result());

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo("content_filter");
    assertThat(error.message()).contains("the prompt was blocked");
  }

  @Test
  void saysWhenTheBudgetIsSpentAndNobodyWasAsked() {
    ApiError decided =
        error(SampleCalls.skipped(SkipReason.LACKS_CAPABILITY, SkipReason.BUDGET_SPENT));
    ApiError reserved = error(SampleCalls.failed(new Outcome.Skipped(SkipReason.BUDGET_SPENT)));
    ApiError asked =
        error(
            SampleCalls.failed(
                failed(Fault.OVERLOADED, NO_ADVICE), new Outcome.Skipped(SkipReason.BUDGET_SPENT)));

    assertThat(decided.status()).isEqualTo(429);
    assertThat(decided.code()).isEqualTo("budget_spent");
    assertThat(reserved.code()).isEqualTo("budget_spent");
    assertThat(asked.code()).isEqualTo("all_targets_failed");
  }

  @ParameterizedTest
  @EnumSource(
      value = SkipReason.class,
      names = {"LACKS_CAPABILITY", "REJECTS_PARAMETER", "CONTEXT_TOO_SMALL", "OVER_CEILING"})
  void isTheCallersFaultWhenNoTargetCanTakeTheRequest(SkipReason reason) {
    assertThat(error(SampleCalls.skipped(reason)).code()).isEqualTo("no_suitable_target");
    assertThat(error(SampleCalls.skipped(reason, SkipReason.BREAKER_OPEN)).status()).isEqualTo(503);
  }

  @ParameterizedTest
  @EnumSource(
      value = SkipReason.class,
      names = {"NO_KEY", "NO_PRICE", "BREAKER_OPEN", "PROVIDER_PAUSED", "LEDGER_DOWN", "TOO_SLOW"})
  void isOursWhenTargetsAreOutOfService(SkipReason reason) {
    ApiError error = error(SampleCalls.skipped(reason));

    assertThat(error.status()).isEqualTo(503);
    assertThat(error.code()).isEqualTo("no_target_available");
  }

  private static ApiError error(RoutedCall call) {
    return CallErrors.of(call, (RoutedCall.Result.Failed) call.result());
  }
}
