package dev.signalbox.simulator.perplexity;

import dev.signalbox.simulator.wire.Attachment;
import dev.signalbox.simulator.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API refuses in a body, in the order in which it looks. */
final class AgentRules {
  private static final Set<String> FIELDS =
      Set.of(
          "background",
          "include",
          "input",
          "instructions",
          "language_preference",
          "max_output_tokens",
          "max_steps",
          "max_tool_calls",
          "metadata",
          "model",
          "models",
          "parallel_tool_calls",
          "preset",
          "reasoning",
          "response_format",
          "store",
          "stream",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_p",
          "truncation",
          "user");
  private static final Set<String> PARTS = Set.of("input_text", "input_image", "output_text");
  private static final Set<String> ITEMS =
      Set.of("message", "function_call", "function_call_output", "search_results");
  private static final Set<String> TOOLS =
      Set.of("function", "web_search", "fetch_url", "people_search", "finance_search", "sandbox");
  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh");
  private static final Pattern DATA_URL =
      Pattern.compile("data:[^;,]*;base64,(.*)", Pattern.DOTALL);

  private static final List<Function<ObjectNode, Optional<String>>> RULES =
      List.of(
          AgentRules::unknownField,
          AgentRules::wrongInput,
          AgentRules::wrongPairs,
          AgentRules::wrongMaxTokens,
          AgentRules::wrongTools,
          AgentRules::wrongEffort);

  private AgentRules() {}

  /** The first complaint about a request body, if any. */
  static Optional<PerplexityError> complaint(ObjectNode body, Set<String> served) {
    return RULES.stream()
        .flatMap(rule -> rule.apply(body).stream())
        .findFirst()
        .map(complaint -> PerplexityError.invalid("validation failed: " + complaint))
        .or(() -> wrongFormat(body))
        .or(() -> wrongModel(body, served));
  }

  private static Optional<String> unknownField(ObjectNode body) {
    return body.propertyNames().stream()
        .filter(field -> !FIELDS.contains(field))
        .map(field -> "unknown field \"" + field + "\"")
        .findFirst();
  }

  private static Optional<String> wrongInput(ObjectNode body) {
    JsonNode input = body.path("input");
    boolean empty = input.isString() ? input.stringValue().isBlank() : input.isEmpty();
    if (empty) {
      return Optional.of("input cannot be empty");
    }
    return input.isString()
        ? Optional.empty()
        : input.valueStream().flatMap(item -> wrongItem(item).stream()).findFirst();
  }

  private static Optional<String> wrongItem(JsonNode item) {
    String type = item.path("type").stringValue("message");
    if (!ITEMS.contains(type)) {
      return Optional.of("unknown input item type \"" + type + "\"");
    }
    if (!type.equals("message")) {
      return Optional.empty();
    }
    JsonNode content = item.path("content");
    if (!Set.of("user", "assistant", "system", "developer")
        .contains(item.path("role").stringValue(""))) {
      return Optional.of("input message has an invalid role");
    }
    if (!content.isString() && !content.isArray()) {
      return Optional.of("input message has no content");
    }
    return content.valueStream().flatMap(part -> wrongPart(part).stream()).findFirst();
  }

  private static Optional<String> wrongPart(JsonNode part) {
    String type = part.path("type").stringValue("");
    if (!PARTS.contains(type)) {
      return Optional.of("unknown content part type \"" + type + "\"");
    }
    if (!type.equals("input_image")) {
      return part.path("text").isString()
          ? Optional.empty()
          : Optional.of("content part has no text");
    }
    String url = part.path("image_url").stringValue("");
    Matcher data = DATA_URL.matcher(url);
    boolean image =
        data.matches()
            ? Attachment.decode(data.group(1)).flatMap(Attachment::mediaType).isPresent()
            : Attachment.isWebAddress(url);
    return image ? Optional.empty() : Optional.of("image_url is not a valid image");
  }

  private static Optional<String> wrongPairs(ObjectNode body) {
    Set<String> called = ids(body, "function_call");
    Set<String> answered = ids(body, "function_call_output");
    Set<String> unpaired = new HashSet<>(called);
    unpaired.addAll(answered);
    unpaired.removeIf(id -> called.contains(id) && answered.contains(id));
    return unpaired.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "function_call and function_call_output do not match for call_id "
                + unpaired.iterator().next());
  }

  private static Set<String> ids(ObjectNode body, String type) {
    return body.get("input")
        .valueStream()
        .filter(item -> item.path("type").stringValue("").equals(type))
        .map(item -> item.path("call_id").stringValue(""))
        .collect(Collectors.toSet());
  }

  private static Optional<String> wrongMaxTokens(ObjectNode body) {
    boolean set = Json.isSet(body, "max_output_tokens");
    JsonNode given = body.path("max_output_tokens");
    if (set && (!given.isIntegralNumber() || given.asDouble() < 1 || given.asDouble() > 1e6)) {
      return Optional.of("max_output_tokens must be a positive integer");
    }
    return !set && AgentRequest.model(body).startsWith("anthropic/")
        ? Optional.of("max_output_tokens is required for anthropic models")
        : Optional.empty();
  }

  private static Optional<String> wrongTools(ObjectNode body) {
    for (JsonNode tool : body.path("tools")) {
      String type = tool.path("type").stringValue("");
      if (!TOOLS.contains(type)) {
        return Optional.of("unknown tool type \"" + type + "\"");
      }
      if (type.equals("function") && tool.path("name").stringValue("").isEmpty()) {
        return Optional.of("function tool has no name");
      }
    }
    String chosen = body.path("tool_choice").path("name").stringValue("");
    boolean known =
        chosen.isEmpty()
            || AgentRequest.functions(body).stream().anyMatch(tool -> tool.name().equals(chosen));
    return known ? Optional.empty() : Optional.of("tool_choice names no tool: " + chosen);
  }

  private static Optional<String> wrongEffort(ObjectNode body) {
    JsonNode effort = body.path("reasoning").path("effort");
    return effort.isMissingNode() || EFFORTS.contains(effort.stringValue(""))
        ? Optional.empty()
        : Optional.of("reasoning.effort is invalid");
  }

  private static Optional<PerplexityError> wrongFormat(ObjectNode body) {
    if (!Json.isSet(body, "response_format")) {
      return Optional.empty();
    }
    JsonNode format = body.get("response_format");
    if (!format.path("type").stringValue("").equals("json_schema")) {
      return Optional.of(
          PerplexityError.invalidParameter("response_format.type must be \"json_schema\""));
    }
    JsonNode schema = format.path("json_schema").path("schema");
    String root = schema.path("type").stringValue("");
    return root.equals("object")
        ? Optional.empty()
        : Optional.of(
            PerplexityError.invalidParameter(
                "json_schema.schema must have a root type of 'object' (got type=\"%s\"). Wrap your data in an object property (e.g. {'type': 'object', 'properties': {'items': {'type': 'array', 'items': ...}}})."
                    .formatted(root)));
  }

  private static Optional<PerplexityError> wrongModel(ObjectNode body, Set<String> served) {
    long given =
        List.of("preset", "model", "models").stream()
            .filter(field -> Json.isSet(body, field))
            .count();
    if (given == 0) {
      return Optional.of(
          PerplexityError.invalid("validation failed: one of preset, model, models is required"));
    }
    JsonNode several = body.path("models");
    if (Json.isSet(body, "models") && (several.isEmpty() || several.size() > 5)) {
      return Optional.of(
          PerplexityError.invalid("validation failed: models must have 1 to 5 entries"));
    }
    String model = AgentRequest.model(body);
    return served.contains(model)
        ? Optional.empty()
        : Optional.of(PerplexityError.unknownModel(model));
  }
}
