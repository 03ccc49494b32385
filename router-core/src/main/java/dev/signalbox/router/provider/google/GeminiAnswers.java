package dev.signalbox.router.provider.google;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerForm;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.RetryAdvice;
import dev.signalbox.router.provider.WireError;
import dev.signalbox.router.provider.WireResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Answers of {@code generateContent}. A stream that was not asked for as events, and now and then
 * an error, comes as a JSON array.
 */
final class GeminiAnswers implements AnswerForm {
  private final String provider;

  GeminiAnswers(String provider) {
    this.provider = provider;
  }

  GeminiStream stream(WireResponse head) {
    return new GeminiStream(this, new GeminiDraft(provider), head);
  }

  /** The object of a body that may be wrapped in an array. */
  static JsonNode first(JsonNode body) {
    return body.isArray() ? body.path(0) : body;
  }

  @Override
  public Optional<JsonNode> body(byte[] bytes) {
    return Json.value(bytes).filter(body -> first(body).isObject());
  }

  @Override
  public Outcome readSuccess(WireResponse response, JsonNode body) {
    if (!body.isArray()) {
      return AnswerForm.super.readSuccess(response, body);
    }
    GeminiStream stream = stream(response);
    body.forEach(stream::take);
    return stream.outcome();
  }

  @Override
  public Reply reply(JsonNode body) {
    GeminiDraft draft = new GeminiDraft(provider);
    draft.add(body);
    return draft.reply();
  }

  @Override
  public String whyNothing(JsonNode body) {
    return GeminiDraft.why(body);
  }

  /** Its kind is the status in words; its code, the reason or the quota that the details name. */
  @Override
  public WireError error(int status, JsonNode body) {
    JsonNode error = first(body).path("error");
    List<String> reasons = reasons(error).toList();
    String reason =
        reasons.stream()
            .filter(GeminiAnswers::isDaily)
            .findFirst()
            .orElseGet(() -> reasons.stream().findFirst().orElse(""));
    return new WireError(
        status, Json.text(error.path("status")), reason, Json.text(error.path("message")));
  }

  @Override
  public Optional<Fault> fault(WireError error) {
    if (error.is("API_KEY_INVALID")) { // though its status is 400
      return Optional.of(Fault.ACCESS_DENIED);
    }
    if (isDaily(error.code())) {
      return Optional.of(Fault.QUOTA_EXHAUSTED);
    }
    if (error.status() == 400 && error.says("input token count")) {
      return Optional.of(Fault.CONTEXT_TOO_LONG);
    }
    if (error.status() == 400 && error.says("payload size exceeds")) {
      return Optional.of(Fault.REQUEST_TOO_LARGE);
    }
    return switch (error.type()) {
      // The account's country or billing, not the request.
      case "FAILED_PRECONDITION" -> Optional.of(Fault.ACCESS_DENIED);
      case "CANCELLED", "ABORTED" -> Optional.of(Fault.SERVER_ERROR);
      default -> error.usualFault();
    };
  }

  @Override
  public int statusInside(JsonNode body) {
    int code = body.path("error").path("code").intValue(500);
    return code >= 400 && code < 600 ? code : 500;
  }

  /**
   * The delay among the details, plus a second, for the message has been seen to ask for 48.9 s
   * where the detail said 48 s. Of a day's quota it does not say when that is there again.
   */
  @Override
  public Optional<Duration> retryAfter(WireResponse response, WireError error) {
    if (isDaily(error.code())) {
      return Optional.empty();
    }
    return RetryAdvice.fromHeaders(response)
        .or(() ->
            body(response.body())
                .flatMap(GeminiAnswers::retryDelay)
                .map(delay -> delay.plusSeconds(1)));
  }

  private static Optional<Duration> retryDelay(JsonNode body) {
    return details(first(body).path("error"))
        .flatMap(detail -> RetryAdvice.fromDuration(Json.text(detail.path("retryDelay"))).stream())
        .findFirst();
  }

  private static boolean isDaily(String quota) {
    return quota.contains("PerDay");
  }

  private static Stream<String> reasons(JsonNode error) {
    return details(error)
        .flatMap(detail ->
            Stream.concat(
                Stream.of(detail.path("reason")),
                detail.path("violations").valueStream().map(it -> it.path("quotaId"))))
        .flatMap(reason -> Json.someText(reason).stream());
  }

  private static Stream<JsonNode> details(JsonNode error) {
    return error.path("details").valueStream();
  }
}
