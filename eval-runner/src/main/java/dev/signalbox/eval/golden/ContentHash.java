package dev.signalbox.eval.golden;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * SHA-256, in hex, of content and not of files: order of keys, white space and the way a number is
 * written make no difference.
 */
final class ContentHash {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ContentHash() {}

  /** Of everything that decides a case's difficulty. */
  static String of(ChatRequest request, JsonNode expected) {
    ObjectNode content = JSON.objectNode();
    content.set("request", request(request));
    content.set("expected", expected);
    return sha256(content);
  }

  /** Of everything that decides a suite's results; the order of its cases does not. */
  static String of(String name, String task, String graderVersion, List<GoldenCase> cases) {
    ObjectNode content = JSON.objectNode();
    content.put("name", name).put("task", task).put("graders", graderVersion);
    ArrayNode list = content.putArray("cases");
    cases.stream()
        .sorted(Comparator.comparing(GoldenCase::id))
        .forEach(golden -> list.add(summary(golden)));
    return sha256(content);
  }

  private static ObjectNode summary(GoldenCase golden) {
    ObjectNode summary = JSON.objectNode();
    summary.put("id", golden.id()).put("hash", golden.hash()).put("critical", golden.critical());
    ArrayNode tags = summary.putArray("tags");
    golden.tags().stream().sorted().forEach(tags::add);
    return summary;
  }

  /**
   * What a request leaves at its default is left out, so that a setting added to requests one day
   * changes the hash, and so the baseline, of no case that does not use it.
   */
  private static ObjectNode request(ChatRequest request) {
    ObjectNode content = JSON.objectNode();
    ArrayNode messages = content.putArray("messages");
    request.messages().forEach(message -> messages.add(message(message)));
    if (request.format() instanceof ResponseFormat.JsonSchema wanted) {
      ObjectNode format = content.putObject("format");
      format.put("name", wanted.name()).put("strict", wanted.strict());
      format.set("schema", wanted.schema());
    }
    request.maxOutputTokens().ifPresent(limit -> content.put("max_output_tokens", limit));
    request.sampling().temperature().ifPresent(value -> content.put("temperature", value));
    request.sampling().topP().ifPresent(value -> content.put("top_p", value));
    if (!request.stop().isEmpty()) {
      ArrayNode stop = content.putArray("stop");
      request.stop().forEach(stop::add);
    }
    return content;
  }

  private static ObjectNode message(Message message) {
    ObjectNode content = JSON.objectNode();
    content.put("role", message.role().name().toLowerCase(Locale.ROOT));
    ArrayNode parts = content.putArray("parts");
    for (Part part : message.parts()) {
      ObjectNode piece = parts.addObject();
      switch (part) {
        case Part.Text(String text) -> piece.put("text", text);
        case Part.InlineImage(String mediaType, String base64) ->
            piece.put("media_type", mediaType).put("base64", base64);
        case Part.LinkedImage(var url) -> piece.put("url", url.toString());
      }
    }
    return content;
  }

  private static String sha256(JsonNode content) {
    byte[] bytes = CanonicalJson.of(content).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
