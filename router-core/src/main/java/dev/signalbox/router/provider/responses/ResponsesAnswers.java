package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.Outcome.Failed;
import dev.signalbox.router.provider.AnswerForm;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.OpenAiErrors;
import dev.signalbox.router.provider.RateLimitHeaders;
import dev.signalbox.router.provider.RetryAdvice;
import dev.signalbox.router.provider.WireError;
import dev.signalbox.router.provider.WireResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Answers of this shape. An answer says of itself how it went, and that it failed or was cancelled
 * comes with a status of 200. Thread-safe.
 */
public abstract class ResponsesAnswers implements AnswerForm {
  private final String provider;

  /**
   * @param provider whose answers they are
   */
  protected ResponsesAnswers(String provider) {
    this.provider = provider;
  }

  /** How much {@code body} says was used. */
  protected abstract Usage usage(JsonNode body);

  /**
   * What the answer rests on beside what its text is annotated with, mentions in their order.
   *
   * @param text of the answer
   */
  protected Stream<Citation> sources(JsonNode body, String text) {
    return Stream.empty();
  }

  /** In USD, where the provider says what the exchange cost. */
  protected Optional<BigDecimal> reportedCost(JsonNode body) {
    return Optional.empty();
  }

  final ResponsesContent content(JsonNode body) {
    return new ResponsesContent(provider, body.path("output"));
  }

  @Override
  public final Reply reply(JsonNode body) {
    ResponsesContent content = content(body);
    Reply reply =
        new Reply(
            content.parts(),
            content.refusal(),
            Citation.once(Stream.concat(content.annotations(), sources(body, content.text()))),
            FinishReason.OTHER,
            usage(body),
            new Revision(Json.text(body.path("model")), Optional.empty()),
            reportedCost(body));
    return reply.withFinish(finish(body, reply));
  }

  private static FinishReason finish(JsonNode body, Reply reply) {
    return switch (Json.text(body.path("status"))) {
      case "completed", "requires_action" -> ending(reply);
      case "incomplete" -> incompleteness(body.path("incomplete_details"));
      default -> FinishReason.OTHER;
    };
  }

  private static FinishReason ending(Reply reply) {
    if (reply.refusal().isPresent()) {
      return FinishReason.REFUSAL;
    }
    return reply.toolCalls().isEmpty() ? FinishReason.DONE : FinishReason.TOOL_CALLS;
  }

  private static FinishReason incompleteness(JsonNode details) {
    return switch (Json.text(details.path("reason"))) {
      case "max_output_tokens", "" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  @Override
  public final Outcome readSuccess(WireResponse response, JsonNode body) {
    if (body.path("error").isObject()) {
      return AnswerForm.super.readSuccess(response, body);
    }
    String status = Json.text(body.path("status"));
    return switch (status) {
      case "failed", "cancelled", "cancelling" ->
          failed(Fault.SERVER_ERROR, "the provider gave the answer up: it is " + status);
      case "queued", "in_progress" ->
          failed(Fault.UNUSABLE_ANSWER, "the answer is not there yet: it is " + status);
      default ->
          reply(body).toolCalls().stream().anyMatch(call -> call.name().isEmpty())
              ? failed(Fault.UNUSABLE_ANSWER, "a call of a tool that has no name")
              : AnswerForm.super.readSuccess(response, body);
    };
  }

  @Override
  public final Optional<Fault> fault(WireError error) {
    return OpenAiErrors.fault(error);
  }

  @Override
  public final int statusInside(JsonNode body) {
    return OpenAiErrors.statusInside(body);
  }

  @Override
  public final Optional<Duration> retryAfter(WireResponse response, WireError error) {
    return RetryAdvice.fromHeaders(response)
        .or(() -> RetryAdvice.fromSentence(error.message()))
        .or(() -> RateLimitHeaders.untilReset(response).filter(_ -> error.status() == 429));
  }

  private static Outcome failed(Fault fault, String detail) {
    return new Failed(fault, detail, Optional.empty());
  }
}
