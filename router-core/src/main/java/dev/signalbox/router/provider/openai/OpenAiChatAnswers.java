package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
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
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Answers of {@code /chat/completions}, with the habits of those who imitate it.
 *
 * @param provider whose answers they are
 */
record OpenAiChatAnswers(String provider) implements AnswerForm {

  @Override
  public Reply reply(JsonNode body) {
    JsonNode choice = body.path("choices").path(0);
    JsonNode message = choice.path("message");
    Optional<String> refusal = Json.someText(message.path("refusal"));
    return new Reply(
        OpenAiChatMessage.content(message, provider),
        refusal,
        OpenAiChatMessage.citations(body, message),
        // A refusal ends with "stop", as if it were an answer.
        refusal.isPresent()
            ? FinishReason.REFUSAL
            : finish(Json.text(choice.path("finish_reason"))),
        OpenAiChatUsage.usage(body),
        new Revision(Json.text(body.path("model")), Json.someText(body.path("system_fingerprint"))),
        OpenAiChatUsage.reportedCost(body));
  }

  /** Beside what all APIs share: an error may stand in the choice, or be the reason to end. */
  @Override
  public Outcome readSuccess(WireResponse response, JsonNode body) {
    JsonNode choice = body.path("choices").path(0);
    if (choice.path("error").isObject()) {
      return readErrorInside(response, choice);
    }
    String end = Json.text(choice.path("finish_reason"));
    Optional<Fault> breakOff = breakOff(end);
    if (breakOff.isPresent()) {
      return failed(breakOff.get(), "the provider broke the answer off: " + end);
    }
    JsonNode calls = choice.path("message").path("tool_calls");
    if (calls.valueStream().anyMatch(call -> OpenAiChatMessage.name(call).isEmpty())) {
      return failed(Fault.UNUSABLE_ANSWER, "a call of a tool that has no name");
    }
    return AnswerForm.super.readSuccess(response, body);
  }

  @Override
  public Optional<Fault> fault(WireError error) {
    return OpenAiErrors.fault(error);
  }

  @Override
  public int statusInside(JsonNode body) {
    return OpenAiErrors.statusInside(body);
  }

  @Override
  public Optional<Duration> retryAfter(WireResponse response, WireError error) {
    return RetryAdvice.fromHeaders(response)
        .or(() -> RetryAdvice.fromSentence(error.message()))
        .or(() -> RateLimitHeaders.untilReset(response).filter(_ -> error.status() == 429));
  }

  /** What Azure's filter took offence at. */
  @Override
  public String whyNothing(JsonNode body) {
    return body.path("choices")
        .path(0)
        .path("content_filter_results")
        .propertyStream()
        .filter(category -> category.getValue().path("filtered").booleanValue(false))
        .map(category -> category.getKey())
        .collect(Collectors.joining(", "));
  }

  private static FinishReason finish(String reason) {
    return switch (reason) {
      case "stop", "eos" -> FinishReason.DONE; // Together tells its end of sequence apart
      case "length", "model_length" -> FinishReason.LENGTH; // Mistral's cap and its context
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** OpenRouter, Mistral and Z.ai end an answer with an error; DeepSeek runs out of machines. */
  private static Optional<Fault> breakOff(String reason) {
    return switch (reason) {
      case "error", "network_error" -> Optional.of(Fault.SERVER_ERROR);
      case "insufficient_system_resource" -> Optional.of(Fault.OVERLOADED);
      default -> Optional.empty();
    };
  }

  private static Outcome failed(Fault fault, String detail) {
    return new Failed(fault, detail, Optional.empty());
  }
}
