package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Responses refuses in a body, in the order in which it looks. */
final class ResponsesRules {
  private static final int LEAST_TOKENS = 16;
  private static final Set<String> FIELDS =
      Set.of(
          "background",
          "context_management",
          "include",
          "input",
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "model",
          "moderation",
          "parallel_tool_calls",
          "prompt_cache_key",
          "prompt_cache_retention",
          "reasoning",
          "safety_identifier",
          "service_tier",
          "store",
          "stream",
          "stream_options",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "truncation",
          "user");

  /** Fields of Chat Completions that have another name here. */
  private static final Map<String, String> MOVED =
      Map.of("messages", "input", "response_format", "text.format");

  /** Each sees the body and the model that it names. */
  private static final List<BiFunction<ObjectNode, OpenAiModel, Optional<OpenAiError>>> RULES =
      List.of(
          ResponsesRules::unknownField,
          InputRules::complaint,
          ResponsesRules::wrongStream,
          ResponsesRules::wrongMaxTokens,
          ResponsesRules::wrongReasoning,
          ResponsesRules::wrongSampling,
          ResponsesRules::wrongTools,
          ResponsesRules::wrongFormat);

  private ResponsesRules() {}

  /** The first rule's complaint about a request body, if any. */
  static Optional<OpenAiError> complaint(ObjectNode body, Set<String> served) {
    JsonNode name = body.path("model");
    if (!name.isString()) {
      return Optional.of(OpenAiError.missing("model"));
    }
    if (!served.contains(name.stringValue())) {
      return Optional.of(unknownModel(name.stringValue()));
    }
    OpenAiModel model = OpenAiModel.named(name.stringValue());
    return RULES.stream().flatMap(rule -> rule.apply(body, model).stream()).findFirst();
  }

  /** Unlike Chat Completions, this API calls it a bad request. */
  static OpenAiError unknownModel(String model) {
    return OpenAiError.invalid(
        "The requested model '" + model + "' does not exist.", "model", "model_not_found");
  }

  private static Optional<OpenAiError> unknownField(ObjectNode body, OpenAiModel model) {
    return body.propertyNames().stream()
        .filter(field -> !FIELDS.contains(field))
        .map(ResponsesRules::unknown)
        .findFirst();
  }

  private static OpenAiError unknown(String field) {
    return MOVED.containsKey(field)
        ? OpenAiError.invalid(
            "Unsupported parameter: '%s'. In the Responses API, this parameter has moved to '%s'."
                .formatted(field, MOVED.get(field)),
            null,
            "unsupported_parameter")
        : OpenAiError.invalid("Unknown parameter: '" + field + "'.", field, "unknown_parameter");
  }

  private static Optional<OpenAiError> wrongStream(ObjectNode body, OpenAiModel model) {
    return Json.isSet(body, "stream") && !body.get("stream").isBoolean()
        ? Optional.of(OpenAiError.wrongType("stream", "a boolean", "something else"))
        : Optional.empty();
  }

  private static Optional<OpenAiError> wrongMaxTokens(ObjectNode body, OpenAiModel model) {
    if (!Json.isSet(body, "max_output_tokens")) {
      return Optional.empty();
    }
    return ChatRules.wrongMaxTokens(
        "max_output_tokens", body.get("max_output_tokens"), LEAST_TOKENS, model);
  }

  private static Optional<OpenAiError> wrongReasoning(ObjectNode body, OpenAiModel model) {
    JsonNode effort = body.path("reasoning").path("effort");
    if (!model.reasons()) {
      if (!effort.isMissingNode() && !effort.isNull()) {
        return Optional.of(OpenAiError.unsupported("reasoning.effort"));
      }
      return ResponseBody.asksForSealedThoughts(body)
          ? Optional.of(
              OpenAiError.invalid(
                  "Encrypted content is not supported with this model.", "include", null))
          : Optional.empty();
    }
    boolean known = model.efforts().contains(ResponsesRequest.effort(body, model));
    return known
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "Unsupported value: '%s' is not supported with the '%s' model. Supported values are: '%s'."
                    .formatted(
                        effort.stringValue(""),
                        body.get("model").stringValue(),
                        String.join("', '", model.efforts())),
                "reasoning.effort",
                "unsupported_value"));
  }

  private static Optional<OpenAiError> wrongSampling(ObjectNode body, OpenAiModel model) {
    Optional<OpenAiError> range = SamplingRules.outOfRange(body);
    if (range.isPresent()
        || !model.reasons()
        || ResponsesRequest.effort(body, model).equals("none")) {
      return range;
    }
    return List.of("temperature", "top_p").stream()
        .filter(field -> body.path(field).asDouble(1) != 1)
        .map(field ->
            OpenAiError.invalid(
                "Unsupported parameter: '" + field + "' is not supported with this model.",
                field,
                null))
        .findFirst();
  }

  private static Optional<OpenAiError> wrongTools(ObjectNode body, OpenAiModel model) {
    JsonNode tools = body.path("tools");
    if (Json.isSet(body, "tools") && !tools.isArray()) {
      return Optional.of(OpenAiError.wrongType("tools", "an array of objects", "something else"));
    }
    for (int i = 0; i < tools.size(); i++) {
      String type = tools.get(i).path("type").stringValue("");
      Optional<OpenAiError> complaint =
          switch (type) {
            case "" -> Optional.of(OpenAiError.missing("tools[" + i + "].type"));
            case "function" -> ToolChoice.definition("tools[" + i + "]", tools.get(i));
            default -> Optional.empty();
          };
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return ToolChoice.complaint(body, ResponsesRequest.functions(body));
  }

  private static Optional<OpenAiError> wrongFormat(ObjectNode body, OpenAiModel model) {
    JsonNode format = body.path("text").path("format");
    return format.isObject()
        ? OutputRules.complaint("text.format", format, format, InputRules.allText(body), model)
        : Optional.empty();
  }
}
