package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code input} may hold, and what its items owe one another. */
final class InputRules {
  private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");
  private static final Set<String> PARTS =
      Set.of("input_text", "input_image", "input_file", "output_text", "refusal");
  private static final Set<String> ITEMS =
      Set.of(
          "message",
          "function_call",
          "function_call_output",
          "reasoning",
          "web_search_call",
          "file_search_call",
          "custom_tool_call",
          "custom_tool_call_output");

  private InputRules() {}

  static Optional<OpenAiError> complaint(ObjectNode body, OpenAiModel model) {
    if (!Json.isSet(body, "input")) {
      return Optional.of(OpenAiError.missing("input"));
    }
    JsonNode input = body.get("input");
    if (input.isString()) {
      return Optional.empty();
    }
    if (!input.isArray()) {
      return Optional.of(
          OpenAiError.wrongType(
              "input", "one of a string or an array of objects", "something else"));
    }
    if (input.isEmpty()) {
      return Optional.of(OpenAiError.missing("input"));
    }
    for (int i = 0; i < input.size(); i++) {
      Optional<OpenAiError> complaint = item("input[" + i + "]", input.get(i), model);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return pairs(input).or(() -> thoughts(input));
  }

  /** What is written anywhere in the input. */
  static String allText(ObjectNode body) {
    JsonNode input = body.get("input");
    return input.isString()
        ? input.stringValue()
        : input
            .valueStream()
            .map(item -> ResponsesRequest.text(item.path("content")))
            .collect(Collectors.joining("\n"));
  }

  private static Optional<OpenAiError> item(String at, JsonNode item, OpenAiModel model) {
    String type = item.path("type").stringValue("message");
    if (!ITEMS.contains(type)) {
      return Optional.of(invalidValue(type, at));
    }
    return switch (type) {
      case "message" -> message(at, item, model);
      case "function_call" ->
          missing(at, item, "call_id")
              .or(() -> missing(at, item, "name"))
              .or(() -> missing(at, item, "arguments"));
      case "function_call_output" -> missing(at, item, "call_id");
      case "reasoning" ->
          item.path("summary").isArray()
              ? Optional.empty()
              : Optional.of(OpenAiError.missing(at + ".summary"));
      default -> Optional.empty();
    };
  }

  private static Optional<OpenAiError> missing(String at, JsonNode item, String field) {
    return item.path(field).isString()
        ? Optional.empty()
        : Optional.of(OpenAiError.missing(at + "." + field));
  }

  private static OpenAiError invalidValue(String value, String at) {
    return OpenAiError.invalid("Invalid value: '" + value + "'.", at, "invalid_value");
  }

  private static Optional<OpenAiError> message(String at, JsonNode item, OpenAiModel model) {
    String role = item.path("role").stringValue("");
    if (!ROLES.contains(role)) {
      return Optional.of(invalidValue(role, at + ".role"));
    }
    JsonNode content = item.path("content");
    if (content.isString()) {
      return Optional.empty();
    }
    if (!content.isArray()) {
      return Optional.of(OpenAiError.missing(at + ".content"));
    }
    for (int i = 0; i < content.size(); i++) {
      Optional<OpenAiError> complaint =
          part(at + ".content[" + i + "]", role, content.get(i), model);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<OpenAiError> part(
      String at, String role, JsonNode part, OpenAiModel model) {
    String type = part.path("type").stringValue("");
    boolean said = type.equals("output_text") || type.equals("refusal");
    if (!PARTS.contains(type) || said != role.equals("assistant")) {
      return Optional.of(invalidValue(type, at));
    }
    return switch (type) {
      case "input_image" ->
          Json.isSet(part, "file_id")
              ? Optional.empty()
              : ContentRules.image(at + ".image_url", part.path("image_url"), model);
      case "input_file" -> ContentRules.file(at, part);
      case "refusal" -> missing(at, part, "refusal");
      default -> missing(at, part, "text");
    };
  }

  private static Optional<OpenAiError> pairs(JsonNode input) {
    Set<String> called = ids(input, "function_call");
    Set<String> answered = ids(input, "function_call_output");
    Set<String> open = new HashSet<>(called);
    open.removeAll(answered);
    if (!open.isEmpty()) {
      return Optional.of(
          OpenAiError.invalid(
              "No tool output found for function call " + open.iterator().next() + ".",
              "input",
              null));
    }
    answered.removeAll(called);
    return answered.isEmpty()
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "No tool call found for function call output with call_id "
                    + answered.iterator().next()
                    + ".",
                "input",
                null));
  }

  private static Set<String> ids(JsonNode input, String type) {
    return input
        .valueStream()
        .filter(item -> item.path("type").stringValue("").equals(type))
        .map(item -> item.path("call_id").stringValue(""))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Thoughts come back sealed as they were, and with what they led to. */
  private static Optional<OpenAiError> thoughts(JsonNode input) {
    for (int i = 0; i < input.size(); i++) {
      JsonNode item = input.get(i);
      if (!item.path("type").stringValue("").equals("reasoning")) {
        continue;
      }
      String seal = item.path("encrypted_content").stringValue("");
      String id = item.path("id").stringValue("");
      if (seal.isEmpty()) {
        return Optional.of(
            new OpenAiError(
                404,
                "Item with id '%s' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input."
                    .formatted(id),
                "invalid_request_error",
                "input",
                null));
      }
      if (!ResponseBody.SIGNATURES.accept(seal)) {
        return Optional.of(
            OpenAiError.invalid(
                "The encrypted content %s... could not be verified. Reason: Encrypted content could not be decrypted or parsed."
                    .formatted(seal.substring(0, Math.min(4, seal.length()))),
                null,
                "invalid_encrypted_content"));
      }
      String next = input.path(i + 1).path("type").stringValue("message");
      boolean led =
          input.path(i + 1).path("role").stringValue("").equals("assistant")
              || !next.equals("message");
      if (i + 1 == input.size() || !led) {
        return Optional.of(
            OpenAiError.invalid(
                "Item '%s' of type 'reasoning' was provided without its required following item."
                    .formatted(id),
                "input",
                null));
      }
    }
    return Optional.empty();
  }
}
