package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API refuses with a 400, in the order in which it looks. */
final class MessagesRules {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "system",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "stream",
          "metadata",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          "service_tier",
          "container",
          "inference_geo",
          "cache_control");

  private static final List<Function<ObjectNode, Optional<String>>> RULES =
      List.of(
          MessagesRules::unknownField,
          MessagesRules::missingField,
          MessagesRules::wrongModel,
          MessagesRules::wrongMaxTokens,
          MessagesRules::wrongStream,
          MessagesRules::wrongStopSequences,
          ContentRules::complaint,
          ToolRules::complaint,
          ThinkingRules::complaint,
          SamplingRules::complaint,
          OutputRules::complaint);

  private MessagesRules() {}

  /** The first rule's complaint about a request body, if any. */
  static Optional<String> complaint(ObjectNode body) {
    return RULES.stream().flatMap(rule -> rule.apply(body).stream()).findFirst();
  }

  private static Optional<String> unknownField(ObjectNode body) {
    return body.propertyNames().stream()
        .filter(field -> !FIELDS.contains(field))
        .map(field -> field + ": Extra inputs are not permitted")
        .findFirst();
  }

  private static Optional<String> missingField(ObjectNode body) {
    return List.of("model", "messages", "max_tokens").stream()
        .filter(field -> !Json.isSet(body, field))
        .map(field -> field + ": Field required")
        .findFirst();
  }

  private static Optional<String> wrongModel(ObjectNode body) {
    return body.get("model").isString()
        ? Optional.empty()
        : Optional.of("model: Input should be a valid string");
  }

  private static Optional<String> wrongMaxTokens(ObjectNode body) {
    JsonNode given = body.get("max_tokens");
    String model = body.get("model").stringValue();
    int most = AnthropicModel.named(model).maxTokens();
    if (!given.isIntegralNumber()) {
      return Optional.of("max_tokens: Input should be a valid integer");
    }
    if (given.asDouble() < 1) {
      return Optional.of("max_tokens: must be greater than or equal to 1");
    }
    return given.asDouble() <= most
        ? Optional.empty()
        : Optional.of(
            "max_tokens: %s > %d, which is the maximum allowed number of output tokens for %s"
                .formatted(given, most, model));
  }

  private static Optional<String> wrongStream(ObjectNode body) {
    return Json.isSet(body, "stream") && !body.get("stream").isBoolean()
        ? Optional.of("stream: Input should be a valid boolean")
        : Optional.empty();
  }

  private static Optional<String> wrongStopSequences(ObjectNode body) {
    if (Json.isSet(body, "stop_sequences") && !body.get("stop_sequences").isArray()) {
      return Optional.of("stop_sequences: Input should be a valid list");
    }
    for (JsonNode stop : body.path("stop_sequences")) {
      if (!stop.isString() || stop.stringValue().isBlank()) {
        return Optional.of("stop_sequences: each stop sequence must contain non-whitespace");
      }
    }
    return Optional.empty();
  }
}
