package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API refuses in a body, in the order in which it looks. */
final class ChatRules {
  private static final Set<String> FIELDS =
      Set.of(
          "messages",
          "model",
          "audio",
          "frequency_penalty",
          "function_call",
          "functions",
          "logit_bias",
          "logprobs",
          "max_completion_tokens",
          "max_tokens",
          "metadata",
          "modalities",
          "moderation",
          "n",
          "parallel_tool_calls",
          "prediction",
          "presence_penalty",
          "prompt_cache_key",
          "prompt_cache_retention",
          "reasoning_effort",
          "response_format",
          "safety_identifier",
          "seed",
          "service_tier",
          "stop",
          "store",
          "stream",
          "stream_options",
          "temperature",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "user",
          "verbosity",
          "web_search_options");

  /** Each sees the body and the model that it names. */
  private static final List<BiFunction<ObjectNode, OpenAiModel, Optional<OpenAiError>>> RULES =
      List.of(
          ChatRules::unknownField,
          ContentRules::complaint,
          ChatToolRules::complaint,
          ChatRules::wrongStream,
          ChatRules::wrongStop,
          ChatRules::wrongMaxTokens,
          SamplingRules::complaint,
          OutputRules::complaint);

  private ChatRules() {}

  /** The first rule's complaint about a request body, if any. */
  static Optional<OpenAiError> complaint(
      ObjectNode body, Set<String> served, Function<String, OpenAiModel> models) {
    JsonNode name = body.path("model");
    if (!name.isString()) {
      return Optional.of(OpenAiError.invalid("you must provide a model parameter", null, null));
    }
    if (!served.contains(name.stringValue())) {
      return Optional.of(OpenAiError.unknownModel(name.stringValue()));
    }
    OpenAiModel model = models.apply(name.stringValue());
    return RULES.stream().flatMap(rule -> rule.apply(body, model).stream()).findFirst();
  }

  private static Optional<OpenAiError> unknownField(ObjectNode body, OpenAiModel model) {
    return body.propertyNames().stream()
        .filter(field -> !FIELDS.contains(field))
        .map(field ->
            model.reasons()
                ? OpenAiError.invalid(
                    "Unknown parameter: '" + field + "'.", field, "unknown_parameter")
                : unrecognized(field))
        .findFirst();
  }

  /** As the API says it of models that do not reason. */
  static OpenAiError unrecognized(String field) {
    return OpenAiError.invalid("Unrecognized request argument supplied: " + field, null, null);
  }

  private static Optional<OpenAiError> wrongStream(ObjectNode body, OpenAiModel model) {
    if (Json.isSet(body, "stream") && !body.get("stream").isBoolean()) {
      return Optional.of(OpenAiError.wrongType("stream", "a boolean", "something else"));
    }
    if (Json.isSet(body, "stream_options") && !body.path("stream").asBoolean(false)) {
      return Optional.of(
          OpenAiError.invalid(
              "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
              "stream_options",
              null));
    }
    return body.path("n").asInt(1) == 1
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid("This simulator gives one choice.", "n", "unsupported_value"));
  }

  private static Optional<OpenAiError> wrongStop(ObjectNode body, OpenAiModel model) {
    if (!Json.isSet(body, "stop")) {
      return Optional.empty();
    }
    JsonNode stop = body.get("stop");
    if (model.reasons()) {
      return Optional.of(OpenAiError.unsupported("stop"));
    }
    boolean strings = stop.isArray() && stop.valueStream().allMatch(JsonNode::isString);
    if (!stop.isString() && !strings) {
      return Optional.of(
          OpenAiError.wrongType("stop", "a string or an array of strings", "something else"));
    }
    return stop.size() <= 4
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "Invalid 'stop': array too long. Expected an array with maximum length 4, but got"
                    + " an array with length "
                    + stop.size()
                    + " instead.",
                "stop",
                "array_above_max_length"));
  }

  private static Optional<OpenAiError> wrongMaxTokens(ObjectNode body, OpenAiModel model) {
    if (model.reasons() && Json.isSet(body, "max_tokens")) {
      return Optional.of(
          OpenAiError.invalid(
              "Unsupported parameter: 'max_tokens' is not supported with this model."
                  + " Use 'max_completion_tokens' instead.",
              "max_tokens",
              "unsupported_parameter"));
    }
    return List.of("max_tokens", "max_completion_tokens").stream()
        .filter(field -> Json.isSet(body, field))
        .flatMap(field -> wrongMaxTokens(field, body.get(field), 1, model).stream())
        .findFirst();
  }

  static Optional<OpenAiError> wrongMaxTokens(
      String field, JsonNode given, int least, OpenAiModel model) {
    if (!given.isIntegralNumber()) {
      return Optional.of(OpenAiError.wrongType(field, "an integer", "something else"));
    }
    if (given.asDouble() < least) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid '%s': integer below minimum value. Expected a value >= %d, but got %s instead."
                  .formatted(field, least, given),
              field,
              "integer_below_min_value"));
    }
    return given.asDouble() <= model.maxTokens()
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "%s is too large: %s. This model supports at most %d completion tokens, whereas you provided %s."
                    .formatted(field, given, model.maxTokens(), given),
                field,
                "invalid_value"));
  }
}
