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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Answers of {@code /v1/messages}. */
final class AnthropicAnswers implements AnswerForm {
  private final String provider;

  AnthropicAnswers(String provider) {
    this.provider = provider;
  }

  @Override
  public Reply reply(JsonNode body) {
    return new Reply(
        content(body),
        refusal(body),
        Citation.once(blocks(body, "text").flatMap(AnthropicAnswers::citations)),
        finish(body),
        usage(body.path("usage")),
        new Revision(served(body), Optional.empty()),
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

  /** By the kinds of errors that Anthropic documents; a kind we do not know is the server's. */
  @Override
  public int statusInside(JsonNode body) {
    return switch (Json.text(body.path("error").path("type"))) {
      case "invalid_request_error" -> 400;
      case "authentication_error" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "request_too_large" -> 413;
      case "rate_limit_error" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      default -> 500;
    };
  }

  /** Retry-After, else the latest reset among the limits that are used up: older 429s lack it. */
  @Override
  public Optional<Duration> retryAfter(WireResponse response, WireError error) {
    return RetryAdvice.fromHeaders(response).or(() -> AnthropicLimit.allFullAgainAfter(response));
  }

  /** Why the model declined, where it did and says so. */
  static Optional<String> refusal(JsonNode message) {
    JsonNode details = message.path("stop_details");
    return Json.someText(details.path("explanation"))
        .or(() -> Json.someText(details.path("category")))
        .filter(_ -> finish(message) == FinishReason.REFUSAL);
  }

  /** The arguments of a call; its input is text where a stream was cut within its JSON. */
  static String arguments(JsonNode toolUse) {
    JsonNode input = toolUse.path("input");
    return input.isObject() ? input.toString() : Json.someText(input).orElse("{}");
  }

  static Citation citation(JsonNode citation) {
    return new Citation(
        Json.someText(citation.path("url")),
        Json.someText(citation.path("title"))
            .or(() -> Json.someText(citation.path("document_title"))),
        Json.someText(citation.path("cited_text")));
  }

  private static Stream<Citation> citations(JsonNode block) {
    return block.path("citations").valueStream().map(AnthropicAnswers::citation);
  }

  private static Stream<JsonNode> blocks(JsonNode body, String type) {
    return body.path("content")
        .valueStream()
        .filter(block -> Json.text(block.path("type")).equals(type));
  }

  /**
   * Whatever is neither text nor a call of the caller's tools goes back as it came: thinking, and
   * the searches that Anthropic runs itself. So do a text's citations, which the API wants with it.
   */
  private List<Part> content(JsonNode body) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode block : body.path("content")) {
      switch (Json.text(block.path("type"))) {
        case "text" -> {
          String text = Json.text(block.path("text"));
          if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
          }
          if (!text.isEmpty() && !block.path("citations").isEmpty()) {
            parts.add(new Part.Bound(provider, AnthropicTurns.annotation(block)));
          }
        }
        case "tool_use" -> parts.add(toolCall(block));
        case "" -> {}
        default -> {
          Json.someText(block.path("thinking")).map(Part.Reasoning::new).ifPresent(parts::add);
          parts.add(new Part.Bound(provider, block));
        }
      }
    }
    return parts;
  }

  private static Part toolCall(JsonNode block) {
    return new Part.ToolCall(
        Json.text(block.path("id")), Json.text(block.path("name")), arguments(block));
  }

  private static FinishReason finish(JsonNode message) {
    return switch (Json.text(message.path("stop_reason"))) {
      case "end_turn", "stop_sequence" -> FinishReason.DONE;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.REFUSAL;
      default -> FinishReason.OTHER;
    };
  }

  /** Where Anthropic itself fell back, a stream has named the first model before that. */
  private static String served(JsonNode body) {
    return blocks(body, "fallback")
        .map(block -> Json.text(block.path("to").path("model")))
        .filter(model -> !model.isEmpty())
        .reduce((_, later) -> later)
        .orElseGet(() -> Json.text(body.path("model")));
  }

  /** Its classes are disjoint as they come: input_tokens leaves out what the cache held. */
  private static Usage usage(JsonNode usage) {
    return new Usage(
        Json.count(usage.path("input_tokens")),
        Json.count(usage.path("cache_read_input_tokens")),
        Json.count(usage.path("cache_creation_input_tokens")),
        Json.count(usage.path("output_tokens")),
        Json.count(usage.path("output_tokens_details").path("thinking_tokens")),
        Json.count(usage.path("cache_creation").path("ephemeral_1h_input_tokens")),
        Json.count(usage.path("server_tool_use").path("web_search_requests")));
  }
}
