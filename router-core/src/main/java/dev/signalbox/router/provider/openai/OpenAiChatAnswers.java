package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.provider.AnswerForm;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.RetryAdvice;
import dev.signalbox.router.provider.WireError;
import dev.signalbox.router.provider.WireResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Answers of {@code /chat/completions}, with the habits of those who imitate it. */
final class OpenAiChatAnswers implements AnswerForm {

  @Override
  public Reply reply(JsonNode body) {
    JsonNode choice = body.path("choices").path(0);
    JsonNode message = choice.path("message");
    Optional<String> refusal = Json.someText(message.path("refusal"));
    return new Reply(
        content(message),
        refusal,
        citations(body, message),
        // A refusal ends with "stop", as if it were an answer.
        refusal.isPresent()
            ? FinishReason.REFUSAL
            : finish(Json.text(choice.path("finish_reason"))),
        usage(body.path("usage")),
        new Revision(Json.text(body.path("model")), Json.someText(body.path("system_fingerprint"))),
        reportedCost(body.path("usage").path("cost")));
  }

  @Override
  public Optional<Fault> fault(WireError error) {
    if (error.is("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")) {
      return Optional.of(Fault.QUOTA_EXHAUSTED);
    }
    if (error.is("model_not_found")) {
      return Optional.of(Fault.MODEL_UNAVAILABLE);
    }
    if (error.is("context_length_exceeded") || error.says("maximum context length")) {
      return Optional.of(Fault.CONTEXT_TOO_LONG);
    }
    if (error.status() == 429 && error.says("request too large")) {
      return Optional.of(Fault.REQUEST_TOO_LARGE);
    }
    return error.usualFault();
  }

  @Override
  public Optional<Duration> retryAfter(WireResponse response, WireError error) {
    return RetryAdvice.fromHeaders(response).or(() -> RetryAdvice.fromSentence(error.message()));
  }

  /** A string, or, as Mistral sends it, parts among which the text is one kind. */
  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return Json.text(content);
    }
    return content
        .valueStream()
        .filter(part -> Json.text(part.path("type")).equals("text"))
        .map(part -> Json.text(part.path("text")))
        .collect(Collectors.joining());
  }

  private static List<Part> content(JsonNode message) {
    Stream<Part> text =
        Stream.of(text(message.path("content"))).filter(it -> !it.isEmpty()).map(Part.Text::new);
    return Stream.concat(text, toolCalls(message).stream()).toList();
  }

  private static List<Part.ToolCall> toolCalls(JsonNode message) {
    return message
        .path("tool_calls")
        .valueStream()
        .map(call ->
            call.path("custom").isObject()
                ? toolCall(call, call.path("custom"), "input")
                : toolCall(call, call.path("function"), "arguments"))
        .toList();
  }

  private static Part.ToolCall toolCall(JsonNode call, JsonNode tool, String arguments) {
    return new Part.ToolCall(
        Json.text(call.path("id")), Json.text(tool.path("name")), Json.text(tool.path(arguments)));
  }

  /** Where OpenAI annotates the message, Perplexity lists the URLs beside the choices. */
  private static List<Citation> citations(JsonNode body, JsonNode message) {
    Stream<JsonNode> annotated =
        message
            .path("annotations")
            .valueStream()
            .map(annotation -> annotation.path("url_citation").path("url"));
    return Stream.concat(annotated, body.path("citations").valueStream())
        .flatMap(url -> Json.someText(url).stream())
        .distinct()
        .map(Citation::of)
        .toList();
  }

  private static FinishReason finish(String reason) {
    return switch (reason) {
      case "stop" -> FinishReason.DONE;
      case "length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** Here prompt_tokens includes what the cache held, so that has to be taken off. */
  private static Usage usage(JsonNode usage) {
    JsonNode prompt = usage.path("prompt_tokens_details");
    long cacheRead = Json.count(prompt.path("cached_tokens"));
    long cacheWrite = Json.count(prompt.path("cache_write_tokens"));
    return new Usage(
        Math.max(0, Json.count(usage.path("prompt_tokens")) - cacheRead - cacheWrite),
        cacheRead,
        cacheWrite,
        Json.count(usage.path("completion_tokens")),
        Json.count(usage.path("completion_tokens_details").path("reasoning_tokens")));
  }

  /** OpenRouter gives a number, Perplexity an object with a total; OpenAI says nothing. */
  private static Optional<BigDecimal> reportedCost(JsonNode cost) {
    return Json.amount(cost.isObject() ? cost.path("total_cost") : cost);
  }
}
