package dev.signalbox.router.provider.anthropic;

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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Answers of {@code /v1/messages}. */
final class AnthropicAnswers implements AnswerForm {

  @Override
  public Reply reply(JsonNode body) {
    FinishReason finish = finish(Json.text(body.path("stop_reason")));
    return new Reply(
        content(body),
        finish == FinishReason.REFUSAL ? refusal(body.path("stop_details")) : Optional.empty(),
        citations(body),
        finish,
        usage(body.path("usage")),
        new Revision(Json.text(body.path("model")), Optional.empty()),
        Optional.empty());
  }

  @Override
  public Optional<Fault> fault(WireError error) {
    if (error.is("enforced_spend_limit_reached", "billing_error")
        || error.says("api usage limits", "credit balance is too low")) {
      return Optional.of(Fault.QUOTA_EXHAUSTED);
    }
    if (error.says("prompt is too long", "exceed context limit")) {
      return Optional.of(Fault.CONTEXT_TOO_LONG);
    }
    if (error.is("overloaded_error")) {
      return Optional.of(Fault.OVERLOADED);
    }
    return error.usualFault();
  }

  /** Retry-After, else the latest reset among the limits that are used up: older 429s lack it. */
  @Override
  public Optional<Duration> retryAfter(WireResponse response, WireError error) {
    return RetryAdvice.fromHeaders(response)
        .or(() ->
            Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                .map(limit -> "anthropic-ratelimit-" + limit)
                .filter(limit -> response.header(limit + "-remaining").equals(Optional.of("0")))
                .flatMap(limit -> response.header(limit + "-reset").stream())
                .flatMap(reset -> instant(reset).stream())
                .max(Comparator.naturalOrder())
                .flatMap(reset -> RetryAdvice.until(reset, response)));
  }

  private static Stream<JsonNode> blocks(JsonNode body, String type) {
    return body.path("content")
        .valueStream()
        .filter(block -> Json.text(block.path("type")).equals(type));
  }

  /** Calls of the caller's tools; those that Anthropic runs itself are {@code server_tool_use}. */
  private static List<Part> content(JsonNode body) {
    Stream<Part> text = blocks(body, "text").map(it -> new Part.Text(Json.text(it.path("text"))));
    Stream<Part> calls =
        blocks(body, "tool_use")
            .map(block ->
                new Part.ToolCall(
                    Json.text(block.path("id")),
                    Json.text(block.path("name")),
                    block.path("input").isObject() ? block.path("input").toString() : "{}"));
    return Stream.concat(text, calls).toList();
  }

  private static List<Citation> citations(JsonNode body) {
    return blocks(body, "text")
        .flatMap(block -> block.path("citations").valueStream())
        .flatMap(citation -> Json.someText(citation.path("url")).stream())
        .distinct()
        .map(Citation::of)
        .toList();
  }

  private static Optional<String> refusal(JsonNode details) {
    return Json.someText(details.path("explanation"))
        .or(() -> Json.someText(details.path("category")));
  }

  private static FinishReason finish(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> FinishReason.DONE;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.REFUSAL;
      default -> FinishReason.OTHER;
    };
  }

  /** Its classes are disjoint as they come: input_tokens leaves out what the cache held. */
  private static Usage usage(JsonNode usage) {
    return new Usage(
        Json.count(usage.path("input_tokens")),
        Json.count(usage.path("cache_read_input_tokens")),
        Json.count(usage.path("cache_creation_input_tokens")),
        Json.count(usage.path("output_tokens")),
        Json.count(usage.path("output_tokens_details").path("thinking_tokens")));
  }

  private static Optional<Instant> instant(String rfc3339) {
    try {
      return Optional.of(Instant.parse(rfc3339));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
