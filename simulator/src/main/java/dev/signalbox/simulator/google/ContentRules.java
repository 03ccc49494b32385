package dev.signalbox.simulator.google;

import dev.signalbox.simulator.wire.Attachment;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Signatures;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What contents may hold, and what a turn owes the one before. */
final class ContentRules {
  static final Signatures SIGNATURES = new Signatures("google");

  /** What a client may send for a call that another model made. */
  private static final Set<String> NO_SIGNATURE =
      Set.of("skip_thought_signature_validator", "context_engineering_is_the_way_to_go");

  private static final Set<String> DATA =
      Set.of(
          "text",
          "inlineData",
          "fileData",
          "functionCall",
          "functionResponse",
          "executableCode",
          "codeExecutionResult");

  private ContentRules() {}

  static Optional<String> complaint(ObjectNode body, GeminiModel model) {
    JsonNode contents = body.path("contents");
    if (!contents.isArray() || contents.isEmpty()) {
      return Optional.of("* GenerateContentRequest.contents: contents is not specified\n");
    }
    for (int i = 0; i < contents.size(); i++) {
      Optional<String> complaint = content("contents[" + i + "]", contents.get(i), model);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return pairs(contents);
  }

  private static Optional<String> content(String at, JsonNode content, GeminiModel model) {
    String role = content.path("role").stringValue("user");
    if (!role.equals("user") && !role.equals("model") && !role.equals("function")) {
      return Optional.of("Please use a valid role: user, model.");
    }
    JsonNode parts = content.path("parts");
    if (!parts.isArray() || parts.isEmpty()) {
      return Optional.of(
          "* GenerateContentRequest.%s.parts: contents.parts must not be empty.\n".formatted(at));
    }
    boolean signed = false;
    for (int i = 0; i < parts.size(); i++) {
      JsonNode part = parts.get(i);
      Optional<String> complaint = part(at + ".parts[" + i + "]", part);
      // Of calls made at once, only the first is signed.
      boolean needed = part.has("functionCall") && !signed && model.levels();
      if (complaint.isEmpty()) {
        complaint = signature(part, needed);
      }
      if (complaint.isPresent()) {
        return complaint;
      }
      signed |= part.has("functionCall");
    }
    return Optional.empty();
  }

  private static Optional<String> part(String at, JsonNode part) {
    long data = DATA.stream().filter(field -> Json.isSet(part, field)).count();
    if (data != 1) {
      return Optional.of(
          "* GenerateContentRequest.%s.data: required oneof field 'data' must have one initialized field\n"
              .formatted(at));
    }
    if (part.has("inlineData")) {
      return inlineData(at, part.get("inlineData"));
    }
    for (String field : new String[] {"functionCall", "functionResponse"}) {
      boolean nameless = part.has(field) && part.get(field).path("name").stringValue("").isEmpty();
      if (nameless) {
        return Optional.of(
            "* GenerateContentRequest.%s.%s.name: Name cannot be empty.\n"
                .formatted(at, ProtoJson.snakeCase(field)));
      }
    }
    return part.has("text") && !part.get("text").isString()
        ? Optional.of("Invalid value at '" + at + ".text' (TYPE_STRING)")
        : Optional.empty();
  }

  private static Optional<String> inlineData(String at, JsonNode data) {
    String type = data.path("mimeType").stringValue("");
    Optional<byte[]> bytes = Attachment.decode(data.path("data").stringValue(""));
    if (bytes.isEmpty()) {
      return Optional.of(
          "Invalid value at '" + at + ".inline_data.data' (TYPE_BYTES), Base64 decoding failed");
    }
    if (type.isEmpty()) {
      return Optional.of("Unable to determine the mime type of the inline data.");
    }
    if (type.startsWith("image/") && Attachment.mediaType(bytes.get()).isEmpty()) {
      return Optional.of("Unable to process input image. Please retry or report the problem.");
    }
    return type.equals("application/pdf") && !Attachment.isPdf(bytes.get())
        ? Optional.of("The document has no pages.")
        : Optional.empty();
  }

  private static Optional<String> signature(JsonNode part, boolean needed) {
    String signature = part.path("thoughtSignature").stringValue("");
    if (signature.isEmpty()) {
      return needed
          ? Optional.of(
              "Function call is missing a thought_signature in functionCall parts. This is required"
                  + " for tools to work correctly.")
          : Optional.empty();
    }
    return SIGNATURES.accept(signature) || NO_SIGNATURE.contains(signature)
        ? Optional.empty()
        : Optional.of("Corrupted thought signature.");
  }

  /** As many answers as there were calls, in the turn right after them. */
  private static Optional<String> pairs(JsonNode contents) {
    long open = 0;
    for (JsonNode content : contents) {
      long answers = count(content, "functionResponse");
      if (answers != open) {
        return Optional.of(
            "Please ensure that the number of function response parts is equal to the number of"
                + " function call parts of the function call turn.");
      }
      open = count(content, "functionCall");
    }
    return open == 0
        ? Optional.empty()
        : Optional.of(
            "Please ensure that multiturn requests end with a user role or a function response.");
  }

  private static long count(JsonNode content, String field) {
    return content.path("parts").valueStream().filter(part -> part.has(field)).count();
  }
}
